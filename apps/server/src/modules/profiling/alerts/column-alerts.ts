import type { ColumnProfile, Profile } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { isMeasure } from '../columns/measures.ts'
import { CLOSED_LISTS } from '../columns/meaning.ts'
import { dateAlerts } from './date-alerts.ts'
import { draft, type AlertDraft } from './draft.ts'
import { factAlerts } from './fact-alerts.ts'

/** From these shares of rows a finding is worth a person's attention; the first is ydata-profiling's. */
const ZEROS_SHARE = 0.1
const MISSING_SHARE = 0.05
const MISSING_GRAVE = 0.5
const IMBALANCE_SHARE = 0.9
const NEARLY_ALL = 0.99
const OUTLIER_SHARE = 0.01
const FEW_OUTLIERS = 20
const SKEWNESS = 3
const MANY_VALUES = 50
const MANY_SHARE = 0.5
/** χ² finds values equally frequent, ydata-profiling's level; each often enough to tell. */
const UNIFORM_P = 0.999
const ROWS_PER_VALUE = 5
/** With fewer rows different values are no surprise. */
const ROWS_TO_TELL = 10
/** One value of a key has so large a share of the rows, and so many times its part. */
const KEY_SHARE = 0.2
const KEY_TIMES = 10

/** Alerts about one column. */
export function columnAlerts(findings: ColumnFindings, { rows, as_of: asOf }: Profile): AlertDraft[] {
  const { column } = findings
  const columns = [column.name]
  if (column.count === 0)
    return rows > 0 ? [draft('empty_column', 'warning', columns, { count: column.missing, of: rows })] : []
  const missing = missingAlert(column, rows)
  if (column.distinct === 1) {
    const value = { value: column.top[0]?.value ?? null }
    const constant = draft('constant', 'info', columns, { count: column.count, of: rows, data: value })
    return [...missing, ...personalAlerts(column), ...factAlerts(findings), ...(rows > 1 ? [constant] : [])]
  }
  return [
    ...missing,
    ...personalAlerts(column),
    ...valueAlerts(column, rows),
    ...numberAlerts(column),
    ...textAlerts(column),
    ...dateAlerts(column, asOf),
    ...factAlerts(findings),
  ]
}

function missingAlert({ name, missing }: ColumnProfile, rows: number): AlertDraft[] {
  if (missing / rows < MISSING_SHARE) return []
  return [draft('missing', missing / rows >= MISSING_GRAVE ? 'warning' : 'info', [name], { count: missing, of: rows })]
}

function personalAlerts({ name, personal, count }: ColumnProfile): AlertDraft[] {
  if (!personal) return []
  const { kind, evidence, matches, invalid } = personal
  const found = draft('personal_data', evidence === 'name' ? 'info' : 'warning', [name], {
    count: matches,
    of: count,
    data: { kind, evidence },
  })
  const wrong = draft('invalid_check_digits', 'warning', [name], { count: invalid, of: count, data: { kind } })
  return [...(matches > 0 ? [found] : []), ...(invalid > 0 ? [wrong] : [])]
}

function valueAlerts(column: ColumnProfile, rows: number): AlertDraft[] {
  const { name, count, distinct, top, unique, text, kind, type, category, meaning } = column
  const found: AlertDraft[] = []
  const most = top[0]?.count ?? 0
  const value = { value: top[0]?.value ?? null }
  if (type === 'json' || type === 'binary') found.push(draft('unsupported', 'info', [name], { data: { type } }))
  if (unique && count >= ROWS_TO_TELL && (type === 'text' || type === 'integer')) {
    found.push(draft('all_unique', 'info', [name], { count, of: rows }))
  } else if (type === 'text' && kind === 'text' && distinct > MANY_VALUES && distinct / count > MANY_SHARE) {
    found.push(draft('high_cardinality', 'info', [name], { count: distinct, of: count }))
  }
  if (!unique && most / count >= IMBALANCE_SHARE) {
    const code = most / count >= NEARLY_ALL ? 'near_constant' : 'imbalance'
    found.push(draft(code, 'info', [name], { count: most, of: count, data: value }))
  } else if (
    isKey(column) &&
    distinct >= KEY_TIMES &&
    most / count >= KEY_SHARE &&
    most >= (KEY_TIMES * count) / distinct
  ) {
    found.push(draft('skewed_key', 'info', [name], { count: most, of: count, data: value }))
  }
  const isEven = (category?.uniform_p ?? 0) > UNIFORM_P && distinct > 2 && count >= ROWS_PER_VALUE * distinct
  if (isEven && type !== 'time' && (kind === 'category' || kind === 'number' || kind === 'geographic'))
    found.push(draft('uniform', 'info', [name], { data: { distinct } }))
  if (meaning && meaning.invalid > 0 && CLOSED_LISTS.has(meaning.kind)) {
    found.push(
      draft('invalid_codes', 'warning', [name], { count: meaning.invalid, of: count, data: { kind: meaning.kind } }),
    )
  }
  if (text && type === 'text' && !column.personal && !meaning && text.length_min === text.length_max && distinct > 10) {
    const length = text.length_max ?? 0
    if (length > 2 && !unique) found.push(draft('constant_length', 'info', [name], { data: { length } }))
  }
  return found
}

function isKey({ kind, type }: ColumnProfile): boolean {
  return kind === 'identifier' && (type === 'text' || type === 'integer')
}

function numberAlerts(column: ColumnProfile): AlertDraft[] {
  const { name, number, count } = column
  if (!number) return []
  const found: AlertDraft[] = []
  const special = number.infinities + number.nans
  if (special > 0) {
    const data = { infinities: number.infinities, nans: number.nans }
    found.push(draft('infinite', 'warning', [name], { count: special, of: count, data }))
  }
  if (!isMeasure(column)) return found
  if (number.zeros / count >= ZEROS_SHARE)
    found.push(draft('zeros', 'info', [name], { count: number.zeros, of: count }))
  if (number.skewness !== null && Math.abs(number.skewness) >= SKEWNESS)
    found.push(draft('skewed', 'info', [name], { data: { skewness: number.skewness } }))
  const { outliers_iqr: outliers, outliers_z: far, iqr } = number
  const isFew = outliers > 0 && far > 0 && outliers <= FEW_OUTLIERS
  // Where half of all values are equal the fences are one point, and everything else would be an outlier.
  if (iqr !== 0 && (outliers / count >= OUTLIER_SHARE || isFew))
    found.push(draft('outliers', 'info', [name], { count: outliers, of: count, data: { z: far } }))
  return found
}

function textAlerts({ name, text, count }: ColumnProfile): AlertDraft[] {
  if (!text) return []
  const { padded, blank, broken_encoding: broken } = text
  return [
    ...(broken > 0 ? [draft('broken_encoding', 'warning', [name], { count: broken, of: count })] : []),
    ...(padded > 0 ? [draft('padded_text', 'info', [name], { count: padded, of: count })] : []),
    ...(blank > 0 ? [draft('blank_text', 'info', [name], { count: blank, of: count })] : []),
  ]
}
