import type { Dataset, DialectOverride, ReadingPreview, Recipe, RejectedRows } from '@datapilot/contracts'
import { call } from '../../../../platform/client/call.ts'

const of = (id: string): string => `/api/v1/datasets/${id}`

export const readingApi = {
  preview: (id: string, override: DialectOverride, signal: AbortSignal) =>
    call<ReadingPreview>('POST', `${of(id)}/reading/preview`, { body: { override }, signal }),
  reread: (id: string, override: DialectOverride) => call<Dataset>('POST', `${of(id)}/reread`, { body: { override } }),
  rejects: (id: string, query: { offset: number; limit: number }) =>
    call<RejectedRows>('GET', `${of(id)}/rejects`, { query }),
  addPart: (id: string, part: string) => call<Dataset>('POST', `${of(id)}/parts`, { body: { part } }),
  applyRecipe: (id: string) => call<Dataset>('POST', `${of(id)}/recipe/apply`, { body: {} }),
  recipes: (cursor?: string) =>
    call<{ items: Recipe[]; next_cursor: string | null }>('GET', '/api/v1/recipes', { query: { cursor } }),
  removeRecipe: (id: string) => call<null>('DELETE', `/api/v1/recipes/${id}`),
}
