import { call } from '../../platform/client/call.ts'
import { answerOf, client } from '../../platform/client/http.ts'
import type { Analysis, Profile } from '@datapilot/contracts'

export const profilesApi = {
  /** The exact profile, or one of a sample; 409 while there is neither. */
  preview: (id: string) => call<Profile>('GET', '/api/v1/datasets/{id}/preview', { path: { id } }),
  start: (dataset_id: string) =>
    call<Analysis>('POST', '/api/v1/analyses', { body: { dataset_id, analysis_type: 'full' } }),
  cancel: (id: string) => answerOf(client.POST('/api/v1/analyses/{id}/cancel', { params: { path: { id } } })),
  pause: (id: string) => call<Analysis>('POST', '/api/v1/analyses/{id}/pause', { path: { id } }),
  resume: (id: string) => call<Analysis>('POST', '/api/v1/analyses/{id}/resume', { path: { id } }),
}
