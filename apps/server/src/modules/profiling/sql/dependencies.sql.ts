import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'

/**
 * Rows that break `from` → `to`: all but the most frequent value of `to` beside each value of `from`. Missing values
 * of `to` count as one value; rows with a missing left side take no part.
 */
export function violationsSql(from: readonly string[], to: string): string {
  const left = from.map((name, i) => `${quoteIdentifier(name)} AS a${i}`)
  const keys = from.map((_, i) => `a${i}`).join(', ')
  return `
    SELECT coalesce(sum(total - most), 0) AS violations, coalesce(sum(total), 0) AS rows FROM (
      SELECT sum(n) AS total, max(n) AS most FROM (
        SELECT ${keys}, b, count(*) AS n FROM (SELECT ${left.join(', ')}, ${quoteIdentifier(to)} AS b FROM source)
        WHERE ${from.map((_, i) => `a${i} IS NOT NULL`).join(' AND ')} GROUP BY ${keys}, b)
      GROUP BY ${keys})`
}

/** One row where any combination of the columns occurs twice. */
export function repeatedKeySql(names: readonly string[]): string {
  const keys = names.map(quoteIdentifier).join(', ')
  return `SELECT 1 AS one FROM source GROUP BY ${keys} HAVING count(*) > 1 LIMIT 1`
}
