import type { ColumnProfile, Dataset, Profile } from '@datapilot/contracts'

/** What every tab of a dataset gets; null is "not there yet". */
export interface TabProps {
  dataset: Dataset | null
  profile: Profile | null
  columns: ColumnProfile[] | null
  /** Whether a column's figures still come from the sample. */
  pending: (column: string) => boolean
  working: boolean
  /** Loads everything anew: the dataset has another version, or is about to. */
  restart: () => void
}
