import type { Join } from '@datapilot/contracts'
import { quoteIdentifier as id } from '../../../platform/engine/index.ts'

/** The plan's table, with the columns that are looked up in other tables by their unique keys. */
export function sourceSql({ table, joins = [] }: { table: string; joins?: readonly Join[] | undefined }): string {
  if (joins.length === 0) return id(table)
  const columns = joins.flatMap((join, at) => join.columns.map(({ column, as }) => `j${at}.${id(column)} AS ${id(as)}`))
  const lookups = joins.map(
    (join, at) => `LEFT JOIN ${id(join.table)} AS j${at} ON own.${id(join.column)} = j${at}.${id(join.key)}`,
  )
  return `(SELECT own.*, ${columns.join(', ')} FROM ${id(table)} AS own ${lookups.join(' ')})`
}
