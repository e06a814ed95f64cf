import { z } from 'zod'
import { Cell, ColumnType, Id, ResultColumn } from './common.ts'
import { ValueCount } from './column-profile.ts'

/** One of the two tables. `dataset_id` and `version` are null where the table has none (command line). */
export const ComparedTable = z.object({
  dataset_id: Id.nullable(),
  version: z.int().positive().nullable(),
  name: z.string(),
  rows: z.int().nonnegative(),
  column_count: z.int().nonnegative(),
})
export type ComparedTable = z.infer<typeof ComparedTable>

export const ComparedColumn = z.object({ name: z.string(), type: ColumnType, unit: z.string().nullable() })
export type ComparedColumn = z.infer<typeof ComparedColumn>

/** What became of one column; columns of the current table in their order, then those that are gone. */
export const ColumnChange = z.object({
  status: z.enum(['same', 'added', 'removed', 'changed']),
  /** Null for an added column. */
  base: ComparedColumn.nullable(),
  /** Null for a removed column. */
  current: ComparedColumn.nullable(),
  /** Another name over the same content. */
  renamed: z.boolean(),
  retyped: z.boolean(),
  /** Rows of the smaller side whose value is found on the other side, 0 to 1; set for renamed columns. */
  overlap: z.number().nullable(),
})
export type ColumnChange = z.infer<typeof ColumnChange>

/** Shares of one bin among the non-missing values of each side. */
export const DriftBin = z.object({
  /** Lower bound, exclusive; null is open. For dates: days since 1970-01-01. Null for categories. */
  from: z.number().nullable(),
  /** Upper bound, inclusive; null is open. */
  to: z.number().nullable(),
  /** The category; null for ranges, and for the rest of all other categories. */
  value: Cell,
  base_share: z.number(),
  current_share: z.number(),
})
export type DriftBin = z.infer<typeof DriftBin>

/** Values that only one side has. */
export const OneSidedValues = z.object({
  distinct: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** The most frequent ones; empty where the column holds personal data. */
  examples: z.array(ValueCount),
})
export type OneSidedValues = z.infer<typeof OneSidedValues>

const Extremes = z.object({ min: Cell, max: Cell })

/** How the distribution of one column moved between two tables. */
export const ColumnDrift = z.object({
  /** Name in the current table. */
  column: z.string(),
  base_column: z.string(),
  family: z.enum(['number', 'date', 'category', 'text']),
  missing: z.object({ base_share: z.number(), current_share: z.number() }),
  /** Population stability index; null where a side has no values, or for free text. */
  psi: z.number().nullable(),
  /** The bins of `psi`: deciles of the base for numbers and dates; its most frequent values and the rest for categories. */
  bins: z.array(DriftBin),
  /** Two-sample Kolmogorov–Smirnov test with the asymptotic p-value; numbers and dates. */
  ks: z.object({ statistic: z.number(), p_value: z.number() }).nullable(),
  /** Pearson's test of homogeneity over the most frequent values and the rest; categories. */
  chi_square: z.object({ statistic: z.number(), degrees_of_freedom: z.int(), p_value: z.number() }).nullable(),
  /** Total variation distance of the two value distributions, 0 to 1, over every value. */
  total_variation: z.number().nullable(),
  /** Values of the current table that the base has not; categories and text. */
  new_values: OneSidedValues.nullable(),
  /** Values of the base that the current table has not; categories and text. */
  vanished_values: OneSidedValues.nullable(),
  /** Smallest and largest value of numbers and dates; null where the column holds personal data. */
  base_range: Extremes.nullable(),
  current_range: Extremes.nullable(),
  base_mean: z.number().nullable(),
  current_mean: z.number().nullable(),
  /** By PSI (below 0.1, below 0.25, above), or by total variation where there is no PSI. */
  level: z.enum(['none', 'moderate', 'strong']),
})
export type ColumnDrift = z.infer<typeof ColumnDrift>

/** Rows of one side that are matched with nothing. */
export const DuplicateKeys = z.object({
  /** Keys that occur more than once on this side. */
  keys: z.int().nonnegative(),
  /** Rows of this side whose key occurs more than once here or on the other side. */
  rows: z.int().nonnegative(),
  /** Rows with a missing key column. */
  rows_without_key: z.int().nonnegative(),
})
export type DuplicateKeys = z.infer<typeof DuplicateKeys>

/**
 * Which rows came, went and changed. By key, the rows of the base are unchanged + changed + removed + rows of repeated
 * keys + rows without a key, and those of the current table the same with added.
 */
export const RowChanges = z.object({
  /** `key`: rows are matched by their key. `content`: equal rows are matched, each as often as it occurs. */
  by: z.enum(['key', 'content']),
  /** Key columns by their names in the current table; null by content. */
  key: z.array(z.string()).nullable(),
  /** Who chose the key; null by content. */
  key_from: z.enum(['given', 'found']).nullable(),
  added: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  /** Rows with the same key and another value; always 0 by content. */
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  base_duplicates: DuplicateKeys.nullable(),
  current_duplicates: DuplicateKeys.nullable(),
  /** Cells that changed, per column with at least one, in the order of the current table. */
  changed_cells: z.array(z.object({ column: z.string(), cells: z.int().positive() })),
  /** Differences kept for reading row by row, per kind; the counts above are of all. */
  kept: z.object({
    added: z.int().nonnegative(),
    removed: z.int().nonnegative(),
    changed: z.int().nonnegative(),
    /** Rows whose key is missing or occurs more than once, of both sides. */
    unmatched: z.int().nonnegative(),
  }),
})
export type RowChanges = z.infer<typeof RowChanges>

/** Two tables side by side: `base` is the earlier one, `current` the one that the analysis is about. */
export const Comparison = z.object({
  schema_version: z.literal(1),
  base: ComparedTable,
  current: ComparedTable,
  columns: z.array(ColumnChange),
  /** One entry per column that both sides have in comparable types; strongest drift first. */
  drift: z.array(ColumnDrift),
  /** Null where the tables have no column in common. */
  rows: RowChanges.nullable(),
  engine: z.object({ name: z.string(), version: z.string() }),
  elapsed_ms: z.number(),
})
export type Comparison = z.infer<typeof Comparison>

export const DifferenceKind = z.enum(['added', 'removed', 'changed', 'unmatched'])
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const DifferencesQuery = z.object({
  kind: DifferenceKind.default('changed'),
  /** Only rows in which this column changed. */
  column: z.string().min(1).max(1000).optional(),
  offset: z.coerce.number().int().min(0).max(1e9).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type DifferencesQuery = z.infer<typeof DifferencesQuery>

/** Rows that differ, in the order of their key (by content: of their values). */
export const RowDifferences = z.object({
  kind: DifferenceKind,
  /** Columns that both tables have, with their names in the current table and the type in which they are compared; cells follow this order. */
  columns: z.array(ResultColumn),
  items: z.array(
    z.object({
      /** Null for an added row. */
      base: z.array(Cell).nullable(),
      /** Null for a removed row. */
      current: z.array(Cell).nullable(),
      /** Names of the columns that changed. */
      changed: z.array(z.string()),
      /** How often the row occurs; more than 1 only by content. */
      count: z.int().positive(),
    }),
  ),
  offset: z.int().nonnegative(),
  /** Rows kept of this kind (and column). */
  total: z.int().nonnegative(),
})
export type RowDifferences = z.infer<typeof RowDifferences>
