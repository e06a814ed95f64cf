import type { ColumnProfile } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { differingRowsSql, DROP_CANDIDATES, duplicateCandidatesSql, duplicateRowsSql } from '../sql/relations.sql.ts'

/** The most different columns tell rows apart; hashing more of them only costs time. */
const HASHED_COLUMNS = 3
const PAIRS_PER_SCAN = 50
const PAIRS_AT_MOST = 500

/**
 * Rows that repeat an earlier row in every column (pandas `duplicated().sum()`). Hashes of the most different columns
 * find the candidates, values decide; a unique and complete column makes the search needless.
 */
export async function duplicateRows(
  session: Session,
  columns: readonly ColumnProfile[],
  rows: number,
): Promise<number> {
  if (rows < 2 || columns.length === 0) return 0
  if (columns.some(({ unique, missing }) => unique && missing === 0)) return 0
  const hashed = [...columns].sort((a, b) => b.distinct - a.distinct || a.index - b.index).slice(0, HASHED_COLUMNS)
  const names = hashed.map(({ name }) => name)
  await session.run(duplicateCandidatesSql(names))
  const [row] = await session.rows(duplicateRowsSql(names, columns.map(({ name }) => name))) // prettier-ignore
  await session.run(DROP_CANDIDATES)
  return countOf(row?.duplicates)
}

/** Pairs of columns that are equal in every row, each later column beside the first one it repeats. */
export async function duplicateColumns(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<[string, string][]> {
  const seen = new Map<string, ColumnProfile[]>()
  const pairs: [string, string][] = []
  for (const column of columns) {
    if (column.count === 0 || column.distinct < 2) continue
    const key = fingerprint(column)
    const first = seen.get(key)?.[0]
    if (first && pairs.length < PAIRS_AT_MOST) pairs.push([first.name, column.name])
    seen.set(key, [...(seen.get(key) ?? []), column])
  }
  const equal: [string, string][] = []
  for (let start = 0; start < pairs.length; start += PAIRS_PER_SCAN) {
    const scan = pairs.slice(start, start + PAIRS_PER_SCAN)
    const [row] = await session.rows(differingRowsSql(scan))
    equal.push(...scan.filter((_, i) => countOf(row?.[`d${i}`]) === 0))
  }
  return equal
}

/** Figures that equal columns must share; what remains is compared row by row. */
function fingerprint({ type, count, distinct, top, number, text, date, personal }: ColumnProfile): string {
  return JSON.stringify([
    type,
    count,
    distinct,
    top.slice(0, 3),
    number?.sum,
    text?.length_mean,
    date?.weekdays,
    personal,
  ])
}
