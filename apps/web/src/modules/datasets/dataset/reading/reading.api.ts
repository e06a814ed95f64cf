import type { Dataset, DialectOverride, ReadingPreview, Recipe, RejectedRows } from '@datapilot/contracts'
import { call } from '../../../../platform/client/call.ts'

export const readingApi = {
  preview: (id: string, override: DialectOverride, signal: AbortSignal) =>
    call<ReadingPreview>('POST', '/api/v1/datasets/{id}/reading/preview', { path: { id }, body: { override }, signal }),
  reread: (id: string, override: DialectOverride) =>
    call<Dataset>('POST', '/api/v1/datasets/{id}/reread', { path: { id }, body: { override } }),
  rejects: (id: string, query: { offset: number; limit: number }) =>
    call<RejectedRows>('GET', '/api/v1/datasets/{id}/rejects', { path: { id }, query }),
  addPart: (id: string, part: string) =>
    call<Dataset>('POST', '/api/v1/datasets/{id}/parts', { path: { id }, body: { part } }),
  applyRecipe: (id: string) => call<Dataset>('POST', '/api/v1/datasets/{id}/recipe/apply', { path: { id }, body: {} }),
  recipes: (cursor?: string) =>
    call<{ items: Recipe[]; next_cursor: string | null }>('GET', '/api/v1/recipes', { query: { cursor } }),
  removeRecipe: (id: string) => call<null>('DELETE', '/api/v1/recipes/{id}', { path: { id } }),
}
