import { z } from 'zod'
import { Id } from './common.ts'
import { AnalysisPace, AnalysisStage, JobStatus } from './analyses.ts'
import { ColumnProfile } from './column-profile.ts'
import { Profile } from './profile.ts'

/** What a comparison found, in figures. Rows are null where the tables have no column in common. */
export const ComparisonSummary = z.object({
  columns_added: z.int().nonnegative(),
  columns_removed: z.int().nonnegative(),
  columns_changed: z.int().nonnegative(),
  columns_drifted: z.int().nonnegative(),
  rows_added: z.int().nonnegative().nullable(),
  rows_removed: z.int().nonnegative().nullable(),
  rows_changed: z.int().nonnegative().nullable(),
})
export type ComparisonSummary = z.infer<typeof ComparisonSummary>

/** What a WebSocket of one analysis carries, in the documents' words. */
export const AnalysisEvent = z.discriminatedUnion('type', [
  AnalysisPace.extend({
    type: z.literal('connection_established'),
    analysis_id: Id,
    status: JobStatus,
    stage: AnalysisStage,
    progress: z.number(),
    message: z.string(),
  }),
  AnalysisPace.extend({
    type: z.literal('analysis_status'),
    analysis_id: Id,
    status: JobStatus,
    stage: AnalysisStage,
    progress: z.number(),
    message: z.string(),
  }),
  /** Figures that are already final, column by column, before the whole is done. */
  z.object({ type: z.literal('analysis_columns'), analysis_id: Id, columns: z.array(ColumnProfile) }),
  z.object({
    type: z.literal('analysis_completed'),
    analysis_id: Id,
    summary: Profile.pick({ rows: true, column_count: true, missing_cells: true, duplicate_rows: true })
      .extend({ alerts: z.int().nonnegative() })
      .or(ComparisonSummary),
  }),
  z.object({ type: z.literal('analysis_error'), analysis_id: Id, error_code: z.string(), error_message: z.string() }),
  z.object({ type: z.literal('ping') }),
])
export type AnalysisEvent = z.infer<typeof AnalysisEvent>
