import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'

/** Rows per set of missing columns, bit `i` for the i-th, the most frequent sets first. */
export function missingPatternsSql(names: readonly string[], limit: number): string {
  const bits = names.map((name, i) => `((${quoteIdentifier(name)} IS NULL)::BIGINT << ${i})`)
  return `SELECT mask::VARCHAR AS mask, count(*) AS n FROM (SELECT ${bits.join(' | ')} AS mask FROM source)
    GROUP BY mask ORDER BY n DESC, mask LIMIT ${limit}`
}
