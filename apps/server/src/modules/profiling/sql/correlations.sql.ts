import { doubleLiteral } from './double-literal.sql.ts'
import { FIXED_POINT } from './numbers.sql.ts'

/** A column in a correlation: `expression` is null where it does not count, else within ±`HALF_POINT` around its mean. */
export interface Scaled {
  readonly index: number
  readonly expression: string
  /** Whether every row counts. */
  readonly complete: boolean
}

export type Pair = readonly [Scaled, Scaled]

/** Relation `scaled`: a table where several scans use it and it fits into memory; else a view. */
export function createScaledSql(columns: readonly Scaled[], kind: 'TABLE' | 'VIEW'): string {
  const values = columns.map(({ index, expression }) => `${expression} AS x${index}`)
  return `CREATE OR REPLACE TEMP ${kind} scaled AS SELECT ${values.join(', ')} FROM source`
}

export const dropScaledSql = (kind: 'TABLE' | 'VIEW') => `DROP ${kind} IF EXISTS scaled`

/** Columns are scaled to it, so that the product of two is a fixed-point number of `FIXED_POINT`. */
export const HALF_POINT = Math.sqrt(FIXED_POINT)

const sum = (fixed: string) => `(sum((${fixed})::BIGINT))::VARCHAR`

/** Restricts an expression to the rows where a column counts. */
const where = ({ index, complete }: Scaled, expression: string) =>
  complete ? expression : `CASE WHEN x${index} IS NOT NULL THEN ${expression} END`

/** Number of rows in which both columns of a pair count, and Σab, Σa, Σb, Σaa, Σbb over them. */
function figuresOf([a, b]: Pair): string[] {
  const [x, y] = [`x${a.index}`, `x${b.index}`]
  const own = (name: string) => `${name} * ${doubleLiteral(HALF_POINT)}`
  const products = [`${x} * ${y}`, where(b, own(x)), where(a, own(y)), where(b, `${x} * ${x}`), where(a, `${y} * ${y}`)]
  return [a.complete && b.complete ? 'count(*)' : `count(${products[0]})`, ...products.map(sum)]
}

/**
 * Fixed-point sums per pair: integers, so any order of threads gives the same. Figures that pairs share, such as those
 * of columns without missing values, are computed once. `names` are the columns of a pair's six figures.
 */
export function pairSumsSql(pairs: readonly Pair[]): { readonly sql: string; readonly names: string[][] } {
  const known = new Map<string, string>()
  const nameOf = (figure: string) => {
    const name = known.get(figure) ?? `f${known.size}`
    known.set(figure, name)
    return name
  }
  const names = pairs.map((pair) => figuresOf(pair).map(nameOf))
  const figures = [...known].map(([figure, name]) => `${figure} AS ${name}`)
  return { sql: `SELECT ${figures.join(', ')} FROM scaled`, names }
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
