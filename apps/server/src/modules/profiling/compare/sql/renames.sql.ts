import { quoteIdentifier } from '../../../../platform/engine/engine.sql.ts'

/** The smallest `size` hashes of a column's different values: a sketch of what is in it (KMV, Bar-Yossef et al. 2002). */
export function sketchSql(table: string, column: string, size: number): string {
  const value = quoteIdentifier(column)
  return `SELECT h::VARCHAR AS h FROM (SELECT DISTINCT hash(${value}::VARCHAR) AS h FROM ${table} WHERE ${value} IS NOT NULL)
    ORDER BY h LIMIT ${String(size)}`
}

/** How often values of two columns agree: rows in common, rows and different values of each. */
export function overlapSql(
  base: { table: string; column: string },
  current: { table: string; column: string },
): string {
  const counts = ({ table, column }: { table: string; column: string }) => {
    const value = `${quoteIdentifier(column)}::VARCHAR`
    return `SELECT ${value} AS v, count(*) AS n FROM ${table} WHERE ${quoteIdentifier(column)} IS NOT NULL GROUP BY 1`
  }
  return `WITH x AS MATERIALIZED (${counts(base)}), y AS MATERIALIZED (${counts(current)})
    SELECT (SELECT coalesce(sum(least(x.n, y.n)), 0) FROM x JOIN y USING (v)) AS common,
      (SELECT coalesce(sum(n), 0) FROM x) AS base_rows, (SELECT coalesce(sum(n), 0) FROM y) AS current_rows,
      (SELECT count(*) FROM x) AS base_distinct, (SELECT count(*) FROM y) AS current_distinct`
}
