import type { Compression, LineCounts, Reading, ReadingLine } from '@datapilot/contracts'
import type { FileReading, ReadJob, ReadProgress } from './reading-job.ts'
import type { FileRecord } from './rows/records.ts'
import type { TextFile } from './source/text-stage.ts'
import type { TypedTable } from './types/typed-table.ts'

export interface DelimitedInput {
  readonly job: ReadJob
  readonly compression: Compression
  readonly size: number
  readonly head: Buffer
  /** Bytes of text to read at most; null reads everything. */
  readonly until: number | null
  readonly progress: (progress: ReadProgress) => void
}

/** A delimited text as a table, with everything that is not in the table accounted for. */
export interface Table {
  readonly typed: TypedTable
  readonly lines: LineCounts
  readonly rejected: number
  readonly footer: readonly FileRecord[]
  readonly warnings: Reading['warnings']
  /** Physical line where another table of the text begins; null when none was seen. */
  readonly otherTable: number | null
  /** For previews: lines with their roles. */
  readonly shown: readonly ReadingLine[]
}

/** A delimited text that was read, and where in it another table begins. */
export interface DelimitedReading extends FileReading {
  readonly other: { readonly line: number; readonly text: TextFile } | null
}
