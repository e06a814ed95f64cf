import type { Join } from '@datapilot/contracts'
import { nounKey } from '../language/stem.ts'
import type { CatalogColumn, CatalogTable } from './catalog.ts'
import type { ValueEntry } from './value-index.ts'

/** Share of the keys that must be found on the other side before two columns count as one key. */
const FOUND_SHARE = 0.8
/** Virtual tables made of one question's tables; more would multiply the readings. */
const MAX_JOINED = 6

function keyWords(column: CatalogColumn, table: CatalogTable): string {
  const words = column.words.map(({ word }) => nounKey(word)).filter((word) => !KEY_WORDS.has(word))
  const own = words.length > 0 ? words : table.nouns.map(({ noun }) => noun)
  return [...own].sort().join(' ')
}

const KEY_WORDS = new Set(
  ['id', 'cd', 'cod', 'codigo', 'code', 'nr', 'numero', 'number', 'key', 'chave', 'sk', 'pk', 'fk', 'sq'].map(nounKey),
)

function cellsAt(table: CatalogTable, column: CatalogColumn): ReadonlySet<unknown> | null {
  return table.data
    ? new Set(table.data.map((row) => row[column.index] ?? null))
    : column.numbers.size > 0
      ? column.numbers
      : null
}

/** A key that is unique in `other` and that the column of `table` refers to, by name and by values. */
function refersTo(table: CatalogTable, column: CatalogColumn, other: CatalogTable, key: CatalogColumn): boolean {
  const unique = key.missing === 0 && key.distinct === other.rows && other.rows > 1
  const sameName = keyWords(column, table) === keyWords(key, other) && keyWords(key, other) !== ''
  if (!unique || !sameName || column.type !== key.type || column.dated === 'native') return false
  const [mine, theirs] = [cellsAt(table, column), cellsAt(other, key)]
  if (!mine || !theirs) return false
  const present = [...mine].filter((cell) => cell !== null)
  return present.length > 0 && present.filter((cell) => theirs.has(cell)).length >= FOUND_SHARE * present.length
}

function joined(table: CatalogTable, column: CatalogColumn, other: CatalogTable, key: CatalogColumn): CatalogTable {
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()))
  const brought = other.columns
    .filter((candidate) => candidate !== key)
    .map((candidate) => ({
      candidate,
      as: taken.has(candidate.name.toLowerCase()) ? `${other.name}_${candidate.name}` : candidate.name,
    }))
  const offset = table.columns.length
  const columns = brought.map(({ candidate, as }, at): CatalogColumn => ({
    ...candidate,
    name: as,
    index: offset + at,
    rows: table.rows,
  }))
  const places = new Map(brought.map(({ candidate }, at) => [candidate.index, offset + at]))
  const moved = (entries: readonly ValueEntry[]) =>
    entries.flatMap((entry) => {
      const place = places.get(entry.column)
      return place === undefined ? [] : [{ ...entry, column: place }]
    })
  const join: Join = {
    table: other.name,
    column: column.name,
    key: key.name,
    columns: brought.map(({ candidate, as }) => ({ column: candidate.name, as })),
  }
  const byKey = new Map((other.data ?? []).map((row) => [row[key.index] ?? null, row]))
  const data =
    table.data && other.data
      ? table.data.map((row) => {
          const found = byKey.get(row[column.index] ?? null)
          return [...row, ...brought.map(({ candidate }) => found?.[candidate.index] ?? null)]
        })
      : null
  return {
    ...table,
    columns: [...table.columns, ...columns],
    joins: [join],
    data,
    index: {
      commonIn: (word) => [
        ...table.index.commonIn(word),
        ...other.index.commonIn(word).flatMap((at) => places.get(at) ?? []),
      ],
      whole: (text) => [...table.index.whole(text), ...moved(other.index.whole(text))],
      inflected: (word) => [...table.index.inflected(word), ...moved(other.index.inflected(word))],
      containing: (parts) => [...table.index.containing(parts), ...moved(other.index.containing(parts))],
    },
  }
}

/** Tables with the columns of another looked up by a detected key; many rows may refer to one, never the other way round. */
export function joinedTables(tables: readonly CatalogTable[]): CatalogTable[] {
  const found: CatalogTable[] = []
  for (const table of tables) {
    for (const other of tables) {
      if (other === table) continue
      const pairs = table.columns.flatMap((column) =>
        other.columns.filter((key) => refersTo(table, column, other, key)).map((key) => ({ column, key })),
      )
      const [pair] = pairs
      // Two ways to join say that neither is certain.
      if (pair && pairs.length === 1 && found.length < MAX_JOINED)
        found.push(joined(table, pair.column, other, pair.key))
    }
  }
  return found
}
