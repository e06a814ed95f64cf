import { z } from 'zod'
import { ColumnType } from './common.ts'

export const FileFormat = z.enum(['csv', 'parquet'])
export const Compression = z.enum(['none', 'gzip', 'zstd'])
export type Compression = z.infer<typeof Compression>
export const DateOrder = z.enum(['dmy', 'mdy', 'ymd'])

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
  thousands: z.enum([',', '.', ' ', "'"]).nullable(),
  date_order: DateOrder.nullable(),
})
export type Dialect = z.infer<typeof Dialect>

/** What a person may correct; the file is then read again with it. */
export const DialectOverride = Dialect.pick({
  encoding: true,
  delimiter: true,
  quote: true,
  header_line: true,
  decimal: true,
  date_order: true,
}).partial()
export type DialectOverride = z.infer<typeof DialectOverride>

/** One decision of the reading with its evidence. */
export const Evidence = z.object({
  what: z.enum(['encoding', 'delimiter', 'quote', 'header', 'preamble', 'decimal', 'date_order', 'footer', 'newline']),
  chosen: z.string(),
  reason: z.string(),
  alternatives: z.array(
    z.object({ value: z.string(), reason: z.string(), rows_lost: z.int().nonnegative().nullable() }),
  ),
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
})
export type ReadColumn = z.infer<typeof ReadColumn>

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
})
export type Reading = z.infer<typeof Reading>

/** A record that did not fit, kept as it was. */
export const RejectedRow = z.object({
  /** 1-based physical line where the record starts. */
  line: z.int().positive(),
  reason: z.string(),
  /** Raw text, cut at 4 kB. */
  raw: z.string(),
})
export type RejectedRow = z.infer<typeof RejectedRow>
