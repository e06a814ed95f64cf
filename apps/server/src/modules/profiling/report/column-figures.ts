import type { ColumnProfile } from '@datapilot/contracts'
import type { ReportLanguage } from './report-language.ts'

type Pair = readonly [label: string, value: string]

/** Longer examples are cut. */
const LONGEST = 60

/** The figures of a column with their names; only those that say something. */
export function figurePairs(column: ColumnProfile, said: ReportLanguage): Pair[] {
  return [
    ...numberPairs(column, said),
    ...datePairs(column, said),
    ...textPairs(column, said),
    ...categoryPairs(column, said),
    ...booleanPairs(column, said),
    ...findingPairs(column, said),
  ]
}

function numberPairs({ number }: ColumnProfile, { words: { terms }, more, format }: ReportLanguage): Pair[] {
  if (!number) return []
  const { quantiles: q } = number
  const pairs: Pair[] = [
    [terms.mean, format.figure(number.mean)],
    [terms.deviation, format.figure(number.standard_deviation)],
    [more.terms.variation, format.figure(number.coefficient_of_variation)],
    [terms.min, format.cell(number.min)],
    ['p1 · p5', `${format.figure(q.p01)} · ${format.figure(q.p05)}`],
    ['p25', format.figure(q.p25)],
    [terms.median, format.figure(q.p50)],
    ['p75', format.figure(q.p75)],
    ['p95 · p99', `${format.figure(q.p95)} · ${format.figure(q.p99)}`],
    [terms.max, format.cell(number.max)],
    [more.terms.range, format.figure(number.range)],
    ['IQR', format.figure(number.iqr)],
    [more.terms.absolute_deviation, format.figure(number.median_absolute_deviation)],
    [terms.sum, format.cell(number.sum)],
    [terms.skewness, format.figure(number.skewness)],
    [terms.kurtosis, format.figure(number.kurtosis)],
    [terms.outliers, `${format.count(number.outliers_iqr)} / ${format.count(number.outliers_z)}`],
  ]
  if (number.zeros > 0) pairs.push([terms.zeros, format.count(number.zeros)])
  if (number.negatives > 0) pairs.push([terms.negatives, format.count(number.negatives)])
  if (number.infinities + number.nans > 0)
    pairs.push([more.terms.infinite, `${format.count(number.infinities)} / ${format.count(number.nans)}`])
  if (number.monotonic === 'increasing' || number.monotonic === 'decreasing')
    pairs.push([more.terms.monotonic, more.terms[number.monotonic]])
  return pairs
}

function datePairs({ date }: ColumnProfile, { words: { terms }, more, format }: ReportLanguage): Pair[] {
  if (!date) return []
  const pairs: Pair[] = [[terms.from, date.min ?? '–'], [terms.to, date.max ?? '–']] // prettier-ignore
  if (date.gap_days !== null) pairs.push([terms.gap_days, format.count(date.gap_days)])
  const gaps = date.gaps
    .slice(0, 3)
    .map(({ from, to, days }) => `${from} … ${to} (${format.count(days)} ${more.terms.days})`)
  if (gaps.length > 0) pairs.push([more.terms.gaps, gaps.join('; ')])
  if (date.future > 0) pairs.push([terms.future, format.count(date.future)])
  if (date.implausible > 0) pairs.push([more.terms.implausible, format.count(date.implausible)])
  return pairs
}

function textPairs({ text }: ColumnProfile, { words: { terms }, more, format }: ReportLanguage): Pair[] {
  if (!text) return []
  const length = [text.length_min, text.length_mean, text.length_max].map((value) => format.figure(value)).join(' · ')
  const pairs: Pair[] = [[`${terms.length} (${terms.min} · ${terms.mean} · ${terms.max})`, length]]
  if (text.shortest !== null) pairs.push([more.terms.shortest, cut(text.shortest)])
  if (text.longest !== null) pairs.push([more.terms.longest, cut(text.longest)])
  if (text.words)
    pairs.push([more.terms.words, `${format.count(text.words.total)} (⌀ ${format.figure(text.words.mean)})`])
  if (text.characters) {
    const { letters, digits, spaces, punctuation, other } = text.characters
    pairs.push([
      more.terms.characters,
      [letters, digits, spaces, punctuation, other].map((count) => format.count(count)).join(' · '),
    ])
  }
  if (text.blank > 0) pairs.push([terms.blank, format.count(text.blank)])
  if (text.padded > 0) pairs.push([terms.padded, format.count(text.padded)])
  if (text.broken_encoding > 0) pairs.push([more.terms.broken_encoding, format.count(text.broken_encoding)])
  return pairs
}

function categoryPairs({ category, number, date }: ColumnProfile, { more, format }: ReportLanguage): Pair[] {
  if (!category || number || date) return []
  const pairs: Pair[] = [
    [more.terms.entropy, format.figure(Number(category.entropy.toFixed(3)))],
    [more.terms.imbalance, format.figure(Number(category.imbalance.toFixed(3)))],
  ]
  for (const { variants } of category.spellings.slice(0, 3))
    pairs.push([more.terms.spellings, cut(variants.join(' = '))])
  return pairs
}

function booleanPairs({ boolean }: ColumnProfile, { more, format }: ReportLanguage): Pair[] {
  if (!boolean) return []
  const side = (count: number, spelled: readonly string[]) =>
    `${format.count(count)}${spelled.length > 0 ? ` (${cut(spelled.join(', '))})` : ''}`
  return [
    [more.terms.true_values, side(boolean.true_count, boolean.true_values)],
    [more.terms.false_values, side(boolean.false_count, boolean.false_values)],
  ]
}

/** What the values stand for, and personal data. */
function findingPairs({ meaning, personal }: ColumnProfile, { words, more, format }: ReportLanguage): Pair[] {
  const pairs: Pair[] = []
  const invalid = (count: number) => (count > 0 ? `, ${format.count(count)} ${more.terms.invalid}` : '')
  if (meaning) pairs.push([more.terms.meaning, `${more.meanings[meaning.kind]}${invalid(meaning.invalid)}`])
  if (personal) {
    const share = format.share(personal.share)
    pairs.push([more.terms.personal, `${words.personal[personal.kind]} (${share}${invalid(personal.invalid)})`])
  }
  return pairs
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
