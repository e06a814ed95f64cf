import type { Cell, DialectOverride, Reading, ReadingLine, ResultColumn } from '@datapilot/contracts'

/** What a file may cost. Bytes count after decompression unless said otherwise. */
export interface ReadLimits {
  readonly maxBytes: number
  /** Decompressed bytes per compressed byte; beyond it (and above 100 MB) the file is taken for a bomb. */
  readonly maxRatio: number
  readonly maxColumns: number
  /** Longest record, in bytes. A file without a line end within it is refused early. */
  readonly maxRecordBytes: number
  readonly timeoutMs: number
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  maxBytes: 64 * 1024 ** 3,
  maxRatio: 200,
  // 5,000 columns read in 3.6 s but make every later step quadratic; spreadsheets end at 16,384, tables people use far below.
  maxColumns: 4_000,
  maxRecordBytes: 4 * 1024 ** 2,
  timeoutMs: 6 * 3_600_000,
}

export interface InputFile {
  readonly path: string
  /** Name as uploaded, for messages only; nothing is concluded from it. */
  readonly filename: string
}

/** Work for a reading process. */
export interface ReadJob extends InputFile {
  readonly kind: 'read' | 'preview'
  /** Further files of the same table. */
  readonly more: readonly InputFile[]
  /** The file lies in an archive; no other archive may lie in it. */
  readonly nested: boolean
  /** Where `data.parquet` and `rejects.parquet` are written. */
  readonly outputDir: string
  /** Scratch folder of the process, removed afterwards. */
  readonly scratch: string
  readonly override: DialectOverride
  readonly limits: ReadLimits
  readonly memoryBytes: number
  readonly threads: number
}

/** Where a reading stands. `bytes` of `total_bytes` of the file as uploaded were looked at. */
export interface ReadProgress {
  readonly stage: 'scan' | 'detect' | 'split' | 'convert'
  readonly bytes: number
  readonly total_bytes: number
  readonly rows: number | null
}

export interface ReadResult {
  readonly reading: Reading
  readonly parquetPath: string
  readonly rejectsPath: string | null
}

/** What a file became, as the reading process hands it on to itself. */
export interface FileReading extends ReadResult {
  readonly complete: boolean
  readonly lines: readonly ReadingLine[]
}

/** The first rows of a file, read from its first megabytes only. */
export interface PreviewResult {
  readonly reading: Reading
  /** False when the file is longer than what was read. */
  readonly complete: boolean
  /** The first and last lines with what each was taken for; none for formats without lines. */
  readonly lines: readonly ReadingLine[]
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly Cell[])[]
}
