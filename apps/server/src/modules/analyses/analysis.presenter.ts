import type {
  Analysis,
  AnalysisEvent,
  AnalysisPace,
  AnalysisResults,
  AnalysisSession,
  Comparison,
  ComparisonSummary,
  Profile,
} from '@datapilot/contracts'
import type { AnalysisRow } from './analysis.repository.ts'
import type { SessionRow } from './analysis-session.repository.ts'

type EventOf<Type extends AnalysisEvent['type']> = Extract<AnalysisEvent, { type: Type }>
type PaceRow = Pick<AnalysisRow, 'paused' | 'rowsDone' | 'rowsTotal' | 'secondsLeft'>
type StatusRow = PaceRow & Pick<AnalysisRow, 'id' | 'status' | 'stage' | 'progress' | 'message'>

export function presentAnalysis(row: AnalysisRow): Analysis {
  const { baseDatasetId, baseNumber } = row
  return {
    analysis_id: row.id,
    dataset_id: row.datasetId,
    file_key: row.fileKey,
    analysis_type: row.type,
    compare_to:
      baseDatasetId === null || baseNumber === null ? null : { dataset_id: baseDatasetId, version: baseNumber },
    key: row.key,
    metadata: { bytes: row.bytes, format: row.format, columns: row.columns, rows: row.rows },
    status: row.status,
    stage: row.stage,
    progress: row.progress,
    message: row.message,
    ...paceOf(row),
    error_code: row.problem?.code ?? null,
    error_message: row.problem?.detail ?? null,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    deleted_at: row.deletedAt?.toISOString() ?? null,
  }
}

export function presentResults(finished: { readonly analysis: AnalysisRow } & Findings): AnalysisResults {
  const analysis = presentAnalysis(finished.analysis)
  if ('comparison' in finished) return { ...analysis, analysis_type: 'compare', results: finished.comparison }
  const type = analysis.analysis_type === 'full' ? 'full' : 'basic_eda'
  return { ...analysis, analysis_type: type, results: finished.profile }
}

export function presentSession(row: SessionRow): AnalysisSession {
  return {
    session_id: row.id,
    analysis_id: row.analysisId,
    user_id: row.userId,
    connected_at: row.connectedAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    disconnected_at: row.disconnectedAt?.toISOString() ?? null,
  }
}

function paceOf({ paused, rowsDone, rowsTotal, secondsLeft }: PaceRow): AnalysisPace {
  return { paused, rows_done: rowsDone, rows_total: rowsTotal, seconds_left: secondsLeft }
}

export function establishedEvent(row: StatusRow): EventOf<'connection_established'> {
  return { ...statusEvent(row), type: 'connection_established' }
}

export function statusEvent(row: StatusRow): EventOf<'analysis_status'> {
  const { id, status, stage, progress, message } = row
  return { type: 'analysis_status', analysis_id: id, status, stage, progress, message, ...paceOf(row) }
}

/** What an analysis found: a profile, or a comparison. */
export type Findings = { readonly profile: Profile } | { readonly comparison: Comparison }

export function completedEvent(id: string, found: Findings): EventOf<'analysis_completed'> {
  const summary = 'profile' in found ? profileSummary(found.profile) : comparisonSummary(found.comparison)
  return { type: 'analysis_completed', analysis_id: id, summary }
}

function profileSummary({ rows, column_count, missing_cells, duplicate_rows, alerts }: Profile) {
  return { rows, column_count, missing_cells, duplicate_rows, alerts: alerts.length }
}

function comparisonSummary({ columns, drift, rows }: Comparison): ComparisonSummary {
  const changes = (status: Comparison['columns'][number]['status']) =>
    columns.filter((column) => column.status === status).length
  return {
    columns_added: changes('added'),
    columns_removed: changes('removed'),
    columns_changed: changes('changed'),
    columns_drifted: drift.filter(({ level }) => level !== 'none').length,
    rows_added: rows?.added ?? null,
    rows_removed: rows?.removed ?? null,
    rows_changed: rows?.changed ?? null,
  }
}

export function errorEvent(id: string, problem: { code: string; detail: string }): EventOf<'analysis_error'> {
  return { type: 'analysis_error', analysis_id: id, error_code: problem.code, error_message: problem.detail }
}
