import type { AlertInput } from './alerts.ts'
import { draft, type AlertDraft } from './draft.ts'

/** Alerts about rows and about columns that are equal. */
export function tableAlerts({ profile, repeatedColumns, nearDuplicates }: AlertInput): AlertDraft[] {
  const { rows, duplicate_rows: duplicates, reading } = profile
  const alerts: AlertDraft[] = []
  if (rows === 0 && profile.column_count > 0) alerts.push(draft('empty_table', 'warning', [], { count: 0 }))
  if (duplicates > 0) alerts.push(draft('duplicate_rows', 'warning', [], { count: duplicates, of: rows }))
  if (reading.rejected_rows > 0) {
    const rejected = reading.rejected_rows
    alerts.push(draft('rejected_rows', 'warning', [], { count: rejected, of: rows + rejected }))
  }
  if (nearDuplicates && nearDuplicates.rows > 0) {
    const data = { keys: [...nearDuplicates.keys] }
    alerts.push(draft('near_duplicate_rows', 'warning', [], { count: nearDuplicates.rows, of: rows, data }))
  }
  for (const columns of repeatedColumns) {
    alerts.push(draft('duplicate_columns', 'warning', columns, { count: rows, of: rows }))
  }
  return alerts
}
