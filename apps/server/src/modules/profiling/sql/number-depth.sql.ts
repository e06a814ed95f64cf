import type { NumberFamily } from '../source-table.ts'
import { groupsWithSql } from './groups.sql.ts'

/** The smallest and the largest different finite values per column, the most extreme first. */
export function tailsSql(family: NumberFamily, columns: readonly number[], limit: number): string {
  const finite = family.kind === 'double' ? 'AND isfinite(v)' : ''
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
