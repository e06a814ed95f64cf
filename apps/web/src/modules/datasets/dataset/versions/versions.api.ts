import type { Dataset, DatasetVersion } from '@datapilot/contracts'
import { call } from '../../../../platform/client/call.ts'

export const versionsApi = {
  /** Newest first. */
  list: (id: string, cursor?: string) =>
    call<{ items: DatasetVersion[]; next_cursor: string | null }>('GET', '/api/v1/datasets/{id}/versions', {
      path: { id },
      query: { cursor },
    }),
  restore: (id: string, number: number) =>
    call<Dataset>('POST', '/api/v1/datasets/{id}/versions/{number}/restore', { path: { id, number } }),
}
