import { countOf, textOf, type Session } from '../session.ts'
import type { SourceColumn } from '../source-table.ts'
import { pairOf, type ColumnPair } from './column-pairs.ts'
import { overlapSql, sketchSql } from './sql/renames.sql.ts'
import { BASE_TABLE, CURRENT_TABLE } from './sql/sides.sql.ts'

/** Every pair of left-over columns is a question; beyond this many columns nobody renames, somebody rebuilds. */
const MOST_COLUMNS = 40
const SKETCH = 128
/** Two columns with few values look alike by chance: yes/no columns all do. */
const LEAST_DISTINCT = 8
const LEAST_OVERLAP = 0.8
/** How much better the best match has to be than the next one. */
const CLEAR_BY = 0.1
/** Candidates per column whose overlap is computed exactly. */
const CLOSEST = 2

interface Candidate {
  readonly base: SourceColumn
  readonly current: SourceColumn
  readonly overlap: number
}

/**
 * Columns that changed their name but not their content: among those without a partner, pairs of which at least 80 %
 * of the smaller side's rows are found on the other side, with a clear distance to every other pairing.
 */
export async function renamedColumns(
  session: Session,
  left: { readonly base: readonly SourceColumn[]; readonly current: readonly SourceColumn[] },
): Promise<ColumnPair[]> {
  const { base, current } = left
  if (base.length === 0 || current.length === 0 || base.length > MOST_COLUMNS || current.length > MOST_COLUMNS)
    return []
  const sketches = await sketchesOf(session, left)
  const candidates: Candidate[] = []
  for (const column of base) {
    for (const other of closest(column, current, sketches)) {
      const overlap = await overlapOf(session, column, other)
      if (overlap !== null) candidates.push({ base: column, current: other, overlap })
    }
  }
  return candidates.filter((one) => isClear(one, candidates)).map((one) => pairOf(one.base, one.current, one.overlap))
}

type Sketches = ReadonlyMap<SourceColumn, ReadonlySet<string>>

async function sketchesOf(
  session: Session,
  { base, current }: { base: readonly SourceColumn[]; current: readonly SourceColumn[] },
): Promise<Sketches> {
  const sketches = new Map<SourceColumn, ReadonlySet<string>>()
  for (const [table, columns] of [
    [BASE_TABLE, base],
    [CURRENT_TABLE, current],
  ] as const) {
    // prettier-ignore
    for (const column of columns) {
      const rows = await session.rows(sketchSql(table, column.name, SKETCH))
      sketches.set(column, new Set(rows.map((row) => textOf(row.h) ?? '')))
    }
  }
  return sketches
}

function closest(column: SourceColumn, others: readonly SourceColumn[], sketches: Sketches): SourceColumn[] {
  const mine = [...(sketches.get(column) ?? [])]
  return others
    .map((other) => ({ other, common: mine.filter((hash) => sketches.get(other)?.has(hash)).length }))
    .filter(({ common }) => common > 0)
    .sort((a, b) => b.common - a.common || a.other.index - b.other.index)
    .slice(0, CLOSEST)
    .map(({ other }) => other)
}

/** Rows of the smaller side whose value the other side has too, as a share; null where too few values could tell. */
async function overlapOf(session: Session, base: SourceColumn, current: SourceColumn): Promise<number | null> {
  const [row] = await session.rows(
    overlapSql({ table: BASE_TABLE, column: base.name }, { table: CURRENT_TABLE, column: current.name }),
  )
  if (countOf(row?.base_distinct) < LEAST_DISTINCT || countOf(row?.current_distinct) < LEAST_DISTINCT) return null
  return countOf(row?.common) / Math.min(countOf(row?.base_rows), countOf(row?.current_rows))
}

function isClear(one: Candidate, all: readonly Candidate[]): boolean {
  if (one.overlap < LEAST_OVERLAP) return false
  return all.every(
    (other) =>
      other === one ||
      (other.base !== one.base && other.current !== one.current) ||
      other.overlap <= one.overlap - CLEAR_BY,
  )
}
