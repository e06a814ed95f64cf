import { doubleLiteral } from './double-literal.sql.ts'

/** Values between two bounds, both included. One test for the count and for the rows behind an alert. */
export function bandTest(low: number, high: number): string {
  return `(v::DOUBLE >= ${doubleLiteral(low)} AND v::DOUBLE <= ${doubleLiteral(high)})`
}

/** Highest number with fewer digits than its code has. */
export const lostZerosBelow = (digits: number) => 10 ** (digits - 1) - 1

/** A range of one column's values, and the range beside it that must be nearly empty; null where nothing must. */
export interface Band {
  readonly index: number
  readonly low: number
  readonly high: number
  readonly between: readonly [number, number] | null
}

/** Rows of table `g` in each band `k`, and in the range beside it but not in the band. One join for all columns. */
export function bandRowsSql(bands: readonly Band[]): string {
  const rows = bands.map(({ index, low, high, between }, k) => {
    const numbers = [low, high, between?.[0] ?? Infinity, between?.[1] ?? -Infinity].map(doubleLiteral)
    return `(${[k, `${index}::INTEGER`, ...numbers].join(', ')})`
  })
  return `SELECT k, coalesce(sum(n) FILTER (inside), 0) AS inside, coalesce(sum(n) FILTER (beside AND NOT inside), 0) AS beside
    FROM (SELECT k, n, v::DOUBLE >= low AND v::DOUBLE <= high AS inside, v::DOUBLE >= first AND v::DOUBLE <= last AS beside
          FROM g JOIN (VALUES ${rows.join(', ')}) AS bands(k, c, low, high, first, last) USING (c) WHERE v IS NOT NULL)
    GROUP BY k`
}
