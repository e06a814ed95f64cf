import { z } from 'zod'
import { Id, Timestamp, pageOf } from './common.ts'
import { FileKey } from './datasets.ts'

export const JobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>

export const AnalysisType = z.enum(['basic_eda'])
export type AnalysisType = z.infer<typeof AnalysisType>

/** Stages in order; the interface words them. */
export const AnalysisStage = z.enum(['queued', 'reading', 'counting', 'distinct', 'quantiles', 'relations', 'storing', 'done'])
export type AnalysisStage = z.infer<typeof AnalysisStage>

export const Analysis = z.object({
  analysis_id: Id,
  dataset_id: Id,
  file_key: FileKey,
  analysis_type: AnalysisType,
  status: JobStatus,
  stage: AnalysisStage,
  /** 0 to 100. */
  progress: z.number().min(0).max(100),
  message: z.string(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  created_at: Timestamp,
  started_at: Timestamp.nullable(),
  finished_at: Timestamp.nullable(),
})
export type Analysis = z.infer<typeof Analysis>
export const AnalysisPage = pageOf(Analysis)

export const StartAnalysis = z.object({
  file_key: FileKey.optional(),
  dataset_id: Id.optional(),
  analysis_type: AnalysisType.default('basic_eda'),
})
export type StartAnalysis = z.infer<typeof StartAnalysis>

/** A compact summary for language models: statistics only, most useful first, within a token budget. */
export const LlmSummary = z.object({
  analysis_id: Id,
  exact: z.boolean(),
  /** Estimated tokens of `summary`, at 4 characters each. */
  tokens: z.int().nonnegative(),
  summary: z.string(),
})
export type LlmSummary = z.infer<typeof LlmSummary>
