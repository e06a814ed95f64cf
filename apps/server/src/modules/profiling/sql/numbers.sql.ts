import type { NumberFamily } from '../source-table.ts'
import { doubleLiteral } from './double-literal.sql.ts'
import { parametersSql } from './groups.sql.ts'

const finite = (family: NumberFamily) => (family.kind === 'double' ? 'isfinite(v)' : 'true')

/**
 * Counts, extremes and, for integers and narrow decimals, the exact sum in units of 10^-scale. Wide ones and doubles
 * are summed by `spreadSql`, which knows their magnitude.
 */
export function extremesSql(family: NumberFamily): string {
  const only = `FILTER (${finite(family)})`
  const isDouble = family.kind === 'double'
  const unscaled = family.scale === 0 ? 'v::HUGEINT' : `(v * ${10n ** BigInt(family.scale)})::HUGEINT`
  return `
    SELECT c, (min(v) ${only})::VARCHAR AS lowest, (max(v) ${only})::VARCHAR AS highest,
      coalesce(sum(n) ${only}, 0) AS size,
      ${family.exact ? `(sum(${unscaled} * n))::VARCHAR` : 'NULL'} AS exact_sum,
      coalesce(sum(n) FILTER (v = 0), 0) AS zeros, coalesce(sum(n) FILTER (v < 0), 0) AS negatives,
      ${isDouble ? 'coalesce(sum(n) FILTER (isinf(v)), 0)' : '0'} AS infinities,
      ${isDouble ? 'coalesce(sum(n) FILTER (isnan(v)), 0)' : '0'} AS nans
    FROM g WHERE v IS NOT NULL GROUP BY c`
}

/** 2^62: fixed-point sums are integers, so they do not depend on the order of threads; |z| ≤ 1 keeps them in range. */
export const FIXED_POINT = 2 ** 62

/** Fixed-point sum of v / magnitude, for columns without an exact sum. Parameters: magnitude ≥ max |v|. */
export function sumSql(family: NumberFamily, magnitudes: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, sum((v::DOUBLE / magnitude * ${doubleLiteral(FIXED_POINT)})::BIGINT::HUGEINT * n)::VARCHAR AS total
    FROM g JOIN ${parametersSql(['magnitude'], magnitudes)} USING (c)
    WHERE v IS NOT NULL AND ${finite(family)} GROUP BY c`
}

/** Fixed-point power sums of z = (v − mean) / scale with |z| ≤ 1. */
export function powerSumsSql(family: NumberFamily, centres: ReadonlyMap<number, readonly number[]>): string {
  const power = (expression: string) =>
    `sum((${expression} * ${doubleLiteral(FIXED_POINT)})::BIGINT::HUGEINT * n)::VARCHAR`
  return `
    SELECT c, ${power('z')} AS z1, ${power('z*z')} AS z2, ${power('z*z*z')} AS z3, ${power('z*z*z*z')} AS z4
    FROM (SELECT c, n, greatest(-1.0, least(1.0, (v::DOUBLE - mean) / scale)) AS z
          FROM g JOIN ${parametersSql(['mean', 'scale'], centres)} USING (c)
          WHERE v IS NOT NULL AND ${finite(family)})
    GROUP BY c`
}

/**
 * Order statistics at the given 0-based ranks per column, from the running count of sorted values.
 * Row: c and one `r<i>` per rank.
 */
export function ranksSql(family: NumberFamily, ranks: ReadonlyMap<number, readonly number[]>): string {
  const count = Math.max(...[...ranks.values()].map((list) => list.length))
  const names = Array.from({ length: count }, (_, i) => `k${i}`)
  const picks = names.map((name, i) => `min(v) FILTER (upto > ${name}) AS r${i}`)
  return `
    SELECT c, ${picks.join(', ')}
    FROM (SELECT c, v::DOUBLE AS v, sum(n) OVER (PARTITION BY c ORDER BY v) AS upto
          FROM g WHERE v IS NOT NULL AND ${finite(family)})
    JOIN ${parametersSql(names, ranks)} USING (c) GROUP BY c`
}

/** Type 7 quantiles straight from the column: twice as fast as running counts when most values are different. */
export function directQuantilesSql(family: NumberFamily, column: string, shares: readonly number[]): string {
  const where = family.kind === 'double' ? `WHERE isfinite(${column})` : ''
  return `SELECT quantile_cont(${column}::DOUBLE, [${shares.join(', ')}]) AS quantiles FROM source ${where}`
}

/** Values outside Tukey's fences and beyond three standard deviations. */
export function outliersSql(family: NumberFamily, fences: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, coalesce(sum(n) FILTER (v::DOUBLE < low OR v::DOUBLE > high), 0) AS outside,
      coalesce(sum(n) FILTER (abs(v::DOUBLE - mean) > reach), 0) AS far
    FROM g JOIN ${parametersSql(['low', 'high', 'mean', 'reach'], fences)} USING (c)
    WHERE v IS NOT NULL AND ${finite(family)} GROUP BY c`
}

/**
 * Rows per bin. The bin found by division is corrected against the edges `start + i·width`, so that counts agree with
 * the published edges to the last bit.
 */
export function histogramSql(value: string, condition: string, bins: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, bin, sum(n) AS rows FROM (
      SELECT c, n, (CASE WHEN guess > 0 AND x < start + guess * width THEN guess - 1
                         WHEN guess < bins - 1 AND x >= start + (guess + 1) * width THEN guess + 1
                         ELSE guess END)::INTEGER AS bin
      FROM (SELECT c, n, x, start, width, bins,
                   greatest(0, least(bins - 1, floor((x - start) / width))) AS guess
            FROM (SELECT c, n, ${value} AS x FROM g WHERE v IS NOT NULL AND ${condition})
            JOIN ${parametersSql(['start', 'width', 'bins'], bins)} USING (c)))
    GROUP BY c, bin ORDER BY c, bin`
}
