import type { Answer, Receipt } from '@datapilot/contracts'

export interface RowShare {
  kind: 'used' | 'filter' | 'null' | 'rejected'
  detail: string
  rows: number
}

/** What became of the rows: the ones used first, then each reason for leaving some out. Rejected ones were never read. */
export function rowShares(answer: Answer, receipt: Receipt | null): RowShare[] {
  if (answer.rows_read === null) return []
  const excluded = receipt?.excluded ?? []
  const left = excluded.filter((part) => part.reason !== 'rejected').reduce((sum, part) => sum + part.rows, 0)
  const used = Math.max(0, answer.rows_read - left)
  return [
    { kind: 'used', detail: '', rows: used },
    ...excluded
      .filter((part) => part.rows > 0)
      .map(({ reason, detail, rows }) => ({ kind: reason, detail: reason === 'filter' ? detail : '', rows })),
  ]
}
