import { z } from 'zod'
import { Cell, ColumnType, Id, ResultColumn, Timestamp } from './common.ts'

export const FileFormat = z.enum(['csv', 'parquet', 'xlsx', 'xls', 'ods', 'json', 'ndjson'])
export type FileFormat = z.infer<typeof FileFormat>
export const Compression = z.enum(['none', 'gzip', 'zstd', 'zip'])
export type Compression = z.infer<typeof Compression>
export const DateOrder = z.enum(['dmy', 'mdy', 'ymd'])
export type DateOrder = z.infer<typeof DateOrder>
export const ThousandsMark = z.enum([',', '.', ' ', "'"])

/** How the bytes of a delimited file are to be understood (W3C CSVW uses the same term). */
export const Dialect = z.object({
  encoding: z.string(),
  bom: z.boolean(),
  delimiter: z.string(),
  quote: z.string().nullable(),
  escape: z.string().nullable(),
  newline: z.enum(['lf', 'crlf', 'cr', 'mixed']),
  /** 1-based physical line of the header; null when the file has none. */
  header_line: z.int().positive().nullable(),
  /** Decimal separator of numbers in this file; null when no number shows one. */
  decimal: z.enum([',', '.']).nullable(),
  thousands: ThousandsMark.nullable(),
  date_order: DateOrder.nullable(),
})
export type Dialect = z.infer<typeof Dialect>

/** The types that a person may give to a column of a delimited file. */
export const CorrectedType = ColumnType.extract([
  'text',
  'integer',
  'decimal',
  'number',
  'boolean',
  'date',
  'timestamp',
  'time',
])
export type CorrectedType = z.infer<typeof CorrectedType>

const MOST_CORRECTED_COLUMNS = 4_000
const ColumnKey = z.string().min(1).max(1_000)

function perColumn<T extends z.ZodType>(value: T) {
  return z.record(ColumnKey, value).refine((columns) => Object.keys(columns).length <= MOST_CORRECTED_COLUMNS, {
    error: `at most ${MOST_CORRECTED_COLUMNS} columns`,
  })
}

/** What a person may correct; the file is then read again with it. */
export const DialectOverride = z
  .object({
    encoding: z.string().min(1).max(40),
    delimiter: z.string().min(1).max(4),
    /** Null: no quotes; every quote is text. */
    quote: z.string().length(1).nullable(),
    /** The quote itself (doubled inside values) or a backslash. */
    escape: z.string().length(1).nullable(),
    /** 1-based physical line; null: no header, every line is a row. */
    header_line: z.int().positive().nullable(),
    /** Physical lines at the end that are totals or notes; 0: none. */
    footer_lines: z.int().min(0).max(1_000),
    decimal: z.enum([',', '.']).nullable(),
    /** Null: none. */
    thousands: ThousandsMark.nullable(),
    /** Of every date whose column has no order of its own. */
    date_order: DateOrder.nullable(),
    /** Types by column name. A value that does not fit its given type refuses the correction. */
    columns: perColumn(CorrectedType),
    /** Orders of day, month and year by column name. */
    date_orders: perColumn(DateOrder),
    /** Which table of a file with several: a sheet, a member of an archive, a list of a JSON object. */
    sheet: z.string().min(1).max(300),
    /** True: the fields of nested JSON objects become columns of their own. */
    flatten: z.boolean(),
  })
  .partial()
export type DialectOverride = z.infer<typeof DialectOverride>

/** Another way to read the file, and what it would cost. */
export const EvidenceAlternative = z.object({
  value: z.string(),
  reason: z.string(),
  /** Rows, among those that `counted` names, that would not fit, become text or be read as something else. */
  rows_lost: z.int().nonnegative().nullable(),
  /** The correction that takes this reading; absent where none does. */
  override: DialectOverride.optional(),
})

/** One decision of the reading with its evidence. */
export const Evidence = z.object({
  what: z.enum([
    'encoding',
    'delimiter',
    'quote',
    'header',
    'preamble',
    'decimal',
    'thousands',
    'date_order',
    'footer',
    'newline',
    'table',
    'nesting',
  ]),
  /** The column that a decision is about; absent where it is about the file. */
  column: z.string().optional(),
  chosen: z.string(),
  reason: z.string(),
  alternatives: z.array(EvidenceAlternative),
  /** Over what the alternatives' rows were counted; absent where nothing was. */
  counted: z.object({ rows: z.int().nonnegative(), whole_file: z.boolean() }).optional(),
  /** True when the evidence does not decide and a person should confirm (01/02/2024). */
  ambiguous: z.boolean(),
})
export type Evidence = z.infer<typeof Evidence>

/** physical lines = header + preamble + blank + footer + lines of rows + lines of rejected records. */
export const LineCounts = z.object({
  physical: z.int().nonnegative(),
  preamble: z.int().nonnegative(),
  header: z.int().nonnegative(),
  blank: z.int().nonnegative(),
  footer: z.int().nonnegative(),
  in_rows: z.int().nonnegative(),
  in_rejected: z.int().nonnegative(),
})
export type LineCounts = z.infer<typeof LineCounts>

