import type {
  CreateDataset,
  Dataset,
  DatasetPage,
  DatasetRows,
  DialectOverride,
  PresignedUpload,
  RejectedRows,
} from '@datapilot/contracts'
import type { z } from 'zod'
import { call } from '../../platform/client/http.ts'
import { api } from '../../platform/client/urls.ts'

export type DatasetPageAnswer = z.infer<typeof DatasetPage>

export interface RowsQuery {
  offset: number
  limit: number
  sort?: string | undefined
  direction?: 'asc' | 'desc' | undefined
}

export const datasetsApi = {
  presign: (filename: string) => call<PresignedUpload>(api.presignedUpload(filename)),
  create: (body: CreateDataset) => call<Dataset>(api.datasets(), { method: 'POST', body }),
  list: (query: { q?: string; cursor?: string | null; limit?: number }, signal?: AbortSignal) =>
    call<DatasetPageAnswer>(api.datasets(query), signal ? { signal } : {}),
  get: (id: string) => call<Dataset>(api.dataset(id)),
  rename: (id: string, name: string) => call<Dataset>(api.dataset(id), { method: 'PATCH', body: { name } }),
  remove: (id: string) => call<void>(api.dataset(id), { method: 'DELETE' }),
  restore: (id: string) => call<Dataset>(api.datasetRestore(id), { method: 'POST' }),
  rows: (id: string, query: RowsQuery, signal?: AbortSignal) =>
    call<DatasetRows>(api.datasetRows(id, { ...query }), signal ? { signal } : {}),
  rejects: (id: string, query: { offset: number; limit: number }) =>
    call<RejectedRows>(api.datasetRejects(id, query)),
  reread: (id: string, override: DialectOverride) =>
    call<Dataset>(api.datasetReread(id), { method: 'POST', body: { override } }),
}
