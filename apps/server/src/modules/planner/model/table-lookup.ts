import type { Cell } from '@datapilot/contracts'
import type { ContextTable } from '../../../platform/ai/data-context.ts'
import { createCatalogTable, type CatalogTable, type KnownValues } from '../catalog/catalog.ts'
import { words } from '../language/fold.ts'
import { STOP_WORDS } from '../language/stop-words.ts'
import { allCellsSql, distinctCellsSql, searchSql } from './lookup.sql.ts'

/** Tables up to this size are read whole once, so that readings can be tried out. */
const SMALL_ROWS = 10_000
const SMALL_CELLS = 150_000
/** Columns with more different values are searched for the words of each question instead. */
const MAX_DISTINCT = 5_000
/** Values known by heart over all columns of a table: preparing 70,000 of them held the server up for 0.7 s. */
const MAX_KNOWN = 20_000
const MAX_COLUMNS = 200
const MAX_PHRASES = 150
const MAX_PHRASE_WORDS = 6

/** What has to be asked of the data before questions over a table can be read. */
export interface TableLookup {
  readonly whole: boolean
  readonly columns: readonly string[]
  readonly sql: string
}

function isSmall({ rows, columns }: ContextTable['profile']): boolean {
  return rows <= SMALL_ROWS && rows * columns.length <= SMALL_CELLS && columns.length <= MAX_COLUMNS
}

/** Columns whose different values are all looked up, those with few values first where there are too many in all. */
function knownByHeart(profile: ContextTable['profile']): Set<string> {
  const open = profile.columns
    .slice(0, MAX_COLUMNS)
    .filter(
      ({ type, top, distinct }) =>
        (type === 'text' || type === 'integer') && top.length < distinct && distinct <= MAX_DISTINCT,
    )
  let left = MAX_KNOWN
  const affordable = open.sort((a, b) => a.distinct - b.distinct).filter(({ distinct }) => (left -= distinct) >= 0)
  return new Set(affordable.map(({ name }) => name))
}

/** The lookup of a table's values; null when the profile already holds all there is to know. */
export function tableLookup({ name, profile }: ContextTable): TableLookup | null {
  const columns = profile.columns.slice(0, MAX_COLUMNS)
  if (isSmall(profile)) {
    const names = columns.map((column) => column.name)
    return names.length > 0 && profile.rows > 0 ? { whole: true, columns: names, sql: allCellsSql(name, names) } : null
  }
  const open = [...knownByHeart(profile)]
  return open.length > 0 ? { whole: false, columns: open, sql: distinctCellsSql(name, open) } : null
}

function parseList(cell: Cell | undefined): Cell[] {
  if (typeof cell !== 'string') return []
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list)
      ? list.map((item: unknown) =>
          typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' ? item : null,
        )
      : []
  } catch {
    // NaN is no JSON; the column is then known by its profile alone.
    return []
  }
}

/** What a lookup's row says: distinct values by column, and all rows when the whole table was read. */
export function readLookup(
  table: ContextTable,
  lookup: TableLookup | null,
  row: readonly Cell[],
): { values: KnownValues; data: Cell[][] | null } {
  const { profile } = table
  const lists = (lookup?.columns ?? []).map((_, index) => parseList(row[index]))
  const complete = lookup?.whole === true && lists.every((list) => list.length === profile.rows)
  const values: KnownValues = new Map(
    (lookup?.columns ?? []).flatMap((column, index) =>
      lists[index]?.length ? [[column, { cells: [...new Set(lists[index])], complete: true }] as const] : [],
    ),
  )
  return {
    values,
    data: complete ? Array.from({ length: profile.rows }, (_, at) => lists.map((list) => list[at] ?? null)) : null,
  }
}

/** The catalog's table. */
export function catalogFrom(
  { name, label, profile }: ContextTable,
  known: ReturnType<typeof readLookup>,
): CatalogTable {
  return createCatalogTable({ name, label, profile, ...known })
}

/** Text columns whose values are only partly known. */
function searchedColumns({ profile }: ContextTable): string[] {
  if (isSmall(profile)) return []
  const known = knownByHeart(profile)
  return profile.columns
    .filter(
      ({ name, type, distinct, kind, top }) =>
        type === 'text' && !known.has(name) && top.length < distinct && kind !== 'constant',
    )
    .slice(0, 30)
    .map(({ name }) => name)
}

function phrases(question: string): string[] {
  const tokens = words(question)
  const found = new Set<string>()
  for (let size = Math.min(MAX_PHRASE_WORDS, tokens.length); size > 0; size -= 1) {
    for (let from = 0; from + size <= tokens.length; from += 1) {
      const part = tokens.slice(from, from + size)
      if (!part.every((word) => STOP_WORDS.has(word))) found.add(part.join(' '))
    }
  }
  return [...found].slice(0, MAX_PHRASES)
}

/** The search for a question's phrases in columns with too many values to know them all; null where there are none. */
export function valueSearch(table: ContextTable, question: string): TableLookup | null {
  const columns = searchedColumns(table)
  const wanted = phrases(question)
  return columns.length > 0 && wanted.length > 0
    ? { whole: false, columns, sql: searchSql(table.name, columns, wanted) }
    : null
}

/** What is known with the values added that a search found. */
export function withFound(
  known: ReturnType<typeof readLookup>,
  search: TableLookup,
  row: readonly Cell[],
): ReturnType<typeof readLookup> {
  const found = search.columns
    .map((column, index) => [column, { cells: parseList(row[index]), complete: false }] as const)
    .filter(([, { cells }]) => cells.length > 0)
  return { ...known, values: new Map([...known.values, ...found]) }
}
