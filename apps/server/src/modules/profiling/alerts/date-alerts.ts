import type { ColumnProfile } from '@datapilot/contracts'
import { draft, type AlertDraft } from './draft.ts'

const GAP_SHARE = 0.5
const DAYS_AT_LEAST = 14
/** A column of deadlines or bookings lies in the future by its nature. */
const MOSTLY = 0.5
const WEEK = 7

/** Alerts about when things happened. `asOf` decides what lies in the future. */
export function dateAlerts({ name, date, count, distinct }: ColumnProfile, asOf: string): AlertDraft[] {
  if (!date) return []
  const found: AlertDraft[] = []
  if (date.future > 0) {
    const data = { latest: date.max, as_of: asOf }
    const severity = date.future / count > MOSTLY ? 'info' : 'warning'
    found.push(draft('future_dates', severity, [name], { count: date.future, of: count, data }))
  }
  const days = Math.floor(date.span_days ?? 0) + 1
  const gaps = unexpectedGaps(date.gap_days, date.weekdays, days)
  const isDaily = date.granularity !== 'month' && date.granularity !== 'year'
  if (
    gaps > 0 &&
    isDaily &&
    date.implausible === 0 &&
    days >= DAYS_AT_LEAST &&
    gaps / days < GAP_SHARE &&
    distinct > WEEK
  ) {
    const [longest] = date.gaps
    const data: AlertDraft['data'] = longest ? { ...longest } : {}
    found.push(draft('date_gaps', 'info', [name], { count: date.gap_days, of: days, data }))
  }
  return found
}

/** Days without rows beyond the weekdays that never have any: offices close on weekends. */
function unexpectedGaps(gapDays: number | null, weekdays: readonly number[], days: number): number {
  if (gapDays === null) return 0
  const closed = weekdays.filter((rows) => rows === 0).length
  return gapDays - Math.ceil((days / WEEK) * closed)
}
