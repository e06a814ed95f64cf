import type { Cell, ColumnProfile, Reading, ResultColumn } from '@datapilot/contracts'
import type { ProfileStage } from './profile-steps.ts'

/** The first rows of a file, before all of it is read. */
export interface SampleRows {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Work for a profiling process; paths are relative to its folder. */
export interface ProfileJob {
  readonly parquetPath: string
  readonly reading: Reading
  readonly name: string
  /** ISO 8601; decides which dates lie in the future. */
  readonly now: string
  /** Set for a sample: these rows are profiled instead of a file, and the profile is not exact. */
  readonly sample: SampleRows | null
}

export type ProfileProgress =
  | { readonly kind: 'stage'; readonly stage: ProfileStage; readonly share: number }
  | { readonly kind: 'columns'; readonly columns: readonly ColumnProfile[] }
