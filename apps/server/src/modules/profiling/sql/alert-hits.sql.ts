import type { ColumnProfile } from '@datapilot/contracts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { EMPTY_SPELLING, SPELLING_KEY } from './value-tests.sql.ts'

/** The table of every query here. */
export const ALERT_TABLE = 'alert_source'

/** A column as the profile saw it (`source-table.ts`), whatever its type in the file is. */
export function seenAs({ name, type }: Pick<ColumnProfile, 'name' | 'type'>): string {
  const column = quoteIdentifier(name)
  switch (type) {
    case 'text':
    case 'time':
    case 'binary':
      return `${column}::VARCHAR`
    case 'number':
      return `${column}::DOUBLE`
    case 'timestamp':
      return `CASE WHEN isfinite(${column}) THEN make_timestamp(epoch_us(${column})) ELSE ${column}::TIMESTAMP END`
    case 'json':
      return `CASE WHEN typeof(${column}) = 'VARCHAR' THEN ${column}::VARCHAR ELSE to_json(${column})::VARCHAR END`
    default:
      return column
  }
}

const rowsWith = (fields: string) => `(SELECT row_number() OVER () AS position, ${fields} FROM ${ALERT_TABLE})`

/** Positions of rows whose value `v` passes a test; `derived` is a value `d` computed from it first. */
export function hitsOfTest(value: string, test: string, derived = 'NULL'): string {
  return `SELECT position FROM (SELECT position, v, ${derived} AS d FROM ${rowsWith(`${value} AS v`)}) WHERE ${test}`
}

/** Rows with the most frequent value; among equals the smallest. */
export function hitsOfMostFrequent(value: string): string {
  const most = `SELECT v FROM (SELECT ${value} AS v FROM ${ALERT_TABLE}) WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT 1`
  return hitsOfTest(value, `v = (${most})`)
}

/** Rows whose value occurs more than once. */
export function hitsOfRepeated(value: string): string {
  const repeated = `SELECT v FROM (SELECT ${value} AS v FROM ${ALERT_TABLE}) WHERE v IS NOT NULL GROUP BY v HAVING count(*) > 1`
  return hitsOfTest(value, `v IN (${repeated})`)
}

/** Rows whose value has another spelling beside it. */
export function hitsOfSpellings(value: string): string {
  const families = `SELECT ${SPELLING_KEY} FROM (SELECT DISTINCT ${value} AS v FROM ${ALERT_TABLE})
    WHERE v IS NOT NULL AND NOT ${EMPTY_SPELLING} GROUP BY ALL HAVING count(*) > 1`
  return hitsOfTest(value, `${SPELLING_KEY} IN (${families})`)
}

/** Rows that repeat an earlier one in these columns. Hashes find candidates, values decide. */
export function hitsOfTwins(values: readonly string[]): string {
  const fields = values.map((value, i) => `${value} AS x${i}`).join(', ')
  const names = values.map((_, i) => `x${i}`).join(', ')
  const rows = rowsWith(fields)
  return `SELECT position FROM (
      SELECT position, row_number() OVER (PARTITION BY ${names} ORDER BY position) AS occurrence FROM ${rows}
      WHERE hash(${names}) IN (SELECT hash(${names}) FROM ${rows} GROUP BY ALL HAVING count(*) > 1))
    WHERE occurrence > 1`
}

/** Rows outside the most frequent right side of their left side; among equals the smallest stays. */
export function hitsOfViolations(from: readonly string[], to: string): string {
  const keys = from.map((_, i) => `a${i}`)
  const rows = rowsWith([...from.map((value, i) => `${value} AS a${i}`), `${to} AS b`].join(', '))
  const list = keys.join(', ')
  return `SELECT position FROM ${rows} AS r JOIN (
      SELECT ${list}, b AS usual FROM (SELECT ${list}, b, count(*) AS n FROM ${rows} GROUP BY ALL)
      QUALIFY row_number() OVER (PARTITION BY ${list} ORDER BY n DESC, b NULLS LAST) = 1) AS u USING (${list})
    WHERE r.b IS DISTINCT FROM u.usual`
}

/** Rows in which two values pass a test of `a` and `b`. */
export function hitsOfPair(first: string, second: string, test: string): string {
  return `SELECT position FROM ${rowsWith(`${first} AS a, ${second} AS b`)} WHERE ${test}`
}

/** One page of the rows at `hits`, in the order of the file, with their 1-based position as last column. */
export function alertPageSql(
  hits: string,
  columns: readonly string[],
  page: { readonly offset: number; readonly limit: number },
): string {
  const position = unusedName(columns)
  return `SELECT * FROM (SELECT *, row_number() OVER () AS ${position} FROM ${ALERT_TABLE})
    WHERE ${position} IN (SELECT position FROM (${hits}) ORDER BY position LIMIT ${String(page.limit)} OFFSET ${String(page.offset)})
    ORDER BY ${position}`
}

/** DuckDB compares names without case. */
function unusedName(columns: readonly string[]): string {
  const taken = new Set(columns.map((name) => name.toLowerCase()))
  let name = 'row_position'
  while (taken.has(name)) name += '_'
  return name
}
