import type { ColumnPair } from '../column-pairs.ts'
import { cell } from './sides.sql.ts'

/** Missing values of both sides, for all columns in one reading of each table. */
export function presentSql(side: 'b' | 'c', pairs: readonly ColumnPair[]): string {
  return `SELECT ${pairs.map((pair) => `count(${cell(pair)}) AS ${cell(pair)}`).join(', ')} FROM ${side}`
}

/**
 * Every value of a column with the rows of each side that have it: table `v(x, nb, nc)`. Everything about drift comes
 * from it. Infinities and NaN take no part.
 */
export function createValuesSql(pair: ColumnPair): string {
  const column = cell(pair)
  const finite = pair.sqlType === 'DOUBLE' ? ` AND isfinite(${column})` : ''
  const side = (view: 'b' | 'c', nb: string, nc: string) =>
    `SELECT ${column} AS x, ${nb} AS nb, ${nc} AS nc FROM ${view} WHERE ${column} IS NOT NULL${finite} GROUP BY ${column}`
  return `CREATE OR REPLACE TEMP TABLE v AS SELECT x, sum(nb)::BIGINT AS nb, sum(nc)::BIGINT AS nc
    FROM (${side('b', 'count(*)', '0')} UNION ALL ${side('c', '0', 'count(*)')}) GROUP BY x`
}

export const DROP_VALUES = 'DROP TABLE IF EXISTS v'

/** Distances between the two distributions that need no order; whole numbers, so that they are exact. */
export const VALUE_COUNTS = `
  WITH t AS (SELECT coalesce(sum(nb), 0)::HUGEINT AS tb, coalesce(sum(nc), 0)::HUGEINT AS tc FROM v)
  SELECT tb::BIGINT AS base_rows, tc::BIGINT AS current_rows,
    (SELECT count(*) FROM v) AS different,
    (SELECT count(*) FROM v WHERE nb > 0) AS base_distinct, (SELECT count(*) FROM v WHERE nc > 0) AS current_distinct,
    (SELECT count(*) FROM v WHERE nb = 0) AS new_distinct, (SELECT coalesce(sum(nc), 0) FROM v WHERE nb = 0)::BIGINT AS new_rows,
    (SELECT count(*) FROM v WHERE nc = 0) AS vanished_distinct,
    (SELECT coalesce(sum(nb), 0) FROM v WHERE nc = 0)::BIGINT AS vanished_rows,
    CASE WHEN tb = 0 OR tc = 0 THEN NULL
      ELSE (SELECT sum(abs(nb * tc - nc * tb)) FROM v)::DOUBLE / (2 * tb * tc)::DOUBLE END AS variation
  FROM t`

/** The most frequent values of one side among those that `having` picks; among equals the smallest first. */
export function topSql(order: 'nb' | 'nc' | 'nb + nc', having: string, limit: number): string {
  return `SELECT x::VARCHAR AS x, nb, nc FROM v WHERE ${having} ORDER BY ${order} DESC, x LIMIT ${String(limit)}`
}

const CUMULATED = `SELECT x, nb, nc, sum(nb) OVER w AS cb, sum(nc) OVER w AS cc
  FROM v WINDOW w AS (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`

/** A number on the line; dates as days since 1970-01-01. */
function onLine(type: ColumnPair['type'], expression: string): string {
  if (type !== 'date' && type !== 'timestamp') return `(${expression})::DOUBLE`
  return `epoch_us((${expression})::TIMESTAMP) / 86400000000.0`
}

/**
 * Largest distance of the two distribution functions. The sums are whole numbers and so is the difference of the
 * cross products; one division at the end.
 */
export function distanceSql(baseRows: number, currentRows: number): string {
  return `SELECT max(abs(cb * ${String(currentRows)}::HUGEINT - cc * ${String(baseRows)}::HUGEINT))::DOUBLE AS distance FROM (${CUMULATED})`
}

/**
 * Rows of each side per tenth of the base, with the largest base value of each bin as its upper edge. A value lies
 * above the j-th decile exactly when the base rows below it reach j tenths, so no edge is compared with any value;
 * deciles that fall on one value make one bin.
 */
export function decilesSql(pair: ColumnPair, baseRows: number): string {
  return `SELECT bin, ${onLine(pair.type, 'max(x) FILTER (nb > 0)')} AS edge, sum(nb)::BIGINT AS nb, sum(nc)::BIGINT AS nc
    FROM (SELECT x, nb, nc, least(9, ((cb - nb) * 10) // ${String(baseRows)}) AS bin FROM (${CUMULATED})) GROUP BY bin ORDER BY bin`
}

/** Extremes as text and means of both sides. */
export function rangesSql(pair: ColumnPair): string {
  const of = (side: 'nb' | 'nc', name: string) => {
    const mean = `sum(${onLine(pair.type, 'x')} * ${side}) / nullif(sum(${side}), 0)`
    return `min(x) FILTER (${side} > 0)::VARCHAR AS ${name}_min, max(x) FILTER (${side} > 0)::VARCHAR AS ${name}_max, ${mean} AS ${name}_mean`
  }
  return `SELECT ${of('nb', 'base')}, ${of('nc', 'current')} FROM v`
}
