import { doubleLiteral } from './double-literal.sql.ts'

/** Values between two bounds, both included. One test for the count and for the rows behind an alert. */
export function bandTest(low: number, high: number): string {
  return `(v::DOUBLE >= ${doubleLiteral(low)} AND v::DOUBLE <= ${doubleLiteral(high)})`
}

/** Rows in a band and between it and the bulk of the column, of one column of table `g`. */
export function bandRowsSql(index: number, band: string, between: string): string {
  return `SELECT coalesce(sum(n) FILTER (${band}), 0) AS inside, coalesce(sum(n) FILTER (${between} AND NOT ${band}), 0) AS between
    FROM g WHERE c = ${index} AND v IS NOT NULL`
}

/** Values with fewer digits than their code has. */
export function lostZerosTest(digits: number): string {
  return `(v >= 0 AND v < ${10 ** (digits - 1)})`
}

export function rowsOfTestSql(index: number, test: string): string {
  return `SELECT coalesce(sum(n) FILTER (${test}), 0) AS n FROM g WHERE c = ${index} AND v IS NOT NULL`
}
