import type { Cell, ColumnProfile, Language } from '@datapilot/contracts'
import { formatCell, formatDate, formatNumber, formatShare } from '../../platform/i18n/format.ts'

type Translate = (key: string, named?: Record<string, unknown>, plural?: number) => string

/** From this share of zeros on, they say more about a column than its median. */
const MANY_ZEROS = 0.5
/** A second value is named when it is at least this frequent. */
const SECOND_VALUE = 0.1

/**
 * What a column holds, in a few words; personal data and identifiers show no value. `brief` keeps to the first fact, for
 * strips that share their width with a panel.
 */
export function summaryOf(column: ColumnProfile, t: Translate, language: Language, brief = false): string {
  if (column.count === 0 || column.kind === 'empty') return t('profile.no_values')
  if (column.personal || column.kind === 'identifier') return perValue(column, t, language)
  if (column.date) return dateRange(column, language)
  if (column.number && column.kind === 'number') return numberSummary(column, t, language, brief)
  if (column.kind === 'text' && column.text && column.text.length_max !== null) {
    return t('profile.lengths', { from: column.text.length_min ?? 0, to: column.text.length_max })
  }
  return topSummary(column, t, language)
}

function perValue({ count, distinct }: ColumnProfile, t: Translate, language: Language): string {
  const rows = distinct === 0 ? 0 : count / distinct
  const shown = new Intl.NumberFormat(language === 'pt' ? 'pt-BR' : 'en-US', {
    minimumFractionDigits: rows < 10 && rows !== 1 ? 1 : 0,
    maximumFractionDigits: rows < 10 ? 1 : 0,
  }).format(rows)
  // Portuguese counts 1,3 as one, English as several.
  const singular = language === 'pt' ? rows < 2 : rows === 1
  return t('profile.rows_per_value', { n: shown }, singular ? 1 : 2)
}

function dateRange({ date }: ColumnProfile, language: Language): string {
  if (!date?.min || !date.max) return ''
  const sameYear = date.min.slice(0, 4) === date.max.slice(0, 4)
  const first = formatDate(date.min, language)
  return `${sameYear ? first.replace(/[/,] ?\d{4}$/, '') : first} – ${formatDate(date.max, language)}`
}

function numberSummary(column: ColumnProfile, t: Translate, language: Language, brief: boolean): string {
  const { number, count, type } = column
  if (!number) return ''
  const max = t('profile.max', { value: formatCell(number.max, type, language) })
  const zeros = number.zeros / count
  const last = brief ? '' : ` · ${max}`
  if (zeros >= MANY_ZEROS) return `${t('profile.zeros_share', { share: formatShare(zeros, language) })}${last}`
  const median = number.quantiles.p50
  if (median === null) return max
  return `${t('profile.median', { value: formatNumber(median, language) })}${last}`
}

function topSummary(column: ColumnProfile, t: Translate, language: Language): string {
  const [first, second] = column.top
  if (!first) return t('profile.distinct_values', { n: column.distinct }, column.distinct)
  const named = [
    first,
    ...(second && second.count / column.count >= SECOND_VALUE && shortText(first.value) ? [second] : []),
  ]
  return named
    .map((entry) => `${shown(entry.value, column, t, language)} ${formatShare(entry.count / column.count, language)}`)
    .join(' · ')
}

const shortText = (value: Cell): boolean => String(value).length <= 12

function shown(value: Cell, column: ColumnProfile, t: Translate, language: Language): string {
  const text = formatCell(value, column.type, language)
  return text.trim() === '' ? t('chat.empty_value') : text
}

/** The most frequent shape of an identifier or of personal data: `000.000.000-00`, never a value. */
export function patternOf(column: ColumnProfile): string | null {
  const pattern = column.text?.patterns[0]?.value
  return typeof pattern === 'string' ? pattern.replaceAll('9', '0') : null
}
