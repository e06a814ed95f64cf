import { fold } from './fold.ts'

/** A date or a part of one in the question. */
export interface DateSpan {
  readonly start: number
  readonly end: number
  readonly year: number | null
  readonly quarter: number | null
  readonly month: number | null
  readonly day: number | null
}

const MONTHS: readonly (readonly string[])[] = [
  ['janeiro', 'january', 'jan'],
  ['fevereiro', 'february', 'fev', 'feb'],
  ['marco', 'march', 'mar'],
  ['abril', 'april', 'abr', 'apr'],
  ['maio', 'may', 'mai'],
  ['junho', 'june', 'jun'],
  ['julho', 'july', 'jul'],
  ['agosto', 'august', 'ago', 'aug'],
  ['setembro', 'september', 'set', 'sep', 'sept'],
  ['outubro', 'october', 'out', 'oct'],
  ['novembro', 'november', 'nov'],
  ['dezembro', 'december', 'dez', 'dec'],
]
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))
const LONG = [...MONTH_NUMBER.keys()].filter((name) => name.length > 3).join('|')
const ANY = [...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join('|')
const YEAR = '(?:1[5-9]|20|21)\\d\\d'

type Groups = Partial<Record<'y' | 'm' | 'd' | 'q' | 'name' | 'ordinal', string>>

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['primeiro', 1],
  ['first', 1],
  ['segundo', 2],
  ['second', 2],
  ['terceiro', 3],
  ['third', 3],
  ['quarto', 4],
  ['fourth', 4],
])

/** Tried in this order; text covered by an earlier pattern is not read again. */
const PATTERNS: readonly RegExp[] = [
  /\b(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\b/gu,
  /\b(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})\b/gu,
  new RegExp(
    `\\b(?<d>\\d{1,2})(?:o|st|nd|rd|th)?[\\s-]+(?:de\\s+|of\\s+)?(?<name>${ANY})\\.?(?:[\\s,/-]+(?:de\\s+|of\\s+)?(?<y>${YEAR}))?\\b`,
    'gu',
  ),
  new RegExp(`\\b(?<name>${ANY})\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?:\\s*,?\\s*(?<y>${YEAR})\\b)?`, 'gu'),
  new RegExp(`\\b(?<name>${ANY})\\.?(?:\\s*/\\s*|\\s+de\\s+|\\s+of\\s+|\\s*,\\s*|\\s+)(?<y>${YEAR})\\b`, 'gu'),
  /\b(?<m>0?[1-9]|1[0-2])\/(?<y>(?:19|20)\d\d)\b/gu,
  new RegExp(
    `\\b(?:q(?<q>[1-4])|(?<ordinal>[1-4])o?\\s*(?:tri|trimestre|quarter)\\b|(?<name>primeiro|segundo|terceiro|quarto|first|second|third|fourth)\\s+(?:trimestre|quarter))(?:\\s*(?:(?:de|of|in|em)\\s|[/,-]\\s*)?(?<y>${YEAR}))?\\b`,
    'gu',
  ),
  new RegExp(`\\b(?<name>${LONG})\\b`, 'gu'),
  new RegExp(`(?<![\\d.,/$-]|\\$ )\\b(?<y>${YEAR})\\b(?![.,]\\d|[\\d/%-])`, 'gu'),
]

function toSpan(match: RegExpMatchArray & { index: number }): DateSpan | null {
  const groups: Groups = match.groups ?? {}
  const quarterName = groups.name === undefined ? undefined : ORDINALS.get(groups.name)
  const quarter = Number(groups.q ?? groups.ordinal ?? quarterName ?? Number.NaN)
  const named = groups.name === undefined ? undefined : MONTH_NUMBER.get(groups.name)
  const month = named ?? (groups.m === undefined ? Number.NaN : Number(groups.m))
  const day = groups.d === undefined ? Number.NaN : Number(groups.d)
  if (month > 12 || day > 31) return null
  const or = (value: number) => (Number.isNaN(value) ? null : value)
  return {
    start: match.index,
    end: match.index + match[0].length,
    year: groups.y === undefined ? null : Number(groups.y),
    quarter: or(quarter),
    month: or(month),
    day: or(day),
  }
}

/**
 * Dates, months, quarters and years of a question in Portuguese and English.
 * `may` and `march` count as months only when written with a capital or next to a day or year.
 */
export function findDates(text: string): DateSpan[] {
  let rest = fold(text)
  if (rest.length !== text.length) rest = fold(text.normalize('NFC'))
  const spans: DateSpan[] = []
  for (const pattern of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      const span = toSpan(match)
      if (!span) continue
      const bare = span.year === null && span.day === null && span.quarter === null
      if (bare && /^(?:may|march)$/u.test(match[0]) && text[span.start] === match[0][0]) continue
      spans.push(span)
      rest = rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end)
    }
  }
  return spans.sort((a, b) => a.start - b.start)
}
