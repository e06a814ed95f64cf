import type { ColumnChange, ColumnType, ComparedColumn } from '@datapilot/contracts'
import type { SourceColumn } from '../source-table.ts'

/** A column that both tables have. `c<index>` in the views `b` (base) and `c` (current). */
export interface ColumnPair {
  readonly index: number
  readonly base: SourceColumn
  readonly current: SourceColumn
  /** DuckDB's type in which the two are compared. */
  readonly sqlType: string
  /** The logical type of `sqlType`. */
  readonly type: ColumnType
  /** Set when the names differ: the share of values in common. */
  readonly overlap: number | null
}

const INTEGER_DIGITS: Readonly<Record<string, number>> = {
  TINYINT: 3,
  SMALLINT: 5,
  INTEGER: 10,
  BIGINT: 19,
  UTINYINT: 3,
  USMALLINT: 5,
  UINTEGER: 10,
  UBIGINT: 20,
}
const MAX_DIGITS = 38

/**
 * The type in which values of two columns are compared: their own where it is the same, one that holds both for
 * numbers and for dates, text otherwise.
 */
export function commonType(base: SourceColumn, current: SourceColumn): { sqlType: string; type: ColumnType } {
  if (base.sqlType === current.sqlType) return { sqlType: current.sqlType, type: current.type }
  const exact = commonDecimal(base, current)
  if (exact) return exact
  if (base.family && current.family) return { sqlType: 'DOUBLE', type: 'number' }
  const times = new Set([base.type, current.type])
  if (times.size === 2 && times.has('date') && times.has('timestamp'))
    return { sqlType: 'TIMESTAMP', type: 'timestamp' }
  return { sqlType: 'VARCHAR', type: 'text' }
}

/** The decimal or integer type that holds both without loss; null where there is none. */
function commonDecimal(base: SourceColumn, current: SourceColumn): { sqlType: string; type: ColumnType } | null {
  const one = digitsOf(base.sqlType)
  const other = digitsOf(current.sqlType)
  if (!one || !other) return null
  const scale = Math.max(one.scale, other.scale)
  const whole = Math.max(one.whole, other.whole)
  if (whole + scale > MAX_DIGITS) return null
  return { sqlType: `DECIMAL(${String(whole + scale)},${String(scale)})`, type: scale === 0 ? 'integer' : 'decimal' }
}

function digitsOf(sqlType: string): { whole: number; scale: number } | null {
  const integer = INTEGER_DIGITS[sqlType]
  if (integer !== undefined) return { whole: integer, scale: 0 }
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(sqlType)
  if (!decimal) return null
  const scale = Number(decimal[2])
  return { whole: Number(decimal[1]) - scale, scale }
}

/** Columns of the same name; names that differ in case only are the same to DuckDB, and so here. */
export function pairByName(base: readonly SourceColumn[], current: readonly SourceColumn[]): ColumnPair[] {
  const byName = new Map(base.map((column) => [column.name.toLowerCase(), column]))
  return current.flatMap((column) => {
    const before = byName.get(column.name.toLowerCase())
    return before ? [pairOf(before, column, null)] : []
  })
}

export function pairOf(base: SourceColumn, current: SourceColumn, overlap: number | null): ColumnPair {
  return { index: current.index, base, current, ...commonType(base, current), overlap }
}

/** What became of every column: those of the current table in their order, then those that are gone. */
export function columnChanges(
  base: readonly SourceColumn[],
  current: readonly SourceColumn[],
  pairs: readonly ColumnPair[],
): ColumnChange[] {
  const pairOfCurrent = new Map(pairs.map((pair) => [pair.current.index, pair]))
  const paired = new Set(pairs.map((pair) => pair.base.index))
  const kept = current.map((column) => changeOf(pairOfCurrent.get(column.index), column))
  const gone = base.filter(({ index }) => !paired.has(index)).map((column) => only('removed', column))
  return [...kept, ...gone]
}

function changeOf(pair: ColumnPair | undefined, column: SourceColumn): ColumnChange {
  if (!pair) return only('added', column)
  const { base, current, overlap } = pair
  const renamed = base.name !== current.name
  const retyped = base.type !== current.type
  const status = renamed || retyped || base.unit !== current.unit ? 'changed' : 'same'
  return { status, base: shown(base), current: shown(current), renamed, retyped, overlap }
}

function only(status: 'added' | 'removed', column: SourceColumn): ColumnChange {
  const [base, current] = status === 'added' ? [null, shown(column)] : [shown(column), null]
  return { status, base, current, renamed: false, retyped: false, overlap: null }
}

function shown({ name, type, unit }: SourceColumn): ComparedColumn {
  return { name, type, unit }
}
