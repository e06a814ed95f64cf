import { z } from 'zod'
import { Cell, ColumnType } from './common.ts'
import { Reading } from './reading.ts'

/** What a column is for a person, beyond its storage type. */
export const ColumnKind = z.enum([
  'number',
  'text',
  'category',
  'date',
  'boolean',
  'identifier',
  'geographic',
  'constant',
  'empty',
])
export type ColumnKind = z.infer<typeof ColumnKind>

export const ValueCount = z.object({ value: Cell, count: z.int().nonnegative() })
export type ValueCount = z.infer<typeof ValueCount>

/** Equal-width bins: `edges` has one element more than `counts`; the last bin is closed on both sides. */
export const Histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.int().nonnegative()) })
export type Histogram = z.infer<typeof Histogram>

export const NumberStatistics = z.object({
  /** Min, max and sum as exact decimal text where the column is integer or decimal. */
  min: Cell,
  max: Cell,
  sum: Cell,
  mean: z.number().nullable(),
  /** Sample standard deviation (n − 1). */
  standard_deviation: z.number().nullable(),
  variance: z.number().nullable(),
  /** Bias-corrected sample skewness (adjusted Fisher–Pearson). */
  skewness: z.number().nullable(),
  /** Bias-corrected sample excess kurtosis. */
  kurtosis: z.number().nullable(),
  /** Exact quantiles, linear interpolation (Hyndman & Fan type 7). */
  quantiles: z.object({
    p01: z.number().nullable(),
    p05: z.number().nullable(),
    p25: z.number().nullable(),
    p50: z.number().nullable(),
    p75: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  }),
  iqr: z.number().nullable(),
  zeros: z.int().nonnegative(),
  negatives: z.int().nonnegative(),
  infinities: z.int().nonnegative(),
  nans: z.int().nonnegative(),
  /** Values outside [p25 − 1.5·IQR, p75 + 1.5·IQR] (Tukey). */
  outliers_iqr: z.int().nonnegative(),
  /** Values with |z| > 3. */
  outliers_z: z.int().nonnegative(),
  monotonic: z.enum(['increasing', 'decreasing', 'constant', 'none']).nullable(),
})
export type NumberStatistics = z.infer<typeof NumberStatistics>

export const TextStatistics = z.object({
  length_min: z.int().nullable(),
  length_max: z.int().nullable(),
  length_mean: z.number().nullable(),
  /** Non-null values that are empty or only white space. */
  blank: z.int().nonnegative(),
  /** Values with white space at either end. */
  padded: z.int().nonnegative(),
  /** Shapes of values (`9` digit, `A` letter) with counts, most frequent first. */
  patterns: z.array(ValueCount),
  /** Values with U+FFFD or typical UTF-8-read-as-latin-1 sequences. */
  broken_encoding: z.int().nonnegative(),
})
export type TextStatistics = z.infer<typeof TextStatistics>

export const DateStatistics = z.object({
  min: z.string().nullable(),
  max: z.string().nullable(),
  span_days: z.number().nullable(),
  /** Calendar days in [min, max] without a row; null above 100,000 days. */
  gap_days: z.int().nonnegative().nullable(),
  future: z.int().nonnegative(),
  /** Rows per weekday, Monday first. */
  weekdays: z.array(z.int().nonnegative()).length(7),
  /** Rows per month, January first. */
  months: z.array(z.int().nonnegative()).length(12),
})
export type DateStatistics = z.infer<typeof DateStatistics>

export const PersonalData = z.enum(['cpf', 'cnpj', 'email', 'phone', 'card'])
export type PersonalData = z.infer<typeof PersonalData>

export const ColumnProfile = z.object({
  name: z.string(),
  index: z.int().nonnegative(),
  type: ColumnType,
  kind: ColumnKind,
  unit: z.string().nullable(),
  count: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  missing_share: z.number(),
  /** Exact number of different non-null values. */
  distinct: z.int().nonnegative(),
  unique: z.boolean(),
  /** Most frequent values, at most 20; empty when the column holds personal data. */
  top: z.array(ValueCount),
  number: NumberStatistics.nullable(),
  text: TextStatistics.nullable(),
  date: DateStatistics.nullable(),
  /** For numbers over values; for dates over days since 1970-01-01 (UTC). */
  histogram: Histogram.nullable(),
  personal: z.object({ kind: PersonalData, matches: z.int().nonnegative(), share: z.number() }).nullable(),
})
export type ColumnProfile = z.infer<typeof ColumnProfile>

export const AlertCode = z.enum([
  'constant',
  'empty_column',
  'missing',
  'all_unique',
  'high_cardinality',
  'imbalance',
  'zeros',
  'skewed',
  'infinite',
  'outliers',
  'duplicate_rows',
  'duplicate_columns',
  'high_correlation',
  'leading_zeros_lost',
  'mixed_formats',
  'similar_spellings',
  'future_dates',
  'date_gaps',
  'padded_text',
  'blank_text',
  'broken_encoding',
  'personal_data',
  'totals_row',
  'rejected_rows',
])
export type AlertCode = z.infer<typeof AlertCode>

/** The interface words the alert from `code`, `columns`, `count` and `data`; nothing here is prose. */
export const Alert = z.object({
  code: AlertCode,
  severity: z.enum(['error', 'warning', 'info']),
  columns: z.array(z.string()),
  /** Rows (or cells) concerned. */
  count: z.int().nonnegative().nullable(),
  share: z.number().nullable(),
  data: z.record(z.string(), z.union([Cell, z.array(Cell)])),
})
export type Alert = z.infer<typeof Alert>

export const CorrelationMatrix = z.object({
  method: z.enum(['pearson', 'spearman']),
  columns: z.array(z.string()),
  /** Symmetric; null where a pair has no variance. */
  values: z.array(z.array(z.number().nullable())),
})
export type CorrelationMatrix = z.infer<typeof CorrelationMatrix>

/** An automatic profile of one table. The command line prints exactly this with `--json`. */
export const Profile = z.object({
  schema_version: z.literal(1),
  /** False while figures come from a sample. */
  exact: z.boolean(),
  name: z.string(),
  rows: z.int().nonnegative(),
  column_count: z.int().nonnegative(),
  missing_cells: z.int().nonnegative(),
  missing_share: z.number(),
  duplicate_rows: z.int().nonnegative(),
  /** Column sets whose values are unique and complete; single columns only at this depth. */
  candidate_keys: z.array(z.array(z.string())),
  time_span: z.object({ column: z.string(), from: z.string(), to: z.string() }).nullable(),
  reading: Reading,
  columns: z.array(ColumnProfile),
  correlations: z.array(CorrelationMatrix),
  alerts: z.array(Alert),
  engine: z.object({ name: z.string(), version: z.string() }),
  elapsed_ms: z.number(),
})
export type Profile = z.infer<typeof Profile>
