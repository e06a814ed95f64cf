import type { Analysis, Profile } from '@datapilot/contracts'
import { call } from '../../platform/client/http.ts'
import { api } from '../../platform/client/urls.ts'

export const profilesApi = {
  /** The exact profile; 409 while there is none. */
  exact: (datasetId: string, signal?: AbortSignal) =>
    call<Profile>(api.datasetProfile(datasetId), signal ? { signal } : {}),
  /** The exact profile, or one of a sample. */
  preview: (datasetId: string, signal?: AbortSignal) =>
    call<Profile>(api.datasetPreview(datasetId), signal ? { signal } : {}),
  start: (dataset_id: string) => call<Analysis>(api.analyses, { method: 'POST', body: { dataset_id } }),
  cancel: (id: string) => call<Analysis>(api.analysisCancel(id), { method: 'POST' }),
}
