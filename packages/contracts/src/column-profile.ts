import { z } from 'zod'
import { Cell, ColumnType } from './common.ts'

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
  /** max − min. */
  range: z.number().nullable(),
  mean: z.number().nullable(),
  /** Sample standard deviation (n − 1). */
  standard_deviation: z.number().nullable(),
  variance: z.number().nullable(),
  /** Standard deviation ÷ |mean|; null where the mean is 0. */
  coefficient_of_variation: z.number().nullable(),
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
  /** Median of |v − median|, not scaled to the normal distribution. */
  median_absolute_deviation: z.number().nullable(),
  /** The five smallest and five largest different finite values with their rows, the most extreme first. */
  smallest: z.array(ValueCount),
  largest: z.array(ValueCount),
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

/** Characters of a text column over all rows, by Unicode general category and, for letters, by script. */
export const CharacterCounts = z.object({
  total: z.int().nonnegative(),
  letters: z.int().nonnegative(),
  digits: z.int().nonnegative(),
  spaces: z.int().nonnegative(),
  punctuation: z.int().nonnegative(),
  /** Symbols, marks, control characters and what has no category. */
  other: z.int().nonnegative(),
  /** Letters per script, most frequent first; `other` for scripts outside the list. */
  scripts: z.array(
    z.object({
      script: z.enum(['latin', 'greek', 'cyrillic', 'arabic', 'hebrew', 'han', 'kana', 'hangul', 'other']),
      letters: z.int().nonnegative(),
    }),
  ),
})
export type CharacterCounts = z.infer<typeof CharacterCounts>

export const TextStatistics = z.object({
  length_min: z.int().nullable(),
  length_max: z.int().nullable(),
  length_mean: z.number().nullable(),
  /** A shortest and a longest value, cut at 100 characters; null for personal data. */
  shortest: z.string().nullable(),
  longest: z.string().nullable(),
  /** Runs between white space: all of them, on average per value, and the most frequent; null for personal data. */
  words: z.object({ total: z.int().nonnegative(), mean: z.number().nullable(), top: z.array(ValueCount) }).nullable(),
  /** Null where the texts are too many to count. */
  characters: CharacterCounts.nullable(),
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

/** How the values of a column with at most 5,000 different ones share its rows. */
export const CategoryStatistics = z.object({
  /** Shannon entropy in bits. */
  entropy: z.number(),
  /** 1 − entropy ÷ log2(distinct): 0 where all values are equally frequent, near 1 where one has nearly all rows. */
  imbalance: z.number(),
  /** p-value of Pearson's χ² test against equal frequencies. */
  uniform_p: z.number().nullable(),
  /** Values that differ only in case, accents or spaces, at most 10 families; empty for personal data. */
  spellings: z.array(z.object({ variants: z.array(z.string()), rows: z.int().nonnegative() })),
})
export type CategoryStatistics = z.infer<typeof CategoryStatistics>

/** How `true` and `false` are spelled. */
export const BooleanStatistics = z.object({
  true_count: z.int().nonnegative(),
  false_count: z.int().nonnegative(),
  true_values: z.array(z.string()),
  false_values: z.array(z.string()),
})
export type BooleanStatistics = z.infer<typeof BooleanStatistics>

export const DateStatistics = z.object({
  min: z.string().nullable(),
  max: z.string().nullable(),
  span_days: z.number().nullable(),
  /** The coarsest unit in which every value is whole: a column of first days of months has `month`. */
  granularity: z.enum(['year', 'month', 'day', 'hour', 'minute', 'second', 'subsecond']).nullable(),
  /** Calendar days in [min, max] without a row; null above 100,000 days. */
  gap_days: z.int().nonnegative().nullable(),
  /** The longest runs of days without a row, at most 5: first and last missing day. */
  gaps: z.array(z.object({ from: z.string(), to: z.string(), days: z.int().positive() })),
  future: z.int().nonnegative(),
  /** Rows on 1900-01-01, 1970-01-01, 9999-12-31 and the like where they stand apart, or outside the years 1800 to 2200. */
  implausible: z.int().nonnegative(),
  /** Rows per weekday, Monday first. */
  weekdays: z.array(z.int().nonnegative()).length(7),
  /** Rows per month, January first. */
  months: z.array(z.int().nonnegative()).length(12),
  /** Rows per hour of the day; null where no value has a time of day. */
  hours: z.array(z.int().nonnegative()).length(24).nullable(),
})
export type DateStatistics = z.infer<typeof DateStatistics>

export const PersonalData = z.enum(['cpf', 'cnpj', 'email', 'phone', 'card', 'pis', 'cnh', 'voter_id', 'ip', 'name'])
export type PersonalData = z.infer<typeof PersonalData>

export const PersonalFinding = z.object({
  kind: PersonalData,
  /** Rows that pass: check digits where the kind has any, else the shape; all rows for `name`. */
  matches: z.int().nonnegative(),
  share: z.number(),
  /** Rows that have the shape and fail the check digits. */
  invalid: z.int().nonnegative(),
  /** What the finding rests on; `name` is weak: only the column's name says so. */
  evidence: z.enum(['check_digits', 'shape', 'name']),
})
export type PersonalFinding = z.infer<typeof PersonalFinding>

/** What values stand for. Recognized by their validity; a name alone decides only where values agree with it. */
export const Meaning = z.enum([
  'uuid',
  'sequence',
  'hash',
  'code',
  'url',
  'latitude',
  'longitude',
  'uf',
  'state',
  'municipality',
  'municipality_code',
  'cep',
  'country',
  'country_code',
  'region',
  'year',
  'month',
  'year_month',
  'percentage',
  'money',
])
export type Meaning = z.infer<typeof Meaning>

export const MeaningFinding = z.object({
  kind: Meaning,
  /** Rows with a valid value, and rows with another one. */
  valid: z.int().nonnegative(),
  invalid: z.int().nonnegative(),
  evidence: z.enum(['values', 'values_and_name']),
})
export type MeaningFinding = z.infer<typeof MeaningFinding>

export const ColumnProfile = z.object({
  name: z.string(),
  index: z.int().nonnegative(),
  type: ColumnType,
  kind: ColumnKind,
  /** What the values stand for; null where nothing is recognized. */
  meaning: MeaningFinding.nullable(),
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
  category: CategoryStatistics.nullable(),
  boolean: BooleanStatistics.nullable(),
  /** For numbers over values; for dates over days since 1970-01-01 (UTC). */
  histogram: Histogram.nullable(),
  personal: PersonalFinding.nullable(),
})
export type ColumnProfile = z.infer<typeof ColumnProfile>
