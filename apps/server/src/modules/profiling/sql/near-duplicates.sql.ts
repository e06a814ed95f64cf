import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { doubleLiteral } from './double-literal.sql.ts'

/** Letters and digits of a value alone, in lower case without accents and leading zeros. */
const bare = (expression: string) =>
  `ltrim(regexp_replace(strip_accents(lower(${expression}::VARCHAR)), '[^a-z0-9]', '', 'g'), '0')`

/**
 * Whether `a` and `b`, two values of a row, break a relation. Missing values must be missing on both sides. One test
 * for the count and for the rows behind an alert.
 */
export function breaksEqual(a: string, b: string): string {
  return `(${a} IS DISTINCT FROM ${b})`
}

export function breaksFormat(a: string, b: string): string {
  return `(${bare(a)} IS DISTINCT FROM ${bare(b)})`
}

/** Relative tolerance for numbers that were rounded when they were stored. */
export const SCALE_TOLERANCE = 1e-6

export function breaksScale(a: string, b: string, factor: number, offset: number): string {
  const expected = `(${a}::DOUBLE * ${doubleLiteral(factor)} + ${doubleLiteral(offset)})`
  return `(CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN (${a} IS NULL) <> (${b} IS NULL)
    ELSE abs(${b}::DOUBLE - ${expected}) > ${doubleLiteral(SCALE_TOLERANCE)} * greatest(abs(${b}::DOUBLE), abs(${expected})) END)`
}

/** Rows of `source` that break each of the relations. */
export function breakingRowsSql(tests: readonly string[]): string {
  return `SELECT ${tests.map((test, i) => `count(*) FILTER (${test}) AS d${i}`).join(', ')} FROM source`
}

/** Bare texts of some columns in the first rows, to find pairs that differ in form alone. */
export function bareTextsSql(names: readonly string[], limit: number): string {
  return `SELECT ${names.map((name, i) => `${bare(quoteIdentifier(name))} AS x${i}`).join(', ')} FROM source LIMIT ${limit}`
}
