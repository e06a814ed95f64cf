import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import type { NumberFamily } from '../source-table.ts'

/** How different the first values of a column are: 1 if no one occurs twice. */
export function sampleDifferenceSql(name: string, sample: number): string {
  return `SELECT count(DISTINCT v) / count(v) AS different FROM (SELECT ${quoteIdentifier(name)} AS v FROM source LIMIT ${sample})`
}

/** The extremes of a column, and how many of its values have no place on the number line. */
export function sortableRangeSql(name: string, family: NumberFamily): string {
  const column = quoteIdentifier(name)
  const special = family.kind === 'double' ? `count(*) FILTER (NOT isfinite(${column}))` : '0'
  return `SELECT min(${column})::DOUBLE AS low, max(${column})::DOUBLE AS high, ${special} AS special FROM source`
}

/** Table `sorted(v)`: the values of a column in ascending order; row ids are their 0-based ranks. */
export function createSortedSql(name: string): string {
  const column = quoteIdentifier(name)
  return `CREATE OR REPLACE TEMP TABLE sorted AS SELECT ${column} AS v FROM source WHERE ${column} IS NOT NULL ORDER BY 1`
}

/** View `g` over the sorted values: every sum of `n` is right, but a value may come in several rows. */
export function sortedGroupsSql(index: number): string {
  return `CREATE OR REPLACE TEMP VIEW g AS SELECT ${index}::INTEGER AS c, v, 1::BIGINT AS n FROM sorted`
}

export const DROP_SORTED_GROUPS = 'DROP VIEW IF EXISTS g'
export const DROP_SORTED = 'DROP TABLE IF EXISTS sorted'

/** Doubles are not added up here: their sum would depend on the order of threads. */
export function sizeOfSortedSql(family: NumberFamily): string {
  return `SELECT count(*) AS size, ${family.kind === 'double' ? 'NULL' : 'sum(v)::VARCHAR'} AS total FROM sorted`
}

/** Values of the ranks from `from` up to, not including, `to`; the engine keeps the order of rows. */
export function sortedRangeSql(from: number, to: number): string {
  return `SELECT v::DOUBLE AS v FROM sorted WHERE rowid >= ${from} AND rowid < ${to}`
}

/** Table `repeated(v)`: the values that occur more than once. */
export const REPEATED_IN_SORTED = `
  CREATE OR REPLACE TEMP TABLE repeated AS
  SELECT DISTINCT v FROM (SELECT v, lag(v) OVER () AS before FROM sorted) WHERE v = before`
