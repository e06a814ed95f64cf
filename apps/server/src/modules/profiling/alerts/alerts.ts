import type { Alert, Profile } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { columnAlerts } from './column-alerts.ts'
import { tableAlerts } from './table-alerts.ts'

/** Everything that alerts are made from. */
export interface AlertInput {
  /** The profile without its alerts. */
  readonly profile: Profile
  readonly findings: readonly ColumnFindings[]
  /** Pairs of columns that are equal in every row. */
  readonly repeatedColumns: readonly (readonly [string, string])[]
}

/** An alert before it is addressed. */
export type AlertDraft = Omit<Alert, 'id' | 'rows' | 'fix'>

const ORDER = { error: 0, warning: 1, info: 2 }

/** The alerts of a profile, the gravest first, otherwise table before columns in file order. */
export function makeAlerts(input: AlertInput): Alert[] {
  const byIndex = new Map(input.findings.map((finding) => [finding.column.index, finding]))
  const perColumn = input.profile.columns.flatMap((column) => {
    const finding = byIndex.get(column.index)
    return finding ? columnAlerts({ ...finding, column }, input.profile) : []
  })
  return [...tableAlerts(input), ...perColumn]
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
    .map((alert) => ({ ...alert, id: [alert.code, ...alert.columns].join(':'), rows: false, fix: null }))
}
