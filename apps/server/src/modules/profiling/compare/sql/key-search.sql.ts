import type { ColumnPair } from '../column-pairs.ts'
import { cell } from './sides.sql.ts'

/** Rows, and per column missing values and roughly how many different ones (HyperLogLog). */
export function screenSql(side: 'b' | 'c', pairs: readonly ColumnPair[]): string {
  const columns = pairs.map(
    (pair) =>
      `count(${cell(pair)}) AS n${String(pair.index)}, approx_count_distinct(${cell(pair)}) AS d${String(pair.index)}`,
  )
  return `SELECT count(*) AS rows, ${columns.join(', ')} FROM ${side}`
}

/** Rows whose key is complete, and different complete keys. */
export function uniquenessSql(side: 'b' | 'c', key: readonly ColumnPair[]): string {
  const columns = key.map((pair) => cell(pair)).join(', ')
  const complete = key.map((pair) => `${cell(pair)} IS NOT NULL`).join(' AND ')
  return `SELECT coalesce(sum(n), 0)::BIGINT AS rows, count(*) AS different
    FROM (SELECT count(*) AS n FROM ${side} WHERE ${complete} GROUP BY ${columns})`
}

/** Keys in common, and cells of `others` that agree between the rows that share one. */
export function agreementSql(key: readonly ColumnPair[], others: readonly ColumnPair[]): string {
  const on = key.map((pair) => `b.${cell(pair)} = c.${cell(pair)}`).join(' AND ')
  const agree = others.map((pair) => `(b.${cell(pair)} IS NOT DISTINCT FROM c.${cell(pair)})::INTEGER`)
  return `SELECT count(*) AS matched, coalesce(sum(${agree.join(' + ') || '0'}), 0)::BIGINT AS agreeing FROM b JOIN c ON ${on}`
}
