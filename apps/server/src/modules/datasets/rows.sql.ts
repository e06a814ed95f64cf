import { quoteIdentifier } from '../../platform/engine/engine.sql.ts'

/** The name that the engine gives the one table of these statements. */
export const PAGE_TABLE = 'page_source'

interface Page {
  readonly offset: number
  readonly limit: number
}

/**
 * Rows by one column, missing values last, equal values in the order of the file: without that tie-break two pages
 * could show the same row.
 */
export function sortedRowsSql(page: Page, sort: string, direction: 'asc' | 'desc', columns: readonly string[]): string {
  const position = unusedName(columns)
  const order = `${quoteIdentifier(sort)} ${direction === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, ${position}`
  return `SELECT * EXCLUDE (${position})
    FROM (SELECT *, row_number() OVER () AS ${position} FROM ${PAGE_TABLE})
    ORDER BY ${order} LIMIT ${String(page.limit)} OFFSET ${String(page.offset)}`
}

/** DuckDB compares names without case. */
function unusedName(columns: readonly string[]): string {
  const taken = new Set(columns.map((name) => name.toLowerCase()))
  let name = 'file_position'
  while (taken.has(name)) name += '_'
  return name
}
