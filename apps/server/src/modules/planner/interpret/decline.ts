import type { Catalog } from '../catalog/catalog.ts'
import type { Question } from '../language/question.ts'
import type { Candidate } from './candidates.ts'

/** Why a question is not answered. */
export type DeclineReason =
  | 'not_understood'
  | 'too_long'
  | 'unsure'
  | 'prediction'
  | 'cause'
  | 'unsupported'
  | 'period_not_in_data'
  | 'value_not_in_data'
  | 'empty'

function cueWords(
  question: Question,
  kind: 'prediction' | 'cause' | 'unsupported',
  chosen: Candidate | null,
): string[] {
  return question.cues
    .filter(
      (cue) =>
        cue.kind === kind &&
        !question.tokens
          .slice(cue.start, cue.end)
          .some((token, step) => chosen?.used.has(cue.start + step) || token.quoted || token.capital),
    )
    .map(({ start, end }) =>
      question.tokens
        .slice(start, end)
        .map(({ word }) => word)
        .join(' '),
    )
}

/** A reason to refuse that no score can outweigh; null when there is none. */
export function declineReason(
  question: Question,
  chosen: Candidate | null,
  catalog: Catalog,
): { reason: DeclineReason; detail: readonly string[] } | null {
  for (const kind of ['prediction', 'cause', 'unsupported'] as const) {
    const words = cueWords(question, kind, chosen)
    if (words.length > 0) return { reason: kind, detail: words }
  }
  if (!chosen) return { reason: 'not_understood', detail: [] }
  const years = question.dates.filter(
    ({ span, from, to }) =>
      span.year !== null &&
      !Array.from({ length: to - from }, (_, step) => from + step).some((at) => chosen.used.has(at)),
  )
  if (years.length > 0)
    return { reason: 'period_not_in_data', detail: years.map(({ span }) => question.text.slice(span.start, span.end)) }
  const quoted = question.tokens.filter((token, at) => token.quoted && !chosen.used.has(at))
  if (quoted.length > 0)
    return { reason: 'value_not_in_data', detail: quoted.map(({ start, end }) => question.text.slice(start, end)) }
  return catalog.tables.length === 0 ? { reason: 'not_understood', detail: [] } : null
}
