import { EMPTY_SPELLING, SPELLING_KEY } from './value-tests.sql.ts'

/** How many values of each column have how many rows. */
export function rowCountsSql(columns: readonly number[]): string {
  return `SELECT c, n, count(*) AS times FROM g WHERE v IS NOT NULL AND c IN (${columns.join(', ')})
    GROUP BY c, n ORDER BY c, n`
}

/** Values that differ only in case, accents or spaces: the largest families, with the rows of all of them beside. */
export function spellingFamiliesSql(columns: readonly number[], limit: number): string {
  return columns
    .map(
      (index) => `(SELECT ${index} AS c, variants, n, sum(n) OVER () AS all_rows FROM (
        SELECT list(v ORDER BY n DESC, v) AS variants, sum(n) AS n, min(v) AS first FROM g
        WHERE c = ${index} AND v IS NOT NULL AND NOT ${EMPTY_SPELLING} GROUP BY ${SPELLING_KEY} HAVING count(*) > 1)
      ORDER BY n DESC, first LIMIT ${limit})`,
    )
    .join(' UNION ALL ')
}

/** Rows whose value occurs more than once. */
export function repeatedRowsSql(columns: readonly number[]): string {
  return `SELECT c, sum(n) AS n FROM g WHERE n > 1 AND v IS NOT NULL AND c IN (${columns.join(', ')}) GROUP BY c`
}
