import type {
  Analysis,
  AnalysisResults,
  AnalysisRetention,
  AnalysisType,
  CleanupAnswer,
  DifferenceKind,
  JobStatus,
  RowDifferences,
} from '@datapilot/contracts'
import { call } from '../../platform/client/call.ts'

const ANALYSES = '/api/v1/analyses'
const RETENTION = '/api/v1/maintenance/retention'

export interface AnalysisFilter {
  status?: JobStatus | undefined
  analysis_type?: AnalysisType | undefined
  dataset_id?: string | undefined
  from?: string | undefined
  to?: string | undefined
  deleted?: boolean | undefined
}

/** What can be done with an analysis by its id alone; each is a call of {@link analysesApi}. */
export type AnalysisAction = 'pause' | 'resume' | 'cancel' | 'remove' | 'restore'

export interface StartComparison {
  dataset_id: string
  compare_to: { dataset_id: string; version?: number }
  key?: string[]
}

export const analysesApi = {
  list: (filter: AnalysisFilter, page: { cursor?: string | undefined; limit: number }, signal?: AbortSignal) =>
    call<{ items: Analysis[]; next_cursor: string | null }>('GET', ANALYSES, { query: { ...filter, ...page }, signal }),
  get: (id: string) => call<Analysis>('GET', `${ANALYSES}/{id}`, { path: { id } }),
  results: (id: string) => call<AnalysisResults>('GET', `${ANALYSES}/{id}/results`, { path: { id } }),
  differences: (
    id: string,
    query: { kind: DifferenceKind; column?: string | undefined; offset: number; limit: number },
    signal: AbortSignal,
  ) => call<RowDifferences>('GET', `${ANALYSES}/{id}/differences`, { path: { id }, query, signal }),
  compare: (body: StartComparison) => call<Analysis>('POST', ANALYSES, { body: { ...body, analysis_type: 'compare' } }),
  cancel: (id: string) => call<Analysis>('POST', `${ANALYSES}/{id}/cancel`, { path: { id } }),
  pause: (id: string) => call<Analysis>('POST', `${ANALYSES}/{id}/pause`, { path: { id } }),
  resume: (id: string) => call<Analysis>('POST', `${ANALYSES}/{id}/resume`, { path: { id } }),
  remove: (id: string) => call<null>('DELETE', `${ANALYSES}/{id}`, { path: { id } }),
  restore: (id: string) => call<Analysis>('POST', `${ANALYSES}/{id}/restore`, { path: { id } }),
  retention: () => call<AnalysisRetention>('GET', RETENTION),
  keepFor: (days: number | null) =>
    call<AnalysisRetention>('PUT', RETENTION, { body: { analysis_retention_days: days } }),
  /** How many analyses a cleanup would delete; nothing is deleted. */
  wouldDelete: (days: number) =>
    call<CleanupAnswer>('POST', '/api/v1/maintenance/cleanup-old-analyses', {
      query: { days_old: days, dry_run: true },
    }),
}
