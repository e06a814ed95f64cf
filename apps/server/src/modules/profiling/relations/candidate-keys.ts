import type { ColumnProfile } from '@datapilot/contracts'
import type { Session } from '../session.ts'
import { repeatedKeySql } from '../sql/dependencies.sql.ts'
import { combinedCodes } from './grouped-rows.ts'
import type { RowSample, SampledColumn } from './row-sample.ts'

const COLUMNS = 12
const SIZE = 3
/** Combinations counted over all rows: each groups the whole table. */
const VERIFIED = 10
const GROUPED_ROWS = 10_000_000
const SHOWN = 5

/**
 * Minimal sets of two and three complete columns whose values tell all rows apart. The sample rules out, all rows
 * decide. For tables without duplicate rows and without a column that is a key already.
 */
export async function compositeKeys(session: Session, sample: RowSample, rows: number): Promise<string[][]> {
  const columns = sample.columns
    .filter(({ column }) => column.missing === 0 && mayIdentify(column) && !isMeasure(column))
    .sort((a, b) => b.column.distinct - a.column.distinct || a.column.index - b.column.index)
    .slice(0, COLUMNS)
  const found: SampledColumn[][] = []
  let left = Math.max(2, Math.min(VERIFIED, Math.floor(GROUPED_ROWS / rows)))
  for (const set of combinations(columns)) {
    if (left === 0 || found.length === SHOWN) break
    const couldCover = set.reduce((product, { column }) => product * column.distinct, 1) >= rows
    if (!couldCover || found.some((key) => key.every((column) => set.includes(column))) || !isUniqueIn(set)) continue
    left--
    const repeated = await session.rows(repeatedKeySql(set.map(({ column }) => column.name)))
    if (repeated.length === 0) found.push(set)
  }
  return found.map((set) => set.map(({ column }) => column.name))
}

/** A measure that happens to be different in every row identifies nothing. */
export function mayIdentify({ kind, type, meaning }: ColumnProfile): boolean {
  if (meaning?.kind === 'latitude' || meaning?.kind === 'longitude') return false
  return type === 'integer' || (kind !== 'number' && kind !== 'empty')
}

/** In a set, whole numbers count as keys only where they are known to be no amounts. */
function isMeasure({ kind, meaning }: ColumnProfile): boolean {
  return kind === 'number' && meaning === null
}

/** Pairs first, then triples; within a size the most different columns first. */
function combinations(columns: readonly SampledColumn[]): SampledColumn[][] {
  let sets: SampledColumn[][] = columns.map((column) => [column])
  const all: SampledColumn[][] = []
  for (let size = 2; size <= SIZE; size++) {
    sets = sets.flatMap((set) =>
      columns.slice(columns.indexOf(set.at(-1) as SampledColumn) + 1).map((one) => [...set, one]),
    )
    all.push(...sets)
  }
  return all
}

function isUniqueIn([first, ...others]: readonly SampledColumn[]): boolean {
  if (!first) return false
  let codes = first.codes
  let distinct = first.distinct
  for (const other of others) ({ codes, distinct } = combinedCodes(codes, other.codes, other.distinct))
  return distinct === codes.length
}
