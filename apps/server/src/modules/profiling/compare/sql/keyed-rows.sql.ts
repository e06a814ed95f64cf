import type { ColumnPair } from '../column-pairs.ts'
import { cell } from './sides.sql.ts'

type Side = 'b' | 'c'

function list(pairs: readonly ColumnPair[], prefix = ''): string {
  return pairs.map((pair) => `${prefix}${cell(pair)}`).join(', ')
}

function complete(key: readonly ColumnPair[], prefix = ''): string {
  return key.map((pair) => `${prefix}${cell(pair)} IS NOT NULL`).join(' AND ')
}

function same(key: readonly ColumnPair[], left: string, right: string): string {
  return key.map((pair) => `${left}.${cell(pair)} = ${right}.${cell(pair)}`).join(' AND ')
}

/** Keys that occur more than once on one side, with their rows: tables `twice_b` and `twice_c`. */
export function createTwiceSql(side: Side, key: readonly ColumnPair[]): string {
  return `CREATE OR REPLACE TEMP TABLE twice_${side} AS
    SELECT ${list(key)}, count(*) AS n FROM ${side} WHERE ${complete(key)} GROUP BY ${list(key)} HAVING count(*) > 1`
}

/** Keys of either side that no row can be found by: table `twice`. */
export function createAllTwiceSql(key: readonly ColumnPair[]): string {
  return `CREATE OR REPLACE TEMP TABLE twice AS
    SELECT ${list(key)} FROM twice_b UNION SELECT ${list(key)} FROM twice_c`
}

/** Keys that occur more than once on this side; rows of them and of keys that do so on the other; rows without a key. */
export function unmatchedCountsSql(side: Side, key: readonly ColumnPair[]): string {
  return `SELECT (SELECT count(*) FROM twice_${side}) AS keys,
    (SELECT count(*) FROM ${side} s SEMI JOIN twice t ON ${same(key, 's', 't')}) AS rows,
    (SELECT count(*) FROM ${side} WHERE NOT (${complete(key)})) AS rows_without_key`
}

/** Rows that can be matched: their key is complete and occurs once on each side. */
function matchable(side: Side, key: readonly ColumnPair[], anyTwice: boolean): string {
  const anti = anyTwice ? ` ANTI JOIN twice t ON ${same(key, 's', 't')}` : ''
  return `(SELECT s.* FROM ${side} s${anti} WHERE ${complete(key, 's.')})`
}

function differs(pair: ColumnPair): string {
  return `x.${cell(pair)} IS DISTINCT FROM y.${cell(pair)}`
}

/**
 * Keys of rows that differ: table `d(key…, kind, changed)`, where `changed` lists the differing columns as `,3,5,`. Narrow,
 * so that a million differences of wide rows stay small; values are read again for those that are kept.
 */
export function createDifferencesSql(
  key: readonly ColumnPair[],
  compared: readonly ColumnPair[],
  anyTwice: boolean,
): string {
  const [first] = key
  if (!first) throw new Error('a key has at least one column')
  const keys = key.map((pair) => `coalesce(x.${cell(pair)}, y.${cell(pair)}) AS ${cell(pair)}`)
  const changed = compared.map((pair) => `CASE WHEN ${differs(pair)} THEN '${String(pair.index)},' ELSE '' END`)
  const matched = `x.${cell(first)} IS NOT NULL AND y.${cell(first)} IS NOT NULL`
  return `CREATE OR REPLACE TEMP TABLE d AS
    SELECT ${keys.join(', ')},
      CASE WHEN x.${cell(first)} IS NULL THEN 'added' WHEN y.${cell(first)} IS NULL THEN 'removed' ELSE 'changed' END AS kind,
      CASE WHEN ${matched} THEN concat(',', ${changed.length > 0 ? changed.join(', ') : "''"}) ELSE ',' END AS changed
    FROM ${matchable('b', key, anyTwice)} x FULL JOIN ${matchable('c', key, anyTwice)} y ON ${same(key, 'x', 'y')}
    WHERE x.${cell(first)} IS NULL OR y.${cell(first)} IS NULL${compared.map((pair) => ` OR ${differs(pair)}`).join('')}`
}

export const COUNTS_OF_KINDS = 'SELECT kind, count(*) AS n FROM d GROUP BY kind'

export function changedCellsSql(compared: readonly ColumnPair[]): string {
  const counts = compared.map(
    (pair) => `count(*) FILTER (contains(changed, ',${String(pair.index)},')) AS ${cell(pair)}`,
  )
  return `SELECT ${counts.join(', ')} FROM d WHERE kind = 'changed'`
}

/**
 * The first `limit` differences of each kind by their key, with the values of both sides: table
 * `kept(position, kind, changed, n, has_base, has_current, b<index>…, c<index>…)`.
 */
export function createKeptSql(key: readonly ColumnPair[], pairs: readonly ColumnPair[], limit: number): string {
  const first = (kind: string) =>
    `(SELECT * FROM d WHERE kind = '${kind}' ORDER BY ${list(key)} LIMIT ${String(limit)})`
  const values = pairs.map((pair) => `x.${cell(pair)} AS b${String(pair.index)}`)
  const others = pairs.map((pair) => `y.${cell(pair)} AS ${cell(pair)}`)
  const order = list(key, 'f.')
  return `CREATE OR REPLACE TEMP TABLE kept AS
    SELECT row_number() OVER (ORDER BY f.kind, ${order}) AS position, f.kind AS kind, f.changed AS changed, 1::BIGINT AS n,
      f.kind <> 'added' AS has_base, f.kind <> 'removed' AS has_current,
      ${[...values, ...others].join(', ')}
    FROM (${['added', 'removed', 'changed'].map(first).join(' UNION ALL ')}) f
    LEFT JOIN b x ON ${same(key, 'f', 'x')} AND f.kind <> 'added'
    LEFT JOIN c y ON ${same(key, 'f', 'y')} AND f.kind <> 'removed'`
}

/** Adds the first rows that no key could match, of each side. */
export function keepUnmatchedSql(
  side: Side,
  key: readonly ColumnPair[],
  pairs: readonly ColumnPair[],
  limit: number,
): string {
  const mine = pairs.map((pair) => cell(pair))
  const none = pairs.map(() => 'NULL')
  const values = side === 'b' ? [...mine, ...none] : [...none, ...mine]
  const columns = [...pairs.map((pair) => `b${String(pair.index)}`), ...mine]
  return `INSERT INTO kept (position, kind, changed, n, has_base, has_current, ${columns.join(', ')})
    SELECT row_number() OVER () + (SELECT coalesce(max(position), 0) FROM kept), 'unmatched', ',', 1,
      ${String(side === 'b')}, ${String(side === 'c')}, ${values.join(', ')}
    FROM (SELECT s.* FROM ${side} s LEFT JOIN twice t ON ${same(key, 's', 't')}
      WHERE NOT (${complete(key, 's.')}) OR t.${cell(key[0] ?? { index: 0 })} IS NOT NULL
      ORDER BY ALL LIMIT ${String(limit)})`
}
