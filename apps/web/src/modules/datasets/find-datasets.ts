import type { Dataset, DatasetSummary, DatasetVersion } from '@datapilot/contracts'
import { versionsApi } from './dataset/versions/versions.api.ts'
import { datasetsApi } from './datasets.api.ts'

/** The newest datasets whose name contains `search`; all names contain the empty one. */
export async function findDatasets(search: string, limit: number, signal: AbortSignal): Promise<DatasetSummary[]> {
  const { items } = await datasetsApi.list({ q: search || undefined, limit }, signal)
  return items
}

/** One dataset by its id. */
export const findDataset = (id: string): Promise<Dataset> => datasetsApi.get(id)

/** The newest versions of a dataset, newest first. */
export const findVersions = async (id: string): Promise<DatasetVersion[]> => (await versionsApi.list(id)).items
