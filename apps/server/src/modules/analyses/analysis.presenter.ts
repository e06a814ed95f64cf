import type { Analysis, AnalysisEvent, Profile } from '@datapilot/contracts'
import type { AnalysisRow } from './analysis.repository.ts'

type EventOf<Type extends AnalysisEvent['type']> = Extract<AnalysisEvent, { type: Type }>

export function presentAnalysis(row: AnalysisRow): Analysis {
  return {
    analysis_id: row.id,
    dataset_id: row.datasetId,
    file_key: row.fileKey,
    analysis_type: row.type,
    status: row.status,
    stage: row.stage,
    progress: row.progress,
    message: row.message,
    error_code: row.problem?.code ?? null,
    error_message: row.problem?.detail ?? null,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
  }
}

export function establishedEvent(row: AnalysisRow): EventOf<'connection_established'> {
  const { id, status, progress, message } = row
  return { type: 'connection_established', analysis_id: id, status, progress, message }
}

export function statusEvent(
  row: Pick<AnalysisRow, 'id' | 'status' | 'stage' | 'progress' | 'message'>,
): EventOf<'analysis_status'> {
  const { id, status, stage, progress, message } = row
  return { type: 'analysis_status', analysis_id: id, status, stage, progress, message }
}

export function completedEvent(id: string, profile: Profile): EventOf<'analysis_completed'> {
  const { rows, column_count, missing_cells, duplicate_rows, alerts } = profile
  const summary = { rows, column_count, missing_cells, duplicate_rows, alerts: alerts.length }
  return { type: 'analysis_completed', analysis_id: id, summary }
}

export function errorEvent(id: string, problem: { code: string; detail: string }): EventOf<'analysis_error'> {
  return { type: 'analysis_error', analysis_id: id, error_code: problem.code, error_message: problem.detail }
}
