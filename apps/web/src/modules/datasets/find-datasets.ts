import type { DatasetSummary } from '@datapilot/contracts'
import { datasetsApi } from './datasets.api.ts'

/** The newest datasets whose name contains `search`; all names contain the empty one. */
export async function findDatasets(search: string, limit: number, signal: AbortSignal): Promise<DatasetSummary[]> {
  const { items } = await datasetsApi.list({ q: search || undefined, limit }, signal)
  return items
}
