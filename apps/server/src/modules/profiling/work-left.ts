import type { AnalysisStage, ColumnProfile } from '@datapilot/contracts'

export type ProfileStage = Extract<AnalysisStage, 'counting' | 'distinct' | 'quantiles' | 'relations'>

/** How far a profile is. Every column goes over all rows, so rows count as done by the share of finished cells. */
export interface WorkLeft {
  readonly rowsDone: number
  readonly rowsTotal: number
  /** From the pace so far; null while there is none. */
  readonly secondsLeft: number | null
}

export interface ProfileListener {
  /** `share` of the whole work that is done, 0 to 1. */
  onProgress(stage: ProfileStage, share: number, left: WorkLeft): void
  /** Columns whose figures are complete, except for what the relations add; those of a checkpoint come first. */
  onColumns(columns: ColumnProfile[]): void
}
