import type { Comparison, Reading } from '@datapilot/contracts'

/** One of two tables, for a comparing process; the path is relative to its folder. */
export interface ComparedTableJob {
  readonly parquetPath: string
  readonly reading: Reading
  /** For people. */
  readonly name: string
  /** Column sets whose values are unique and complete, from the profile; null where there is none. */
  readonly keys: readonly (readonly string[])[] | null
  /** Columns with personal data, from the profile; null where there is none, and then no value of a text is shown. */
  readonly personal: readonly string[] | null
}

export interface CompareJob {
  readonly base: ComparedTableJob
  readonly current: ComparedTableJob
  /** Key columns by their names in the current table; null looks for a key. */
  readonly key: readonly string[] | null
  /** Where the differing rows go; the file exists already and is filled in place. */
  readonly differencesPath: string
}

/** What a comparing process answers. */
export interface CompareAnswer {
  readonly comparison: Comparison
  /** False when there are no rows to compare, and the file stayed empty. */
  readonly differences: boolean
}
