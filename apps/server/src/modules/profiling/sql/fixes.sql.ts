import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/engine.sql.ts'
import { doubleLiteral } from './double-literal.sql.ts'
import { SPELLING_KEY, type ValueFormat } from './value-tests.sql.ts'

/** Stands for the quoted name of the dataset's table (contract of `AlertFix`). */
const TABLE = '{table}'

export const withoutColumn = (name: string) => `SELECT * EXCLUDE (${quoteIdentifier(name)}) FROM ${TABLE}`

export const withoutTwins = () => `SELECT DISTINCT * FROM ${TABLE}`

/** The table with a column replaced by an expression of `v`, its value. */
export function replaced(name: string, expression: string): string {
  const column = quoteIdentifier(name)
  return `SELECT * REPLACE (${valueIn(expression, column)} AS ${column}) FROM ${TABLE}`
}

/** The rows whose value does not pass a test of `v`. */
export function withoutRows(name: string, test: string): string {
  return `SELECT * FROM ${TABLE} WHERE NOT coalesce(${valueIn(test, quoteIdentifier(name))}, false)`
}

function valueIn(expression: string, column: string): string {
  return expression.replaceAll(/\bv\b/g, () => column)
}

export const trimmed = (name: string) => replaced(name, "regexp_replace(v, '^\\s+|\\s+$', '', 'g')")
export const blankAsNull = (name: string) => replaced(name, "nullif(regexp_replace(v, '^\\s+|\\s+$', '', 'g'), '')")
export const paddedWithZeros = (name: string, digits: number) => replaced(name, `lpad(v::VARCHAR, ${digits}, '0')`)
export const finiteOnly = (name: string) => replaced(name, 'CASE WHEN isfinite(v) THEN v END')

export function valuesAsNull(name: string, values: readonly number[]): string {
  return replaced(name, `CASE WHEN v::DOUBLE NOT IN (${values.map(doubleLiteral).join(', ')}) THEN v END`)
}

export function testedAsNull(name: string, test: string): string {
  return replaced(name, `CASE WHEN NOT ${test} THEN v END`)
}

/** Each family of spellings as its most frequent one. */
export function oneSpelling(name: string): string {
  return replaced(name, `CASE WHEN v IS NOT NULL THEN mode(v) OVER (PARTITION BY ${SPELLING_KEY}) END`)
}

export function rescaled(name: string, inBand: string, factor: number): string {
  return replaced(name, `CASE WHEN ${inBand} THEN v / ${doubleLiteral(factor)} ELSE v END`)
}

const DATE_FORMATS: Partial<Record<ValueFormat, readonly string[]>> = {
  date_slash: ['%d/%m/%Y', '%d/%m/%y'],
  date_iso: ['%Y-%m-%d'],
  date_dash: ['%d-%m-%Y', '%d-%m-%y'],
  date_dot: ['%d.%m.%Y', '%d.%m.%y'],
}

/** A text column as dates of the given formats, day before month; what fits none becomes NULL. */
export function asDates(name: string, formats: readonly ValueFormat[]): string | null {
  const patterns = formats.flatMap((format) => DATE_FORMATS[format] ?? [])
  if (patterns.length === 0) return null
  return replaced(name, `try_strptime(trim(v), [${patterns.map(quoteLiteral).join(', ')}])::DATE`)
}

/** A text column as numbers with this decimal mark; what is none becomes NULL. */
export function asNumbers(name: string, decimal: ',' | '.'): string {
  const plain = decimal === ',' ? "replace(replace(trim(v), '.', ''), ',', '.')" : "replace(trim(v), ',', '')"
  return replaced(name, `TRY_CAST(${plain} AS DOUBLE)`)
}
