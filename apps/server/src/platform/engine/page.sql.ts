/** A page of a statement's rows, in the statement's own order. */
export function pageSql(sql: string, { offset, limit }: { readonly offset: number; readonly limit: number }): string {
  return `SELECT * FROM (${sql}) LIMIT ${String(limit)} OFFSET ${String(offset)}`
}

/** How many rows a statement gives: one row, one column. */
export function countSql(sql: string): string {
  return `SELECT count(*) FROM (${sql})`
}
