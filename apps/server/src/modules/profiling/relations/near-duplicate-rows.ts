import type { ColumnProfile } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { DROP_CANDIDATES, duplicateRowsSql, twinsByHash } from '../sql/relations.sql.ts'

const HASHED_COLUMNS = 3
const COLUMNS_AT_LEAST = 3
/** Chance alone must not make rows equal: there are this many times more combinations of values than rows. */
const ROOM = 1_000

export interface NearDuplicateRows {
  readonly rows: number
  readonly keys: readonly string[]
}

/**
 * Rows that repeat an earlier one in everything but the columns that number the rows. Null where no column numbers
 * them, or where the others are so few and so alike that equal rows mean nothing.
 */
export async function nearDuplicateRows(
  session: Session,
  columns: readonly ColumnProfile[],
  rows: number,
): Promise<NearDuplicateRows | null> {
  const isKey = ({ unique, missing, kind }: ColumnProfile) => unique && missing === 0 && kind === 'identifier'
  const keys = columns.filter(isKey)
  const others = columns.filter((column) => !isKey(column))
  const room = others.reduce((sum, { distinct }) => sum + Math.log(Math.max(1, distinct)), 0)
  if (keys.length === 0 || others.length < COLUMNS_AT_LEAST || room < Math.log(rows * ROOM)) return null
  const names = others.map(({ name }) => name)
  const found = { rows: 0, keys: keys.map(({ name }) => name) }
  // A column that is different in every row leaves nothing to compare.
  if (others.some(({ unique, missing }) => unique && missing === 0)) return found
  const hashed = [...others].sort((a, b) => b.distinct - a.distinct || a.index - b.index).slice(0, HASHED_COLUMNS)
  const test = twinsByHash(hashed.map(({ name }) => name))
  await session.run(test.make)
  const [row] = await session.rows(duplicateRowsSql(test, names))
  await session.run(DROP_CANDIDATES)
  return { ...found, rows: countOf(row?.duplicates) }
}
