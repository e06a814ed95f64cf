import { FORMAT_OF, PLACEHOLDER, PLACEHOLDER_WORD, UNIT_OF } from './value-tests.sql.ts'

/** Rows per format of the given columns of table `g`, the most frequent first. */
export function formatRowsSql(columns: readonly number[]): string {
  return `SELECT c, format, sum(n) AS n FROM (SELECT c, n, ${FORMAT_OF} AS format FROM g
    WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL) WHERE format IS NOT NULL GROUP BY c, format ORDER BY c, n DESC, format`
}

/** Rows per unit of the given columns of table `g`, the most frequent first; NULL counts what is no number. */
export function unitRowsSql(columns: readonly number[]): string {
  return `SELECT c, unit, sum(n) AS n FROM (SELECT c, n, ${UNIT_OF} AS unit FROM g
    WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL AND trim(v) <> '') GROUP BY c, unit ORDER BY c, n DESC, unit`
}

/** Rows per word that stands for no value. */
export function placeholderRowsSql(columns: readonly number[]): string {
  return `SELECT c, ${PLACEHOLDER_WORD} AS word, sum(n) AS n FROM g WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL
    AND ${PLACEHOLDER} GROUP BY c, word ORDER BY c, n DESC, word`
}
