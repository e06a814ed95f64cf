import type { NumberFamily } from '../source-table.ts'
import { doubleLiteral } from './double-literal.sql.ts'
import { groupsWithSql } from './groups.sql.ts'

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

/** Fixed point for values weighted with their number of rows, at most `most`: a power of two, so that weighting is exact. */
export function weightedFixedPoint(most: number): number {
  return FIXED_POINT / 2 ** Math.ceil(Math.log2(Math.max(1, most)))
}

/** Fixed-point sum of v / magnitude, for columns without an exact sum. Parameters: magnitude ≥ max |v|, fixed point. */
export function sumSql(family: NumberFamily, parameters: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, sum((v::DOUBLE / magnitude * (n * unit))::BIGINT)::VARCHAR AS total
    FROM ${groupsWithSql(['magnitude', 'unit'], parameters)}
    WHERE v IS NOT NULL AND ${finite(family)} GROUP BY c`
}

/** Fixed-point power sums of z = (v − mean) / scale with |z| ≤ 1. Parameters: mean, scale, fixed point. */
export function powerSumsSql(family: NumberFamily, parameters: ReadonlyMap<number, readonly number[]>): string {
  const power = (expression: string) => `sum((${expression} * w)::BIGINT)::VARCHAR`
  return `
    SELECT c, ${power('z')} AS z1, ${power('z*z')} AS z2, ${power('z*z*z')} AS z3, ${power('z*z*z*z')} AS z4
    FROM (SELECT c, n * unit AS w, greatest(-1.0, least(1.0, (v::DOUBLE - mean) / scale)) AS z
          FROM ${groupsWithSql(['mean', 'scale', 'unit'], parameters)}
          WHERE v IS NOT NULL AND ${finite(family)})
    GROUP BY c`
}

/**
 * Order statistics at the given 0-based ranks per column, from the running count of sorted values of `from`.
 * Row: c and one `r<i>` per rank.
 */
export function ranksSql(family: NumberFamily, ranks: ReadonlyMap<number, readonly number[]>, from = 'g'): string {
  const count = Math.max(...[...ranks.values()].map((list) => list.length))
  const names = Array.from({ length: count }, (_, i) => `k${i}`)
  const rows = [...ranks].map(([c, list]) => `(${[c, ...names.map((_, i) => list[i] ?? 'NULL')].join(', ')})`)
  const picks = names.map((name, i) => `min(v) FILTER (upto > ${name}) AS r${i}`)
  return `
    SELECT c, ${picks.join(', ')}
    FROM (SELECT c, v::DOUBLE AS v, sum(n) OVER (PARTITION BY c ORDER BY v) AS upto
          FROM ${from} WHERE v IS NOT NULL AND ${finite(family)})
    JOIN (VALUES ${rows.join(', ')}) AS p(${['c', ...names].join(', ')}) USING (c) GROUP BY c`
}

/** A slice of a column's range: values of an earlier slice are smaller than those of a later one. */
export interface Slices {
  readonly lowest: number
  /** Slices per unit. */
  readonly density: number
}

const sliceOf = ({ lowest, density }: Slices) =>
  `floor((v::DOUBLE - ${doubleLiteral(lowest)}) * ${doubleLiteral(density)})::INTEGER`

/** Rows per slice of the only column in `from`, in order. */
export function rowsPerSliceSql(family: NumberFamily, slices: Slices, from = 'g'): string {
  return `
    SELECT ${sliceOf(slices)} AS slice, sum(n) AS rows FROM ${from}
    WHERE v IS NOT NULL AND ${finite(family)} GROUP BY slice ORDER BY slice`
}

/** The part of `from` that lies in the given slices. */
export function inSlicesSql(family: NumberFamily, slices: Slices, chosen: readonly number[], from = 'g'): string {
  return `(SELECT * FROM ${from} WHERE v IS NOT NULL AND ${finite(family)} AND ${sliceOf(slices)} IN (${chosen.join(', ')}))`
}

/** Values outside Tukey's fences and beyond three standard deviations. */
export function outliersSql(family: NumberFamily, fences: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, coalesce(sum(n) FILTER (v::DOUBLE < low OR v::DOUBLE > high), 0) AS outside,
      coalesce(sum(n) FILTER (abs(v::DOUBLE - mean) > reach), 0) AS far
    FROM ${groupsWithSql(['low', 'high', 'mean', 'reach'], fences)}
    WHERE v IS NOT NULL AND ${finite(family)} GROUP BY c`
}

/**
 * Rows per bin. The bin found by division is corrected against the edges `start + i·width`, so that counts agree with
 * the published edges to the last bit.
 */
export function histogramSql(value: string, condition: string, bins: ReadonlyMap<number, readonly number[]>): string {
  return `
    SELECT c, bin, sum(n) AS rows FROM (
      SELECT c, n, least(bins::INTEGER - 1, guess - (x < start + guess * width)::INTEGER
                                                  + (x >= start + (guess + 1) * width)::INTEGER) AS bin
      FROM (SELECT c, n, x, start, width, bins, floor((x - start) / width)::INTEGER AS guess
            FROM (SELECT *, ${value} AS x FROM ${groupsWithSql(['start', 'width', 'bins'], bins)}
                  WHERE v IS NOT NULL AND ${condition})))
    GROUP BY c, bin ORDER BY c, bin`
}
