import type { Dataset, DatasetVersion } from '@datapilot/contracts'
import { call } from '../../../../platform/client/call.ts'

const of = (id: string): string => `/api/v1/datasets/${id}/versions`

export const versionsApi = {
  /** Newest first. */
  list: (id: string, cursor?: string) =>
    call<{ items: DatasetVersion[]; next_cursor: string | null }>('GET', of(id), { query: { cursor } }),
  restore: (id: string, number: number) => call<Dataset>('POST', `${of(id)}/${number}/restore`),
}
