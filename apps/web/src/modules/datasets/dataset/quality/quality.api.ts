import type { AlertRows } from '@datapilot/contracts'
import { call } from '../../../../platform/client/call.ts'

export const qualityApi = {
  /** The rows that an alert counts, in the order of the file. */
  alertRows: (id: string, alert: string, query: { offset: number; limit: number }, signal: AbortSignal) =>
    call<AlertRows>('GET', '/api/v1/datasets/{id}/alerts/{alert_id}/rows', {
      path: { id, alert_id: alert },
      query,
      signal,
    }),
}
