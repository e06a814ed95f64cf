import { z } from 'zod'

/** A row or entity identifier: UUID in canonical lower-case text form (RFC 9562). */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** Instants travel as ISO 8601 in UTC with milliseconds. */
export const Timestamp = z.iso.datetime()
export type Timestamp = z.infer<typeof Timestamp>

/**
 * The logical type of a column. `integer` covers all integer widths, `decimal` is exact fixed point,
 * `number` is IEEE 754 double.
 */
export const ColumnType = z.enum([
  'text',
  'integer',
  'decimal',
  'number',
  'boolean',
  'date',
  'timestamp',
  'time',
  'json',
  'binary',
])
export type ColumnType = z.infer<typeof ColumnType>

/**
 * One cell on the wire. Integers beyond 2^53 and decimals travel as strings, with the column's type beside them;
 * NaN and infinities are null; dates are `YYYY-MM-DD`, timestamps `YYYY-MM-DDTHH:MM:SS[.ffffff]`.
 */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof Cell>

/** A column of a result or of a table: its name as shown and its logical type. */
export const ResultColumn = z.object({ name: z.string(), type: ColumnType })
export type ResultColumn = z.infer<typeof ResultColumn>

/** A rectangular result; `rows` are arrays in the order of `columns`. */
export const ResultTable = z.object({
  columns: z.array(ResultColumn),
  rows: z.array(z.array(Cell)),
  /** Rows the query produced; larger than `rows.length` when the result was cut at the row cap. */
  row_count: z.int().nonnegative(),
  truncated: z.boolean(),
})
export type ResultTable = z.infer<typeof ResultTable>

/** The languages that the product speaks. */
export const Language = z.enum(['pt', 'en'])
export type Language = z.infer<typeof Language>

/** Cursor pagination: pass `next_cursor` back as `cursor`; null on the last page. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type PageQuery = z.infer<typeof PageQuery>

/** A page of `item`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}
