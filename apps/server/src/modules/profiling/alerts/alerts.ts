import { createHash } from 'node:crypto'
import type { Alert, AlertCode, Profile } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { hasAlertRows } from './alert-rows.ts'
import { columnAlerts } from './column-alerts.ts'
import type { AlertDraft } from './draft.ts'
import { fixOf } from './fixes.ts'
import { relationAlerts } from './relation-alerts.ts'
import { tableAlerts } from './table-alerts.ts'

/** Everything that alerts are made from. */
export interface AlertInput {
  /** The profile without its alerts. */
  readonly profile: Profile
  readonly findings: readonly ColumnFindings[]
  /** Pairs of columns that are equal in every row. */
  readonly repeatedColumns: readonly (readonly [string, string])[]
  /** Rows that repeat another one but for its key; null where that was not looked for. */
  readonly nearDuplicates: { readonly rows: number; readonly keys: readonly string[] } | null
}

const SEVERITY = { error: 0, warning: 1, info: 2 }

/** Within a severity: what makes results wrong first, then what is lost or doubled, then what is good to know. */
const USEFULNESS: readonly AlertCode[] = [
  'empty_table', 'leading_zeros_lost', 'totals_row', 'mixed_units', 'mixed_formats', 'broken_encoding', 'rejected_rows',
  'duplicate_rows', 'duplicate_keys', 'implausible_dates', 'placeholder_values', 'invalid_check_digits', 'invalid_codes',
  'dependency_violations', 'future_dates', 'near_duplicate_rows', 'infinite', 'personal_data', 'similar_spellings',
  'text_dates', 'missing', 'duplicate_columns', 'near_duplicate_columns', 'empty_column', 'outliers', 'skewed',
  'high_correlation', 'seasonal', 'non_stationary', 'date_gaps', 'zeros', 'near_constant', 'imbalance', 'skewed_key',
  'padded_text', 'blank_text', 'constant', 'constant_length', 'uniform', 'high_cardinality', 'all_unique', 'unsupported',
] // prettier-ignore

/** More of one kind, or more in all, is a flood that nobody reads; the profile says how many were left out. */
const PER_CODE = 15
const FEWER: Partial<Record<AlertCode, number>> = { high_correlation: 10, seasonal: 4, non_stationary: 4, uniform: 4, constant_length: 4 } // prettier-ignore
const IN_ALL = 100

/** The alerts of a profile, the most useful first, and how many of them were left out. */
export function makeAlerts(input: AlertInput): { alerts: Alert[]; leftOut: number } {
  const byIndex = new Map(input.findings.map((finding) => [finding.column.index, finding]))
  const perColumn = input.profile.columns.flatMap((column) => {
    const finding = byIndex.get(column.index)
    return finding ? columnAlerts({ ...finding, column }, input.profile) : []
  })
  const all = [...tableAlerts(input), ...relationAlerts(input), ...perColumn].sort(byUse)
  const seen = new Map<AlertCode, number>()
  const kept = all.filter(({ code }) => {
    seen.set(code, (seen.get(code) ?? 0) + 1)
    return (seen.get(code) ?? 0) <= (FEWER[code] ?? PER_CODE)
  })
  const alerts = kept.slice(0, IN_ALL).map((one) => addressed(one, input.profile))
  return { alerts, leftOut: all.length - alerts.length }
}

function byUse(a: AlertDraft, b: AlertDraft): number {
  const rank = ({ code }: AlertDraft) => USEFULNESS.indexOf(code)
  const share = ({ count, of }: AlertDraft) => (count ?? 0) / Math.max(1, of ?? 1)
  return SEVERITY[a.severity] - SEVERITY[b.severity] || rank(a) - rank(b) || share(b) - share(a)
}

function addressed(one: AlertDraft, profile: Profile): Alert {
  const { code, severity, columns, count, of, data } = one
  return {
    id: alertId(code, columns),
    code,
    severity,
    columns: [...columns],
    count,
    share: count === null || of === null || of === 0 ? null : count / of,
    data: { ...data },
    rows: (count ?? 0) > 0 && hasAlertRows(code),
    fix: fixOf(one, profile),
  }
}

/** Of a path as it travels; the server takes parameters of up to 1,024 characters. */
const ID_LENGTH = 200

/** `missing:idade`; names that do not fit into a path give way to a hash of them. */
export function alertId(code: AlertCode, columns: readonly string[]): string {
  if (columns.length === 0) return code
  const names = columns
    .map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C').replaceAll('/', '%2F'))
    .join(',')
  const id = `${code}:${names}`
  if (encodeURIComponent(id.toWellFormed()).length <= ID_LENGTH) return id
  return `${code}:${createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 16)}`
}