export const ReadColumn = z.object({
  /** Name used in SQL, unique in the table. */
  name: z.string(),
  /** Header cell as it stands in the file; null when there was none. */
  source_name: z.string().nullable(),
  type: ColumnType,
  /** Affixes that every value carried and that were taken off, for example `R$` or `%`. */
  unit: z.string().nullable(),
  /** Spellings of "no value" that became null, each with its count. */
  nulls: z.array(z.object({ spelling: z.string(), count: z.int().positive() })).optional(),
  /** Units that stand beside each other in this column, which was kept as text for that; at most 10. */
  units: z.array(z.object({ unit: z.string(), count: z.int().positive() })).optional(),
})
export type ReadColumn = z.infer<typeof ReadColumn>

/** What automatic detection saw of a file, whatever was corrected: files of one shape come from one program. */
export const FileShape = z.object({
  format: FileFormat,
  delimiter: z.string().nullable(),
  column_count: z.int().nonnegative(),
  /** Names of the header, at most the first 200; null without a header. */
  header: z.array(z.string()).nullable(),
  /** Over all of the above, names compared without case, accents and signs. */
  fingerprint: z.string(),
})
export type FileShape = z.infer<typeof FileShape>

/** One table of a file that can hold several. */
export const FileTable = z.object({
  /** What `DialectOverride.sheet` takes. */
  name: z.string(),
  /** 0 for one without values; null where nobody has counted. */
  rows: z.int().nonnegative().nullable(),
  columns: z.int().nonnegative().nullable(),
  hidden: z.boolean(),
})
export type FileTable = z.infer<typeof FileTable>

/** One file of a table that was put together of several. */
export const ReadFilePart = z.object({
  name: z.string(),
  format: FileFormat,
  bytes: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  rejected_rows: z.int().nonnegative(),
  dialect: Dialect.nullable(),
  lines: LineCounts.nullable(),
})
export type ReadFilePart = z.infer<typeof ReadFilePart>

/** What a file turned out to be. */
export const Reading = z.object({
  format: FileFormat,
  compression: Compression,
  /** Bytes of the file as uploaded. */
  bytes: z.int().nonnegative(),
  /** Null for formats that carry their own schema. */
  dialect: Dialect.nullable(),
  evidence: z.array(Evidence),
  lines: LineCounts.nullable(),
  columns: z.array(ReadColumn),
  rows: z.int().nonnegative(),
  rejected_rows: z.int().nonnegative(),
  warnings: z.array(z.object({ code: z.string(), detail: z.string(), count: z.int().nonnegative().nullable() })),
  /** Absent in readings of formats without one. */
  shape: FileShape.optional(),
  /** The table of the file that this is; absent where the file is one table. */
  part: z.string().optional(),
  /** All tables of the file, at most 200; absent where the file is one table. */
  tables: z.array(FileTable).optional(),
  /** The files of a table that was put together of several; the column `_file` names them. */
  files: z.array(ReadFilePart).optional(),
})
export type Reading = z.infer<typeof Reading>

/** A record that did not fit, kept as it was. */
export const RejectedRow = z.object({
  /** 1-based physical line, or row of the sheet, where the record starts. */
  line: z.int().positive(),
  /** Which file, where the table was put together of several. */
  file: z.string().nullable(),
  reason: z.string(),
  /** Raw text, cut at 4 kB. */
  raw: z.string(),
})
export type RejectedRow = z.infer<typeof RejectedRow>

/** One physical line and what the reading took it for. */
export const ReadingLine = z.object({
  /** 1-based. */
  number: z.int().positive(),
  /** Cut at 500 characters. */
  text: z.string(),
  role: z.enum(['preamble', 'header', 'row', 'rejected', 'footer', 'blank', 'comment']),
})
export type ReadingLine = z.infer<typeof ReadingLine>

/** A reading tried on the first megabytes of a file: its first lines beside the rows they become. */
export const ReadingPreview = z.object({
  /** The first 200 lines and, where the whole file was looked at, its last 20. Empty for formats without lines. */
  lines: z.array(ReadingLine),
  reading: Reading,
  columns: z.array(ResultColumn),
  rows: z.array(z.array(Cell)),
  /** False when the file is longer than what was read; the figures of `reading` are then about the beginning. */
  complete: z.boolean(),
})
export type ReadingPreview = z.infer<typeof ReadingPreview>

/** A correction that worked, kept for files of the same shape. */
export const Recipe = z.object({
  id: Id,
  shape: FileShape,
  override: DialectOverride,
  /** The dataset whose correction this was; null when it was deleted. */
  from_dataset: z.object({ id: Id, name: z.string() }).nullable(),
  /** How often it was applied. */
  applied: z.int().nonnegative(),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Recipe = z.infer<typeof Recipe>

/** A recipe that fits a dataset, proposed and not yet applied. */
export const ProposedRecipe = Recipe.pick({ id: true, from_dataset: true, override: true })
export type ProposedRecipe = z.infer<typeof ProposedRecipe>
