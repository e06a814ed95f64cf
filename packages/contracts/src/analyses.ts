import { z } from 'zod'
import { Id, PageQuery, Timestamp, pageOf } from './common.ts'
import { FileKey } from './datasets.ts'
import { Profile } from './profile.ts'

export const JobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>

export const AnalysisType = z.enum(['basic_eda'])
export type AnalysisType = z.infer<typeof AnalysisType>

/** Stages in order; the interface words them. */
export const AnalysisStage = z.enum([
  'queued',
  'reading',
  'counting',
  'distinct',
  'quantiles',
  'relations',
  'storing',
  'done',
])
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

export const StartAnalysis = z
  .object({
    file_key: FileKey.optional(),
    dataset_id: Id.optional(),
    analysis_type: AnalysisType.default('basic_eda'),
  })
  .refine((body) => (body.file_key === undefined) !== (body.dataset_id === undefined), {
    error: 'exactly one of file_key, dataset_id',
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

export const ListAnalysesQuery = PageQuery.extend({
  status: JobStatus.optional(),
  file_key: FileKey.optional(),
  dataset_id: Id.optional(),
  /** Created at or after; an instant, or a date that means its start in UTC. */
  from: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  /** Created before; an instant, or a date that means its start in UTC. */
  to: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
})
export type ListAnalysesQuery = z.infer<typeof ListAnalysesQuery>

/** A finished analysis with everything it found. */
export const AnalysisResults = Analysis.extend({ results: Profile })
export type AnalysisResults = z.infer<typeof AnalysisResults>

export const SummaryQuery = z.object({ max_tokens: z.coerce.number().int().min(100).max(100_000).default(2000) })

export const CleanupQuery = z.object({
  days_old: z.coerce.number().int().min(0).max(3650).default(7),
  /** True only counts. */
  dry_run: z.stringbool().default(false),
})

export const CleanupAnswer = z.object({
  /** Analyses deleted, or that would be deleted in a dry run. */
  deleted: z.int().nonnegative(),
  days_old: z.int(),
  dry_run: z.boolean(),
})
export type CleanupAnswer = z.infer<typeof CleanupAnswer>

/** Open WebSockets of the caller's organization. */
export const WebSocketInfo = z.object({
  active_connections: z.int().nonnegative(),
  analyses: z.array(z.object({ analysis_id: Id, connections: z.int().positive() })),
  heartbeat_seconds: z.int().positive(),
})
export type WebSocketInfo = z.infer<typeof WebSocketInfo>

/** Opens one WebSocket, once: `?ticket=`. */
export const LiveTicket = z.object({ ticket: z.string(), expires_at: Timestamp })
export type LiveTicket = z.infer<typeof LiveTicket>
