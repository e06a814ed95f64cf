import { z } from 'zod'
import { Cell } from './common.ts'
import { DatasetRows } from './datasets.ts'
import { DialectOverride } from './reading.ts'

export const AlertCode = z.enum([
  'empty_table',
  'constant',
  'near_constant',
  'empty_column',
  'unsupported',
  'missing',
  'all_unique',
  'duplicate_keys',
  'skewed_key',
  'high_cardinality',
  'imbalance',
  'uniform',
  'constant_length',
  'zeros',
  'skewed',
  'infinite',
  'outliers',
  'placeholder_values',
  'duplicate_rows',
  'near_duplicate_rows',
  'duplicate_columns',
  'near_duplicate_columns',
  'dependency_violations',
  'high_correlation',
  'leading_zeros_lost',
  'mixed_formats',
  'mixed_units',
  'text_dates',
  'similar_spellings',
  'future_dates',
  'implausible_dates',
  'date_gaps',
  'seasonal',
  'non_stationary',
  'padded_text',
  'blank_text',
  'broken_encoding',
  'personal_data',
  'invalid_check_digits',
  'invalid_codes',
  'totals_row',
  'rejected_rows',
])
export type AlertCode = z.infer<typeof AlertCode>

/**
 * What repairs the cause: reading the file again with a correction, or a query that gives the table repaired.
 * In `sql`, `{table}` stands for the quoted name of the dataset's table.
 */
export const AlertFix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reread'), override: DialectOverride }),
  z.object({ kind: z.literal('sql'), sql: z.string() }),
])
export type AlertFix = z.infer<typeof AlertFix>

/** The interface words the alert from `code`, `columns`, `count` and `data`; nothing here is prose. */
export const Alert = z.object({
  /** Stable within a profile and between profiles of the same table: `missing:idade`. */
  id: z.string(),
  code: AlertCode,
  severity: z.enum(['error', 'warning', 'info']),
  columns: z.array(z.string()),
  /** Rows (or cells) concerned. */
  count: z.int().nonnegative().nullable(),
  share: z.number().nullable(),
  data: z.record(z.string(), z.union([Cell, z.array(Cell)])),
  /** Whether the rows counted can be shown: `GET /datasets/{id}/alerts/{alert_id}/rows`. */
  rows: z.boolean(),
  fix: AlertFix.nullable(),
})
export type Alert = z.infer<typeof Alert>

export const AlertRowsQuery = z.object({
  offset: z.coerce.number().int().min(0).max(1e12).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type AlertRowsQuery = z.infer<typeof AlertRowsQuery>

/** The rows an alert counts, in the order of the file; `row_count` is the alert's `count`. */
export const AlertRows = DatasetRows.extend({
  /** 1-based position in the table, beside each row. */
  row_numbers: z.array(z.int().positive()),
})
export type AlertRows = z.infer<typeof AlertRows>
