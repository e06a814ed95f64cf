import { z } from 'zod'
import { Cell, Id, ResultColumn, ResultTable } from './common.ts'

/** Which rows behind an answer: all of them, or those of one of its rows (its group). */
export const AnswerRowsQuery = z.object({
  /** 0-based position of a row of the answer. */
  row: z.coerce.number().int().min(0).max(10_000).optional(),
  offset: z.coerce.number().int().min(0).max(1e12).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type AnswerRowsQuery = z.infer<typeof AnswerRowsQuery>

/** Whole rows of the dataset version that the answer was taken from; `row_count` counts all of them. */
export const AnswerRows = ResultTable.extend({
  offset: z.int().nonnegative(),
  dataset_version: z.int().positive(),
})
export type AnswerRows = z.infer<typeof AnswerRows>

const Side = z.object({
  dataset_version: z.int().positive(),
  /** SHA-256 of the version's bytes. */
  dataset_hash: z.string().nullable(),
  /** Rows of the whole table. */
  table_rows: z.int().nonnegative().nullable(),
  columns: z.array(ResultColumn),
  rows: z.array(z.array(Cell)),
})

/** A receipt's code run again over the data as they are now. */
export const Rerun = z.object({
  before: Side,
  after: Side,
  /** Whether the result is the same (rows as a bag, floats to 9 significant digits). */
  same: z.boolean(),
  /** Where they differ first; null when they do not. */
  difference: z.string().nullable(),
  /** Whether the second derivation agrees with the new result; null where it did not run. */
  second_agrees: z.boolean().nullable(),
  /** Why the result may differ: another file, or the same file read otherwise; `none` for the same version. */
  cause: z.enum(['none', 'file_replaced', 'read_again']),
  elapsed_ms: z.number(),
})
export type Rerun = z.infer<typeof Rerun>

/** A new chat that begins with another one's messages up to and including this one; nothing of the old chat changes. */
export const BranchChat = z.object({ message_id: Id })
export type BranchChat = z.infer<typeof BranchChat>
