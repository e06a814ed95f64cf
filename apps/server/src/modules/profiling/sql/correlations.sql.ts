import { doubleLiteral } from './double-literal.sql.ts'
import { FIXED_POINT } from './numbers.sql.ts'

/** A column in a correlation: `expression` is null where it does not count, else within [-1, 1] around its mean. */
export interface Scaled {
  readonly index: number
  readonly expression: string
  /** Whether every row counts; the column's own sums are then those of any pair. */
  readonly complete: boolean
}

export type Pair = readonly [Scaled, Scaled]

/** Relation `scaled`: a table where it fits into memory, so that it is computed once for all scans; else a view. */
export function createScaledSql(columns: readonly Scaled[], kind: 'TABLE' | 'VIEW'): string {
  const values = columns.map(({ index, expression }) => `${expression} AS x${index}`)
  return `CREATE OR REPLACE TEMP ${kind} scaled AS SELECT ${values.join(', ')} FROM source`
}

export const dropScaledSql = (kind: 'TABLE' | 'VIEW') => `DROP ${kind} IF EXISTS scaled`

const sum = (product: string, condition: string) =>
  `(sum((${product} * ${doubleLiteral(FIXED_POINT)})::BIGINT) FILTER (${condition}))::VARCHAR`

/**
 * Fixed-point sums over the rows where both columns of a pair count: integers, so any order of threads gives the same.
 * Row: per pair i its rows `n<i>`, `ab<i>`, and `a<i> b<i> aa<i> bb<i>`.
 */
export function pairSumsSql(pairs: readonly Pair[]): string {
  const figures = pairs.flatMap(([{ index: a }, { index: b }], i) => {
    const both = `x${a} IS NOT NULL AND x${b} IS NOT NULL`
    return [
      `count(*) FILTER (${both}) AS n${i}`,
      `${sum(`x${a} * x${b}`, both)} AS ab${i}`,
      `${sum(`x${a}`, both)} AS a${i}`,
      `${sum(`x${b}`, both)} AS b${i}`,
      `${sum(`x${a} * x${a}`, both)} AS aa${i}`,
      `${sum(`x${b} * x${b}`, both)} AS bb${i}`,
    ]
  })
  return `SELECT ${figures.join(', ')} FROM scaled`
}

/**
 * As `pairSumsSql` for columns without a missing value: a pair needs its product only, a column `a<index>` and
 * `aa<index>` once.
 */
export function completeSumsSql(pairs: readonly Pair[]): string {
  const used = [...new Map(pairs.flat().map((column) => [column.index, column])).values()]
  const own = used.flatMap(({ index: a }) => [
    `${sum(`x${a}`, 'true')} AS a${a}`,
    `${sum(`x${a} * x${a}`, 'true')} AS aa${a}`,
  ])
  const products = pairs.map(([{ index: a }, { index: b }], i) => `${sum(`x${a} * x${b}`, 'true')} AS ab${i}`)
  return `SELECT count(*) AS n, ${[...own, ...products].join(', ')} FROM scaled`
}

/**
 * Twice the average ranks of the pair's complete rows, minus their mean, as whole numbers: their products add up
 * exactly.
 */
export function rankSumsSql(a: Scaled, b: Scaled): string {
  const rank = (name: string) =>
    `(2 * rank() OVER (ORDER BY ${name}) + count(*) OVER (PARTITION BY ${name}) - 2 - count(*) OVER ())`
  return `
    SELECT sum(ra * rb)::VARCHAR AS ab, sum(ra * ra)::VARCHAR AS aa, sum(rb * rb)::VARCHAR AS bb FROM (
      SELECT ${rank('a')} AS ra, ${rank('b')} AS rb FROM (
        SELECT x${a.index} AS a, x${b.index} AS b FROM scaled) WHERE a IS NOT NULL AND b IS NOT NULL)`
}
