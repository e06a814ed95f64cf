import { quoteIdentifier as id, quoteLiteral } from '../../../platform/engine/index.ts'
import { wordsSql } from '../compile/expressions.sql.ts'

/** One row with one JSON list per column: all cells in the order of the file. For small tables. */
export function allCellsSql(table: string, columns: readonly string[]): string {
  const lists = columns.map(
    (name, index) => `CAST(to_json(list(${id(name)} ORDER BY file_row)) AS VARCHAR) AS c${index}`,
  )
  return `SELECT ${lists.join(', ')}\nFROM (SELECT *, row_number() OVER () AS file_row FROM ${id(table)})`
}

/** One row with one JSON list per column: its different values. */
export function distinctCellsSql(table: string, columns: readonly string[]): string {
  const lists = columns.map((name, index) => `CAST(to_json(list(DISTINCT ${id(name)})) AS VARCHAR) AS c${index}`)
  return `SELECT ${lists.join(', ')}\nFROM ${id(table)}`
}

/** One row with one JSON list per column: values that are written with the words of one of the phrases. */
export function searchSql(table: string, columns: readonly string[], phrases: readonly string[]): string {
  const wanted = phrases.map(quoteLiteral).join(', ')
  const lists = columns.map(
    (name, index) =>
      `CAST(to_json(list(DISTINCT ${id(name)}) FILTER (WHERE ${wordsSql(id(name))} IN (${wanted}))) AS VARCHAR) AS c${index}`,
  )
  return `SELECT ${lists.join(', ')}\nFROM ${id(table)}`
}
