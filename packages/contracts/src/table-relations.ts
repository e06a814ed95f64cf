import { z } from 'zod'

export const CorrelationMatrix = z.object({
  method: z.enum(['pearson', 'spearman']),
  columns: z.array(z.string()),
  /** Symmetric; null where a pair has no variance. */
  values: z.array(z.array(z.number().nullable())),
  /** False where the coefficients come from a sample of the rows. */
  exact: z.boolean(),
})
export type CorrelationMatrix = z.infer<typeof CorrelationMatrix>

/** One strong relation between two columns, of whichever measure fits their kinds. */
export const Association = z.object({
  columns: z.tuple([z.string(), z.string()]),
  method: z.enum(['pearson', 'spearman', 'cramers_v', 'correlation_ratio']),
  value: z.number(),
})
export type Association = z.infer<typeof Association>

/**
 * Associations that involve categories. Above 100,000 rows they come from a sample of about 30,000
 * that does not depend on their order; `rows` says how many were looked at, `exact` whether these are all.
 */
export const Associations = z.object({
  rows: z.int().nonnegative(),
  exact: z.boolean(),
  /** Bias-corrected Cramér's V (Bergsma 2013) between columns of few values, pairwise complete. */
  cramers_v: z.object({ columns: z.array(z.string()), values: z.array(z.array(z.number().nullable())) }).nullable(),
  /** Correlation ratio η of a number (column) given a category (row). */
  correlation_ratio: z
    .object({
      categories: z.array(z.string()),
      numbers: z.array(z.string()),
      values: z.array(z.array(z.number().nullable())),
    })
    .nullable(),
  /** The strongest of all measures, |value| ≥ 0.3, at most 30. */
  strongest: z.array(Association),
})
export type Associations = z.infer<typeof Associations>

/** Which columns are missing together, over all rows. */
export const MissingPatterns = z.object({
  /** Columns with missing values, at most 60, those with the most first. */
  columns: z.array(z.string()),
  /** Rows in which both columns are missing; the diagonal counts one column's. Null where patterns are too many. */
  together: z.array(z.array(z.int().nonnegative())).nullable(),
  /** The most frequent sets of missing columns, at most 20; the empty set stands for complete rows. */
  patterns: z.array(z.object({ columns: z.array(z.string()), rows: z.int().nonnegative() })),
  /** Sets of columns that are missing in exactly the same rows. */
  groups: z.array(z.object({ columns: z.array(z.string()), rows: z.int().nonnegative() })),
})
export type MissingPatterns = z.infer<typeof MissingPatterns>

/**
 * The values of `from` decide the value of `to`, but for `violations` rows: those that would have to change so that
 * each value of `from` has one value of `to` (g3 of Kivinen & Mannila 1995). Left sides are minimal.
 */
export const Dependency = z.object({
  from: z.array(z.string()).min(1).max(2),
  to: z.string(),
  violations: z.int().nonnegative(),
  /** Of the rows in which all columns of `from` are present. */
  share: z.number(),
})
export type Dependency = z.infer<typeof Dependency>

export const NearDuplicateColumns = z.object({
  columns: z.tuple([z.string(), z.string()]),
  /** `equal` values; second = `factor` · first + `offset` (`scaled`); the same after case, accents and punctuation are taken off (`formatted`). */
  relation: z.enum(['equal', 'scaled', 'formatted']),
  factor: z.number().nullable(),
  offset: z.number().nullable(),
  /** Rows that do not follow. */
  differing: z.int().nonnegative(),
  share: z.number(),
})
export type NearDuplicateColumns = z.infer<typeof NearDuplicateColumns>

/** Trend and season of a series; documented in docs/decisions/0013. */
export const SeriesFigures = z.object({
  /** Least-squares change per period. */
  slope: z.number().nullable(),
  /** Strength of the trend and of the season, 0 to 1 (Wang, Smith & Hyndman 2006; classical decomposition). */
  trend_strength: z.number().nullable(),
  seasonal_strength: z.number().nullable(),
  /** Periods of one season: 7 days, 12 months. */
  season: z.int().positive().nullable(),
  /** KPSS statistic for level stationarity (Kwiatkowski et al. 1992); above 0.463 the level moves (5 %). */
  kpss: z.number().nullable(),
})
export type SeriesFigures = z.infer<typeof SeriesFigures>

/** One measure over time. Null where a period has no value. */
export const SeriesMeasure = z.object({
  /** Null counts rows. */
  column: z.string().nullable(),
  aggregate: z.enum(['count', 'sum', 'mean']),
  values: z.array(z.number().nullable()),
  figures: SeriesFigures,
})
export type SeriesMeasure = z.infer<typeof SeriesMeasure>

/** Values over the periods of one date column, from its first period to its last without holes. */
export const TimeSeries = z.object({
  column: z.string(),
  /** By span: days up to 400 days, weeks (from Monday) up to 3 years, months up to 40 years, else years. */
  period: z.enum(['day', 'week', 'month', 'year']),
  /** First days of the periods, at most 500. */
  starts: z.array(z.string()),
  measures: z.array(SeriesMeasure),
})
export type TimeSeries = z.infer<typeof TimeSeries>
