import type { Language } from '@datapilot/contracts'
import { CUES_EN } from './cues-en.ts'
import { CUES_PT } from './cues-pt.ts'

/** What a phrase of the question asks for, apart from columns and values. */
export type CueKind =
  | 'count'
  | 'sum'
  | 'total'
  | 'mean'
  | 'median'
  | 'max'
  | 'min'
  | 'range'
  | 'standard_deviation'
  | 'population'
  | 'variance'
  | 'quartile_low'
  | 'quartile_high'
  | 'percentile'
  | 'skewness'
  | 'kurtosis'
  | 'correlation'
  | 'distinct'
  | 'most'
  | 'least'
  | 'top'
  | 'bottom'
  | 'latest'
  | 'earliest'
  | 'first'
  | 'last'
  | 'next'
  | 'previous'
  | 'group'
  | 'share'
  | 'difference'
  | 'ratio'
  | 'growth'
  | 'more'
  | 'not'
  | 'null'
  | 'or'
  | 'list'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'between'
  | 'eq'
  | 'or_more'
  | 'or_less'
  | 'contains'
  | 'starts'
  | 'who'
  | 'where'
  | 'when'
  | 'which'
  | 'how_much'
  | 'same'
  | 'unsupported'
  | 'prediction'
  | 'cause'
  | 'yes_no'
  | 'running'
  | 'change'

/** Folded phrases separated by commas; a longer phrase wins over a shorter one at the same place. */
export type CueTable = Readonly<Partial<Record<CueKind, string>>>

/** A cue in the question, by token positions (end exclusive). */
export interface Cue {
  readonly kind: CueKind
  readonly start: number
  readonly end: number
}

interface Compiled {
  readonly phrases: ReadonlyMap<string, readonly CueKind[]>
  readonly lengths: ReadonlyMap<string, readonly number[]>
}

function index(table: CueTable): Compiled {
  const phrases = new Map<string, CueKind[]>()
  for (const [kind, list] of Object.entries(table) as [CueKind, string][]) {
    for (const phrase of list.split(',').map((part) => part.trim()))
      phrases.set(phrase, [...(phrases.get(phrase) ?? []), kind])
  }
  const lengths = new Map<string, number[]>()
  for (const phrase of phrases.keys()) {
    const [first = '', ...rest] = phrase.split(' ')
    const known = lengths.get(first) ?? []
    lengths.set(
      first,
      [...new Set([...known, rest.length + 1])].sort((a, b) => b - a),
    )
  }
  return { phrases, lengths }
}

const COMPILED: Readonly<Record<Language, Compiled>> = { pt: index(CUES_PT), en: index(CUES_EN) }

/** The cues of a token sequence, longest phrase first at each position; one phrase may carry several kinds. */
export function findCues(tokens: readonly string[], language: Language): Cue[] {
  const { phrases, lengths } = COMPILED[language]
  const cues: Cue[] = []
  for (let at = 0; at < tokens.length;) {
    const length = lengths
      .get(tokens[at] ?? '')
      ?.find((size) => phrases.has(tokens.slice(at, at + size).join(' ')) && at + size <= tokens.length)
    if (length === undefined) {
      at += 1
      continue
    }
    for (const kind of phrases.get(tokens.slice(at, at + length).join(' ')) ?? [])
      cues.push({ kind, start: at, end: at + length })
    at += length
  }
  return cues
}
