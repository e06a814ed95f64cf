import type { ColumnProfile, Language, Profile } from '@datapilot/contracts'
import { formatCell, formatNumber, formatShare, localeOf } from '../../platform/i18n/format.ts'
import { rebin } from './rebin.ts'

/** One thing that stands out: a sentence from `highlight.<id>`, the column it leads to, and its little picture. */
export interface Highlight {
  id: 'month' | 'weekday' | 'top' | 'correlation' | 'tail'
  column: string
  facts: Record<string, string>
  bars: number[]
  /** Index of the bar that is spoken of. */
  marked: number
}

/** A month or weekday is worth a sentence when it holds this many times its even share. */
const PEAK = 1.4
const STRONG_TOP = 0.4
const STRONG_R = 0.5
const LONG_TAIL = 3

/** At most four findings, the most surprising kinds first; computed from the profile alone. */
export function highlightsOf(profile: Profile, language: Language): Highlight[] {
  const found = [
    ...profile.columns.flatMap((column) => monthPeak(column, language)),
    ...correlation(profile, language),
    ...profile.columns.flatMap((column) => dominantValue(column, language)),
    ...profile.columns.flatMap((column) => longTail(column, language)),
    ...profile.columns.flatMap((column) => weekdayPeak(column, language)),
  ]
  const seen = new Map<string, number>()
  return found
    .filter(({ id }) => {
      const times = (seen.get(id) ?? 0) + 1
      seen.set(id, times)
      return times <= (id === 'top' ? 2 : 1)
    })
    .slice(0, 4)
}

function peak(counts: readonly number[]): { index: number; share: number } | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const index = counts.reduce((best, count, position) => (count > (counts[best] ?? 0) ? position : best), 0)
  const used = counts.filter((count) => count > 0).length
  const share = (counts[index] ?? 0) / (total || 1)
  return used >= 3 && share >= PEAK / used ? { index, share } : null
}

/** Only within about one year: over several, months add up years unevenly. */
function monthPeak({ name, date }: ColumnProfile, language: Language): Highlight[] {
  if (!date || (date.span_days ?? 0) < 85 || (date.span_days ?? 0) > 366) return []
  const top = peak(date.months)
  if (!top) return []
  const month = new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, top.index, 15)),
  )
  const facts = { month: month.charAt(0).toLocaleUpperCase() + month.slice(1), share: formatShare(top.share, language) }
  return [{ id: 'month', column: name, facts, bars: [...date.months], marked: top.index }]
}

function weekdayPeak({ name, date }: ColumnProfile, language: Language): Highlight[] {
  if (!date || (date.span_days ?? 0) < 28) return []
  const top = peak(date.weekdays)
  if (!top) return []
  // 2024-01-01 was a Monday; the profile's week begins on Monday too.
  const day = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + top.index)),
  )
  const facts = { day: day.charAt(0).toLocaleUpperCase() + day.slice(1), share: formatShare(top.share, language) }
  return [{ id: 'weekday', column: name, facts, bars: [...date.weekdays], marked: top.index }]
}

function dominantValue(column: ColumnProfile, language: Language): Highlight[] {
  const { kind, distinct, count, top, name, type } = column
  const [first] = top
  if (!first || distinct < 3 || (kind !== 'category' && kind !== 'geographic')) return []
  const share = first.count / count
  const value = formatCell(first.value, type, language).trim()
  if (share < STRONG_TOP || value === '') return []
  const facts = { value, share: formatShare(share, language) }
  return [{ id: 'top', column: name, facts, bars: top.slice(0, 12).map((entry) => entry.count), marked: 0 }]
}

function correlation({ correlations }: Profile, language: Language): Highlight[] {
  const matrix = correlations.find((candidate) => candidate.method === 'spearman') ?? correlations[0]
  if (!matrix) return []
  let best = { r: 0, a: '', b: '' }
  matrix.values.forEach((row, i) =>
    row.slice(0, i).forEach((r, j) => {
      if (r !== null && Math.abs(r) > Math.abs(best.r) && Math.abs(r) < 0.999) {
        best = { r, a: matrix.columns[i] ?? '', b: matrix.columns[j] ?? '' }
      }
    }),
  )
  if (Math.abs(best.r) < STRONG_R) return []
  const facts = { other: best.b, r: formatNumber(best.r, language) }
  return [{ id: 'correlation', column: best.a, facts, bars: [1 - Math.abs(best.r), Math.abs(best.r)], marked: 1 }]
}

function longTail(column: ColumnProfile, language: Language): Highlight[] {
  const { number, histogram, kind, name } = column
  if (!number || !histogram || kind !== 'number' || (number.skewness ?? 0) < LONG_TAIL) return []
  const { p50, p99 } = number.quantiles
  if (p50 === null || p99 === null || p50 <= 0) return []
  const facts = {
    median: formatNumber(p50, language),
    max: formatCell(number.max, column.type, language),
    p99: formatNumber(p99, language),
  }
  const bars = rebin(histogram.counts, 24)
  return [{ id: 'tail', column: name, facts, bars, marked: bars.length - 1 }]
}
