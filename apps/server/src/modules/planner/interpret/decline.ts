import type { Catalog } from '../catalog/catalog.ts'
import type { Question } from '../language/question.ts'
import type { Candidate } from './candidates.ts'

/** Why a question is not answered. */
export type DeclineReason =
  | 'not_understood'
  | 'too_long'
  | 'unsure'
  | 'no_measure'
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

/** Years that stand outside of every date column's range, and that the reading takes for the date of its rows. */
function yearsOutside(question: Question, { table, set }: Candidate): string[] {
  const dates = table.columns.filter(({ dated, min, max }) => dated === 'native' && min !== null && max !== null)
  if (dates.length === 0) return []
  const inside = (year: number) =>
    dates.some(({ min, max }) => Number(String(min).slice(0, 4)) <= year && year <= Number(String(max).slice(0, 4)))
  return question.dates.flatMap(({ span, from, to }) => {
    const other = set.chosen.some(
      (test) =>
        test.from < to && from < test.to && test.option.match !== 'period' && test.option.match !== 'comparison',
    )
    const compared = set.chosen.some((test) => test.from < to && from < test.to && test.condition.op === 'compare')
    return span.year === null || inside(span.year) || other || compared
      ? []
      : [question.text.slice(span.start, span.end)]
  })
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
  const outside = yearsOutside(question, chosen)
  if (outside.length > 0) return { reason: 'period_not_in_data', detail: outside }
  const quoted = question.tokens.filter((token, at) => token.quoted && !chosen.used.has(at))
  if (quoted.length > 0)
    return { reason: 'value_not_in_data', detail: quoted.map(({ start, end }) => question.text.slice(start, end)) }
  return catalog.tables.length === 0 ? { reason: 'not_understood', detail: [] } : null
}
