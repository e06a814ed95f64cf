import type { ColumnProfile, Dataset, Profile } from '@datapilot/contracts'

/** What every tab of a dataset gets; null is "not there yet". */
export interface TabProps {
  dataset: Dataset | null
  profile: Profile | null
  columns: ColumnProfile[] | null
  /** Whether a column's figures still come from the sample. */
  pending: (column: string) => boolean
  working: boolean
  /** To be called once another version was asked for: the page shows it as soon as it is read. */
  restart: () => void
}
