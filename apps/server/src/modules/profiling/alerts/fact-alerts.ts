import type { Alert, AlertCode } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { draft, type AlertDraft } from './draft.ts'

const SEVERITY: Partial<Record<AlertCode, Alert['severity']>> = {
  leading_zeros_lost: 'error',
  mixed_formats: 'warning',
  mixed_units: 'warning',
  placeholder_values: 'warning',
  implausible_dates: 'warning',
  duplicate_keys: 'warning',
  totals_row: 'warning',
}
/** A row of totals is one among many: a column where every tenth value says total is about totals. */
const TOTALS_SHARE = 0.01

/** Alerts from what was counted while a column's values were grouped. */
export function factAlerts({ column, facts }: ColumnFindings): AlertDraft[] {
  const { name, count, kind } = column
  return facts
    .filter((fact) => fact.code !== 'totals_row' || fact.count <= Math.max(1, count * TOTALS_SHARE))
    .filter((fact) => fact.code !== 'duplicate_keys' || kind === 'identifier')
    .map(({ code, count: rows, data }) =>
      draft(code, SEVERITY[code] ?? 'info', [name], { count: rows, of: count, data }),
    )
}
