import type { Alert, ColumnProfile } from '@datapilot/contracts'

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Columns by part of their name (accents and case aside), with an alert, or with missing values. */
export function filterColumns(
  columns: readonly ColumnProfile[],
  alerts: readonly Alert[],
  text: string,
  only: 'all' | 'alert' | 'missing',
): ColumnProfile[] {
  const wanted = fold(text.trim())
  const flagged = new Set(alerts.flatMap((alert) => alert.columns))
  return columns.filter((column) => {
    if (only === 'alert' && !flagged.has(column.name)) return false
    if (only === 'missing' && column.missing === 0) return false
    return fold(column.name).includes(wanted)
  })
}
