import type { Alert, AlertCode, Cell, Profile } from '@datapilot/contracts'
import type { AlertDraft } from './alerts.ts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { formatAlerts } from './format-alerts.ts'

/** From these shares of rows a finding is worth a person's attention; the first two are ydata-profiling's. */
const ZEROS_SHARE = 0.1
const MISSING_SHARE = 0.05
const MISSING_GRAVE = 0.5
const IMBALANCE_SHARE = 0.9
const OUTLIER_SHARE = 0.01
const SKEWNESS = 3
const MANY_VALUES = 50
const MANY_SHARE = 0.5
const GAP_SHARE = 0.5

export interface Finding {
  readonly code: AlertCode
  readonly severity: Alert['severity']
  readonly count: number | null
  /** Of what the share is taken; null where a share makes no sense. */
  readonly of: number | null
  readonly data?: Record<string, Cell | Cell[]>
}

/** Alerts about one column. */
export function columnAlerts(findings: ColumnFindings, { rows }: Profile): AlertDraft[] {
  const { column } = findings
  const found = column.count === 0 ? emptyColumn(findings, rows) : [
    ...valueAlerts(findings, rows),
    ...numberAlerts(findings),
    ...dateAlerts(findings),
    ...formatAlerts(findings),
  ] // prettier-ignore
  return found.map(({ code, severity, count, of, data }) => ({
    code,
    severity,
    columns: [column.name],
    count,
    share: count === null || of === null || of === 0 ? null : count / of,
    data: data ?? {},
  }))
}

function emptyColumn({ column }: ColumnFindings, rows: number): Finding[] {
  return rows > 0 ? [{ code: 'empty_column', severity: 'warning', count: column.missing, of: rows }] : []
}

function valueAlerts({ column }: ColumnFindings, rows: number): Finding[] {
  const { count, missing, distinct, top, unique, text, personal, kind, type } = column
  const found: Finding[] = []
  const most = top[0]?.count ?? 0
  if (personal) {
    const data = { kind: personal.kind }
    found.push({ code: 'personal_data', severity: 'warning', count: personal.matches, of: count, data })
  }
  if (missing / rows >= MISSING_SHARE) {
    found.push({
      code: 'missing',
      severity: missing / rows >= MISSING_GRAVE ? 'warning' : 'info',
      count: missing,
      of: rows,
    })
  }
  if (distinct === 1) {
    if (rows > 1)
      found.push({ code: 'constant', severity: 'info', count, of: rows, data: { value: top[0]?.value ?? null } })
    return found
  }
  if (unique && count > 1 && (text || type === 'integer'))
    found.push({ code: 'all_unique', severity: 'info', count, of: rows })
  else if (text && kind !== 'identifier' && distinct > MANY_VALUES && distinct / count > MANY_SHARE) {
    found.push({ code: 'high_cardinality', severity: 'info', count: distinct, of: count })
  }
  if (!unique && most / count >= IMBALANCE_SHARE) {
    found.push({ code: 'imbalance', severity: 'info', count: most, of: count, data: { value: top[0]?.value ?? null } })
  }
  return found
}

function numberAlerts({ column }: ColumnFindings): Finding[] {
  const { number, kind, count } = column
  if (!number || column.distinct < 2) return []
  const found: Finding[] = []
  const special = number.infinities + number.nans
  if (special > 0) {
    const data = { infinities: number.infinities, nans: number.nans }
    found.push({ code: 'infinite', severity: 'warning', count: special, of: count, data })
  }
  if (kind !== 'number') return found
  if (number.zeros / count >= ZEROS_SHARE)
    found.push({ code: 'zeros', severity: 'info', count: number.zeros, of: count })
  if (number.skewness !== null && Math.abs(number.skewness) >= SKEWNESS) {
    found.push({ code: 'skewed', severity: 'info', count: null, of: null, data: { skewness: number.skewness } })
  }
  const outliers = number.outliers_iqr
  if (outliers / count >= OUTLIER_SHARE || (outliers > 0 && number.outliers_z > 0 && outliers <= 20)) {
    found.push({ code: 'outliers', severity: 'info', count: outliers, of: count, data: { z: number.outliers_z } })
  }
  return found
}

function dateAlerts({ column: { date, count, distinct } }: ColumnFindings): Finding[] {
  if (!date) return []
  const found: Finding[] = []
  if (date.future > 0) {
    found.push({ code: 'future_dates', severity: 'warning', count: date.future, of: count, data: { latest: date.max } })
  }
  const days = Math.floor(date.span_days ?? 0) + 1
  if (date.gap_days !== null && date.gap_days > 0 && date.gap_days / days < GAP_SHARE && distinct > 7) {
    found.push({ code: 'date_gaps', severity: 'info', count: date.gap_days, of: days })
  }
  return found
}
