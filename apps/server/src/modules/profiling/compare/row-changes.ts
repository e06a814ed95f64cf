import type { DifferenceKind, DuplicateKeys, RowChanges } from '@datapilot/contracts'
import { countOf, textOf, type Session } from '../session.ts'
import type { ColumnPair } from './column-pairs.ts'
import { cell } from './sql/sides.sql.ts'
import {
  changedCellsSql,
  COUNTS_OF_KINDS,
  createAllTwiceSql,
  createDifferencesSql,
  createKeptSql,
  createTwiceSql,
  keepUnmatchedSql,
  unmatchedCountsSql,
} from './sql/keyed-rows.sql.ts'
import {
  CONTENT_COUNTS,
  createContentDifferencesSql,
  createKeptContentSql,
  KEPT_COUNTS,
  writeKeptSql,
} from './sql/row-content.sql.ts'

/** Differences of each kind that can be read row by row; counts are always of all. */
const KEPT = 10_000

export interface Sizes {
  readonly base: number
  readonly current: number
}

/**
 * Rows that came, went and changed, matched by their key. Per side: rows = unchanged + changed + removed (or added) +
 * rows of repeated keys + rows without a key.
 */
export async function changesByKey(
  session: Session,
  pairs: readonly ColumnPair[],
  chosen: { readonly key: readonly ColumnPair[]; readonly from: 'given' | 'found' },
  sizes: Sizes,
  differencesPath: string,
): Promise<RowChanges> {
  const { key, from } = chosen
  await session.run(createTwiceSql('b', key))
  await session.run(createTwiceSql('c', key))
  await session.run(createAllTwiceSql(key))
  const base = await unmatched(session, 'b', key)
  const current = await unmatched(session, 'c', key)
  const compared = pairs.filter((pair) => !key.includes(pair))
  await session.run(createDifferencesSql(key, compared, base.keys + current.keys > 0))
  const kinds = await countsByKind(session, COUNTS_OF_KINDS)
  const [removed, added, changed] = [kinds.get('removed') ?? 0, kinds.get('added') ?? 0, kinds.get('changed') ?? 0]
  const cells = changed === 0 ? [] : await changedCells(session, compared)
  await session.run(createKeptSql(key, pairs, KEPT))
  for (const [side, { rows, rows_without_key: without }] of [
    ['b', base],
    ['c', current],
  ] as const)
    // prettier-ignore
    if (rows + without > 0) await session.run(keepUnmatchedSql(side, key, pairs, KEPT / 2))
  return {
    by: 'key',
    key: key.map((pair) => pair.current.name),
    key_from: from,
    added,
    removed,
    changed,
    unchanged: sizes.base - base.rows - base.rows_without_key - removed - changed,
    base_duplicates: base,
    current_duplicates: current,
    changed_cells: cells,
    kept: await keep(session, differencesPath),
  }
}

async function unmatched(session: Session, side: 'b' | 'c', key: readonly ColumnPair[]): Promise<DuplicateKeys> {
  const [row] = await session.rows(unmatchedCountsSql(side, key))
  return { keys: countOf(row?.keys), rows: countOf(row?.rows), rows_without_key: countOf(row?.rows_without_key) }
}

async function changedCells(session: Session, compared: readonly ColumnPair[]): Promise<RowChanges['changed_cells']> {
  const [row] = await session.rows(changedCellsSql(compared))
  return compared
    .map((pair) => ({ column: pair.current.name, cells: countOf(row?.[cell(pair)]) }))
    .filter(({ cells }) => cells > 0)
}

/** Rows that one side has more often than the other; for tables without a key. */
export async function changesByContent(
  session: Session,
  pairs: readonly ColumnPair[],
  sizes: Sizes,
  differencesPath: string,
): Promise<RowChanges> {
  await session.run(createContentDifferencesSql(pairs))
  const [row] = await session.rows(CONTENT_COUNTS)
  const removed = countOf(row?.removed)
  await session.run(createKeptContentSql(pairs, KEPT))
  return {
    by: 'content',
    key: null,
    key_from: null,
    added: countOf(row?.added),
    removed,
    changed: 0,
    unchanged: sizes.base - removed,
    base_duplicates: null,
    current_duplicates: null,
    changed_cells: [],
    kept: await keep(session, differencesPath),
  }
}

async function keep(session: Session, path: string): Promise<RowChanges['kept']> {
  await session.run(writeKeptSql(path))
  const kinds = await countsByKind(session, KEPT_COUNTS)
  const of = (kind: DifferenceKind) => kinds.get(kind) ?? 0
  return { added: of('added'), removed: of('removed'), changed: of('changed'), unmatched: of('unmatched') }
}

async function countsByKind(session: Session, sql: string): Promise<Map<string, number>> {
  const rows = await session.rows(sql)
  return new Map(rows.map((row) => [textOf(row.kind) ?? '', countOf(row.n)]))
}
