import { answerOf, client } from '../../platform/client/http.ts'

export interface RowsQuery {
  offset: number
  limit: number
  sort?: string | undefined
  direction?: 'asc' | 'desc' | undefined
}

const of = (id: string) => ({ path: { id } })

export const datasetsApi = {
  list: (query: { q?: string | undefined; cursor?: string | undefined; limit: number }, signal?: AbortSignal) =>
    answerOf(client.GET('/api/v1/datasets', { params: { query }, signal: signal ?? null })),
  get: (id: string) => answerOf(client.GET('/api/v1/datasets/{id}', { params: of(id) })),
  remove: (id: string) => answerOf(client.DELETE('/api/v1/datasets/{id}', { params: of(id) })),
  restore: (id: string) => answerOf(client.POST('/api/v1/datasets/{id}/restore', { params: of(id) })),
  rows: (id: string, query: RowsQuery, signal: AbortSignal) =>
    answerOf(client.GET('/api/v1/datasets/{id}/rows', { params: { ...of(id), query }, signal })),
}
