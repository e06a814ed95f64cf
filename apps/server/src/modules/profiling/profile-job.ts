import type { Cell, Reading, ResultColumn } from '@datapilot/contracts'
import type { ColumnFindings } from './columns/column-findings.ts'
import type { ProfileStage, WorkLeft } from './work-left.ts'

/** The first rows of a file, before all of it is read. */
export interface SampleRows {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** `full` adds what is between columns to the figures of every column. */
export type ProfileKind = 'basic_eda' | 'full'

/** Work for a profiling process; paths are relative to its folder. */
export interface ProfileJob {
  readonly parquetPath: string
  readonly reading: Reading
  readonly name: string
  readonly kind: ProfileKind
  /** Columns that an interrupted profile of the same table has finished. */
  readonly finished: readonly ColumnFindings[]
  /** ISO 8601; decides which dates lie in the future. */
  readonly now: string
  /** Set for a sample: these rows are profiled instead of a file, and the profile is not exact. */
  readonly sample: SampleRows | null
}

export type ProfileProgress =
  | { readonly kind: 'stage'; readonly stage: ProfileStage; readonly share: number; readonly left: WorkLeft }
  | { readonly kind: 'columns'; readonly findings: readonly ColumnFindings[] }
