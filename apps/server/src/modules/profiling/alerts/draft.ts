import type { Alert, AlertCode, Cell } from '@datapilot/contracts'

/** An alert before it is ordered, addressed and given its rows and its fix. */
export interface AlertDraft {
  readonly code: AlertCode
  readonly severity: Alert['severity']
  readonly columns: readonly string[]
  readonly count: number | null
  /** Of what the share is taken; null where a share makes no sense. */
  readonly of: number | null
  readonly data: Readonly<Record<string, Cell | Cell[]>>
}

export function draft(
  code: AlertCode,
  severity: Alert['severity'],
  columns: readonly string[],
  counted: { count?: number | null; of?: number | null; data?: AlertDraft['data'] } = {},
): AlertDraft {
  const { count = null, of = null, data = {} } = counted
  return { code, severity, columns, count, of, data }
}
