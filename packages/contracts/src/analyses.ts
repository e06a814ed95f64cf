import { z } from 'zod'
import { Id, Language, PageQuery, Timestamp, pageOf } from './common.ts'
import { Comparison } from './comparison.ts'
import { FileKey } from './uploads.ts'
import { Profile } from './profile.ts'
import { FileFormat } from './reading.ts'

export const JobStatus = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof JobStatus>

/** `full` adds what columns say about each other to `basic_eda`; `compare` sets two tables side by side. */
export const AnalysisType = z.enum(['basic_eda', 'full', 'compare'])
export type AnalysisType = z.infer<typeof AnalysisType>

/** Stages in order; the interface words them. */
export const AnalysisStage = z.enum([
  'queued',
  'reading',
  'counting',
  'distinct',
  'quantiles',
  'relations',
  'comparing',
  'storing',
  'done',
])
export type AnalysisStage = z.infer<typeof AnalysisStage>

/** How far an analysis is, beyond its percentage. */
export const AnalysisPace = z.object({
  /** Waits for `resume`; only queued and running analyses can be paused. */
  paused: z.boolean(),
  /** Work done, in rows of the table; null until the number of rows is known. */
  rows_done: z.int().nonnegative().nullable(),
  rows_total: z.int().nonnegative().nullable(),
  /** From the pace of this run; null while there is none to go by. */
  seconds_left: z.number().nonnegative().nullable(),
})
export type AnalysisPace = z.infer<typeof AnalysisPace>

/** The other side of a comparison. */
export const CompareTo = z.object({ dataset_id: Id, version: z.int().positive().optional() })
export type CompareTo = z.infer<typeof CompareTo>

export const Analysis = AnalysisPace.extend({
  analysis_id: Id,
  dataset_id: Id,
  file_key: FileKey,
  analysis_type: AnalysisType,
  /** Set for comparisons: the table that it is compared with, and the key that was given. */
  compare_to: z.object({ dataset_id: Id, version: z.int().positive() }).nullable(),
  key: z.array(z.string()).nullable(),
  /** What the file is; format, columns and rows are null until it was read. */
  metadata: z.object({
    bytes: z.int().nonnegative(),
    format: FileFormat.nullable(),
    columns: z.int().nonnegative().nullable(),
    rows: z.int().nonnegative().nullable(),
  }),
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
  /** Set for deleted analyses, which can be restored for 30 days. */
  deleted_at: Timestamp.nullable(),
})
export type Analysis = z.infer<typeof Analysis>
export const AnalysisPage = pageOf(Analysis)
export type AnalysisPage = z.infer<typeof AnalysisPage>

export const StartAnalysis = z
  .object({
    file_key: FileKey.optional(),
    dataset_id: Id.optional(),
    analysis_type: AnalysisType.default('basic_eda'),
    /** The earlier table, for `compare`; without a version the one that its dataset shows. */
    compare_to: CompareTo.optional(),
    /** Columns that identify a row on both sides, for `compare`; without it a key is looked for. */
    key: z.array(z.string().min(1).max(1000)).min(1).max(16).optional(),
  })
  .refine((body) => (body.file_key === undefined) !== (body.dataset_id === undefined), {
    error: 'exactly one of file_key, dataset_id',
  })
  .refine((body) => (body.analysis_type === 'compare') === (body.compare_to !== undefined), {
    error: 'compare_to with analysis_type compare, and only there',
    path: ['compare_to'],
  })
  .refine((body) => body.key === undefined || body.analysis_type === 'compare', {
    error: 'key with analysis_type compare only',
    path: ['key'],
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
  analysis_type: AnalysisType.optional(),
  /** True lists the deleted ones, which can be restored. */
  deleted: z.stringbool().default(false),
  /** Created at or after; an instant, or a date that means its start in UTC. */
  from: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
  /** Created before; an instant, or a date that means its start in UTC. */
  to: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
})
export type ListAnalysesQuery = z.infer<typeof ListAnalysesQuery>

/** A finished analysis with everything it found. */
export const AnalysisResults = z.discriminatedUnion('analysis_type', [
  Analysis.extend({ analysis_type: z.enum(['basic_eda', 'full']), results: Profile }),
  Analysis.extend({ analysis_type: z.literal('compare'), results: Comparison }),
])
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

/** One WebSocket that followed an analysis. */
export const AnalysisSession = z.object({
  session_id: Id,
  analysis_id: Id,
  user_id: Id,
  connected_at: Timestamp,
  last_seen_at: Timestamp,
  /** Null while it is open. */
  disconnected_at: Timestamp.nullable(),
})
export type AnalysisSession = z.infer<typeof AnalysisSession>
export const AnalysisSessionPage = pageOf(AnalysisSession)

/** Days after its end at which an analysis is deleted by itself; null keeps analyses. */
export const AnalysisRetention = z.object({ analysis_retention_days: z.int().min(1).max(3650).nullable() })
export type AnalysisRetention = z.infer<typeof AnalysisRetention>

export const ReportFormat = z.enum(['html', 'json', 'csv', 'md'])
export type ReportFormat = z.infer<typeof ReportFormat>
export const ReportQuery = z.object({ format: ReportFormat.default('html'), language: Language.optional() })
export type ReportQuery = z.infer<typeof ReportQuery>

/** Opens one WebSocket, once: `?ticket=`. */
export const LiveTicket = z.object({ ticket: z.string(), expires_at: Timestamp })
export type LiveTicket = z.infer<typeof LiveTicket>
