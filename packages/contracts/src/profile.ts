import { z } from 'zod'
import { Alert } from './alerts.ts'
import { ColumnProfile } from './column-profile.ts'
import { Reading } from './reading.ts'
import {
  Associations,
  CorrelationMatrix,
  Dependency,
  MissingPatterns,
  NearDuplicateColumns,
  TimeSeries,
} from './table-relations.ts'

/** An automatic profile of one table. The command line prints exactly this with `--json`. */
export const Profile = z.object({
  schema_version: z.literal(1),
  /** False while figures come from a sample. */
  exact: z.boolean(),
  name: z.string(),
  rows: z.int().nonnegative(),
  column_count: z.int().nonnegative(),
  missing_cells: z.int().nonnegative(),
  missing_share: z.number(),
  duplicate_rows: z.int().nonnegative(),
  /**
   * Minimal column sets whose values are unique and complete; sets of two and three columns (`full` only) are looked
   * for where no single column is one.
   */
  candidate_keys: z.array(z.array(z.string())),
  time_span: z.object({ column: z.string(), from: z.string(), to: z.string() }).nullable(),
  reading: Reading,
  columns: z.array(ColumnProfile),
  /** Pearson's r of all rows; Spearman's rho (average ranks, pairwise complete; `full` only) as `associations`. */
  correlations: z.array(CorrelationMatrix),
  /** The following are null in `basic_eda` and in samples. */
  associations: Associations.nullable(),
  missing_patterns: MissingPatterns.nullable(),
  dependencies: z.array(Dependency).nullable(),
  near_duplicate_columns: z.array(NearDuplicateColumns).nullable(),
  series: z.array(TimeSeries).nullable(),
  /** The most useful first, at most 100, at most 15 of one code. */
  alerts: z.array(Alert),
  alerts_left_out: z.int().nonnegative(),
  /** The instant that decides which dates lie in the future. */
  as_of: z.string(),
  engine: z.object({ name: z.string(), version: z.string() }),
  elapsed_ms: z.number(),
})
export type Profile = z.infer<typeof Profile>
