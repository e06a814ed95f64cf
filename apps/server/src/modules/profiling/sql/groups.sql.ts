import type { SourceColumn } from '../source-table.ts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { doubleLiteral } from './double-literal.sql.ts'

/**
 * The columns of a batch as table `part`: view `source` binds all columns of the file again for every arm of a union,
 * which makes a thousand columns quadratic.
 */
export function createPartSql(columns: readonly SourceColumn[]): string {
  return `CREATE OR REPLACE TEMP TABLE part AS SELECT ${columns.map(({ name }) => quoteIdentifier(name)).join(', ')} FROM source`
}

export const DROP_PART = 'DROP TABLE IF EXISTS part'

/**
 * One row per column and different value with its number of rows: table `g(c, v, n)`. Everything else about the
 * columns comes from it, so a column is read once and hashed once; for columns with few values the rest is free.
 * All columns of a batch have the same SQL type.
 *
 * @param from view `source` or table `part`.
 */
export function createGroupsSql(columns: readonly SourceColumn[], from: string): string {
  const arms = columns.map(({ index, name }) => {
    const column = quoteIdentifier(name)
    return `SELECT ${index}::INTEGER AS c, ${column} AS v, count(*) AS n FROM ${from} GROUP BY ${column}`
  })
  return `CREATE OR REPLACE TEMP TABLE g AS ${arms.join(' UNION ALL ')}`
}

export const DROP_GROUPS = 'DROP TABLE IF EXISTS g'

export const COUNTS_OF_GROUPS = `
  SELECT c, coalesce(sum(n) FILTER (v IS NOT NULL), 0) AS present, count(v) AS different,
         coalesce(max(n) FILTER (v IS NOT NULL), 0) AS most
  FROM g GROUP BY c`

/** The most frequent values; among equals the smallest first, so that the result does not depend on threads. */
export function topValuesSql(columns: readonly SourceColumn[], limit: number): string {
  const arms = columns.map(
    ({ index }) =>
      `(SELECT c, v::VARCHAR AS value, n FROM g WHERE c = ${index} AND v IS NOT NULL ORDER BY n DESC, v LIMIT ${limit})`,
  )
  return arms.join(' UNION ALL ')
}

/**
 * Table `g` with numbers per column beside every value. One column, as in every large table, gets constants: joining
 * a million values with a table of one row costs more than most figures.
 */
export function groupsWithSql(names: readonly string[], rows: ReadonlyMap<number, readonly number[]>): string {
  const [only] = rows
  if (only !== undefined && rows.size === 1) {
    const [c, numbers] = only
    const constants = names.map((name, i) => `${doubleLiteral(numbers[i] ?? NaN)} AS ${name}`)
    return `(SELECT *, ${constants.join(', ')} FROM g WHERE c = ${c})`
  }
  const values = [...rows].map(([c, numbers]) => `(${[`${c}::INTEGER`, ...numbers.map(doubleLiteral)].join(', ')})`)
  return `g JOIN (VALUES ${values.join(', ')}) AS p(${['c', ...names].join(', ')}) USING (c)`
}
