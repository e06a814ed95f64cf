import { quoteIdentifier } from '../../../../platform/engine/engine.sql.ts'
import type { ColumnPair } from '../column-pairs.ts'

/** The two tables as they are read: every column under its own name. */
export const BASE_TABLE = 'base_table'
export const CURRENT_TABLE = 'current_table'

/** A column of a pair in the views `b` and `c`. */
export function cell(pair: Pick<ColumnPair, 'index'>): string {
  return `c${String(pair.index)}`
}

/** Views `b` and `c`: the columns that both tables have, under one name and in one type. */
export function pairViewsSql(pairs: readonly ColumnPair[]): string[] {
  const side = (table: string, name: (pair: ColumnPair) => string, declared: (pair: ColumnPair) => string) => {
    const columns = pairs.map((pair) => {
      const column = quoteIdentifier(name(pair))
      return `${declared(pair) === pair.sqlType ? column : `${column}::${pair.sqlType}`} AS ${cell(pair)}`
    })
    return `SELECT ${columns.join(', ')} FROM ${table}`
  }
  const base = side(BASE_TABLE, (pair) => pair.base.name, (pair) => pair.base.sqlType) // prettier-ignore
  const current = side(CURRENT_TABLE, (pair) => pair.current.name, (pair) => pair.current.sqlType) // prettier-ignore
  return [`CREATE OR REPLACE TEMP VIEW b AS ${base}`, `CREATE OR REPLACE TEMP VIEW c AS ${current}`]
}
