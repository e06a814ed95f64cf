import { EMPTY_SPELLING, SPELLING_KEY } from './value-tests.sql.ts'

/** How many values of each column have how many rows. */
export function rowCountsSql(columns: readonly number[]): string {
  return `SELECT c, n, count(*) AS times FROM g WHERE v IS NOT NULL AND c IN (${columns.join(', ')})
    GROUP BY c, n ORDER BY c, n`
}

/** Values that differ only in case, accents or spaces: the largest families of each column, with the rows of all its. */
export function spellingFamiliesSql(columns: readonly number[], limit: number): string {
  return `SELECT c, variants, n, sum(n) OVER (PARTITION BY c) AS all_rows FROM (
      SELECT c, list(v ORDER BY n DESC, v) AS variants, sum(n) AS n, min(v) AS first FROM g
      WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL AND NOT ${EMPTY_SPELLING}
      GROUP BY c, ${SPELLING_KEY} HAVING count(*) > 1)
    QUALIFY row_number() OVER (PARTITION BY c ORDER BY n DESC, first) <= ${limit} ORDER BY c, n DESC, first`
}

/** Rows whose value occurs more than once. */
export function repeatedRowsSql(columns: readonly number[]): string {
  return `SELECT c, sum(n) AS n FROM g WHERE n > 1 AND v IS NOT NULL AND c IN (${columns.join(', ')}) GROUP BY c`
}
