/** A column in a correlation: `expression` is null where it does not count, else within ±1 around its mean. */
export interface Scaled {
  readonly index: number
  readonly expression: string
}

export type Pair = readonly [Scaled, Scaled]

/** Relation `scaled`: a table where several scans use it, else a view. */
export function createScaledSql(columns: readonly Scaled[], kind: 'TABLE' | 'VIEW'): string {
  const values = columns.map(({ index, expression }) => `${expression} AS x${index}`)
  return `CREATE OR REPLACE TEMP ${kind} scaled AS SELECT ${values.join(', ')} FROM source`
}

export const dropScaledSql = (kind: 'TABLE' | 'VIEW') => `DROP ${kind} IF EXISTS scaled`

/** The scaled columns as doubles, row by row in the order of the table. */
export function scaledValuesSql(columns: readonly Scaled[]): string {
  return `SELECT ${columns.map(({ index }) => `x${index}::DOUBLE AS x${index}`).join(', ')} FROM scaled`
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
