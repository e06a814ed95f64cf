import type { NumberFamily } from '../source-table.ts'
import { groupsWithSql } from './groups.sql.ts'

/** A top-n of each column is quicker than a sort of all, but statements of many arms are slow to plan. */
const SEPARATE_COLUMNS = 4

/** The smallest and the largest different finite values per column, the most extreme first. */
export function tailsSql(family: NumberFamily, columns: readonly number[], limit: number): string {
  const finite = family.kind === 'double' ? 'AND isfinite(v)' : ''
  if (columns.length > SEPARATE_COLUMNS) {
    const rank = (direction: string) => `row_number() OVER (PARTITION BY c ORDER BY v ${direction})`
    const side = (name: string, direction: string) => `
      SELECT c, '${name}' AS side, v::VARCHAR AS value, n, ${rank(direction)} AS place
      FROM g WHERE c IN (${columns.join(', ')}) AND v IS NOT NULL ${finite} QUALIFY place <= ${limit}`
    return `SELECT * FROM (${side('low', 'ASC')} UNION ALL ${side('high', 'DESC')}) ORDER BY c, side, place`
  }
  const arm = (index: number, side: 'low' | 'high') =>
    `(SELECT c, '${side}' AS side, v::VARCHAR AS value, n FROM g WHERE c = ${index} AND v IS NOT NULL ${finite}
      ORDER BY v ${side === 'low' ? 'ASC' : 'DESC'} LIMIT ${limit})`
  return columns.flatMap((index) => [arm(index, 'low'), arm(index, 'high')]).join(' UNION ALL ')
}

/** Distances of finite values to their column's median, in the form of table `g`. */
export function distancesSql(family: NumberFamily, medians: ReadonlyMap<number, readonly number[]>): string {
  const finite = family.kind === 'double' ? 'AND isfinite(v)' : ''
  return `(SELECT c, abs(v::DOUBLE - centre) AS v, n FROM ${groupsWithSql(['centre'], medians)}
    WHERE v IS NOT NULL ${finite})`
}
