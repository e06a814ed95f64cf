import type { Cell, ColumnKind, ColumnProfile, ColumnType, Join, Profile } from '@datapilot/contracts'
import { numberOf, yearOf } from './cell-views.ts'
import { headerWords, type HeaderWord } from './header-words.ts'
import { columnRoles, type ColumnRoles } from './roles.ts'
import { ValueIndex } from './value-index.ts'

/** A column as the planner knows it. */
export interface CatalogColumn {
  readonly name: string
  /** The header as people know it. */
  readonly label: string
  readonly index: number
  readonly type: ColumnType
  readonly kind: ColumnKind
  readonly unit: string | null
  readonly words: readonly HeaderWord[]
  readonly roles: ColumnRoles
  /** `native` numbers, or `text` cells that start with a number; null when there is nothing to calculate with. */
  readonly numeric: 'native' | 'text' | null
  /** Dates, or text cells that carry a year each. */
  readonly dated: 'native' | 'text' | null
  /** Amounts of money, by unit, header or cells. */
  readonly money: boolean
  readonly rows: number
  readonly missing: number
  readonly distinct: number
  /** Smallest and largest as the column orders them; null when unknown. */
  readonly min: Cell
  readonly max: Cell
  readonly numbers: ReadonlySet<number>
  /** Every value takes part in the index, so a value that is not found is not in the data. */
  readonly complete: boolean
}

/** A table as the planner knows it. `data` holds all rows in the order of the file when the table is small. */
export interface CatalogTable {
  readonly name: string
  readonly label: string
  readonly rows: number
  readonly columns: readonly CatalogColumn[]
  /** Words of the table's name: what one row is. */
  readonly nouns: readonly HeaderWord[]
  /** The column that names a row: the first (nearly) unique text, else the first text. */
  readonly naming: CatalogColumn | null
  /** Cells that mark rows of totals inside the data; such rows are no rows of their own. */
  readonly totals: { readonly column: string; readonly cells: readonly Cell[] } | null
  readonly index: ValueLookup
  readonly data: readonly (readonly Cell[])[] | null
  /** Columns that are looked up in other tables; their names are among `columns`. */
  readonly joins?: readonly Join[]
}

/** How values are found by their words. */
export type ValueLookup = Pick<ValueIndex, 'commonIn' | 'whole' | 'inflected' | 'containing'>

export interface Catalog {
  readonly tables: readonly CatalogTable[]
}

/** Distinct values of a table's columns, by column name; `complete` when none is left out. */
export type KnownValues = ReadonlyMap<string, { readonly cells: readonly Cell[]; readonly complete: boolean }>

const NUMERIC_TYPES: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'number'])
/** Share of the known values that must carry a number (or a year) before a text column is calculated with. */
const VIEW_SHARE = 0.8
const CURRENCY = /R\$|[$€£]/u
const STARTS_WITH_NUMBER = /^[^\p{L}\d]{0,3}\d/u

function shareOf(cells: readonly Cell[], test: (cell: Cell) => boolean): number {
  const present = cells.filter((cell) => cell !== null && /[\p{L}\p{N}]/u.test(String(cell)))
  return present.length === 0 ? 0 : present.filter(test).length / present.length
}

const TOTALS = [
  'total',
  'totals',
  'total geral',
  'grand total',
  'subtotal',
  'totais',
  'soma',
  'overall total',
  'total general',
]

function findTotals(columns: readonly CatalogColumn[], index: ValueIndex): CatalogTable['totals'] {
  for (const entry of TOTALS.flatMap((key) => index.whole(key))) {
    const column = columns[entry.column]
    if (column?.type === 'text' && column.distinct >= 3 && column.distinct >= 0.8 * (column.rows - column.missing))
      return { column: column.name, cells: entry.cells }
  }
  return null
}

function namingColumn(columns: readonly CatalogColumn[]): CatalogColumn | null {
  const texts = columns.filter(
    ({ type, kind, dated }) => type === 'text' && kind !== 'constant' && kind !== 'empty' && dated === null,
  )
  return texts.find(({ distinct, rows, missing }) => missing === 0 && distinct >= 0.9 * rows) ?? texts[0] ?? null
}

/** A clock time is asked for as `2:46`, `02:46` or `02:46:00`. */
function timeSpellings(cell: Cell): string[] {
  const [, hour = '', minute = '', second = ''] = /^(\d\d):(\d\d):(\d\d)/u.exec(String(cell)) ?? []
  if (hour === '') return []
  const short = second === '00' ? [`${hour} ${minute}`, `${Number(hour)} ${minute}`] : []
  return [...short, `${hour} ${minute} ${second}`, `${Number(hour)} ${minute} ${second}`]
}

/** What every row is (`BEM_CANDIDATO` in every header of a table of candidates' assets) tells no column apart. */
function lighten(words: readonly HeaderWord[], nouns: readonly HeaderWord[]): readonly HeaderWord[] {
  const common = (word: HeaderWord) => nouns.some(({ noun }) => noun === word.noun)
  if (words.every(common)) return words
  return words.map((word) => (common(word) ? { ...word, weight: word.weight * 0.3 } : word))
}

function describeColumn(
  profile: ColumnProfile,
  rows: number,
  nouns: readonly HeaderWord[],
  label: string,
  known: { cells: readonly Cell[]; complete: boolean },
): CatalogColumn {
  const { cells } = known
  const native = NUMERIC_TYPES.has(profile.type)
  const date = profile.type === 'date' || profile.type === 'timestamp'
  const text = profile.type === 'text'
  const carriesYear = text && shareOf(cells, (cell) => yearOf(cell) !== null) >= VIEW_SHARE
  const startsWithNumber =
    text && shareOf(cells, (cell) => STARTS_WITH_NUMBER.test(String(cell)) && numberOf(cell) !== null) >= VIEW_SHARE
  const numbers = native ? cells.flatMap((cell) => (cell === null ? [] : [Number(cell)])) : []
  const min = profile.number?.min ?? profile.date?.min ?? null
  const max = profile.number?.max ?? profile.date?.max ?? null
  const yearLike =
    profile.type === 'integer' &&
    min !== null &&
    Number(min) >= 1500 &&
    Number(max) <= 2100 &&
    Number(max) - Number(min) < 600 &&
    profile.distinct > 1
  const words = lighten(headerWords(label), nouns)
  return {
    name: profile.name,
    label,
    index: profile.index,
    type: profile.type,
    kind: profile.kind,
    unit: profile.unit,
    words,
    roles: columnRoles(words, {
      numeric: native,
      date: date || carriesYear,
      identifier: profile.kind === 'identifier' && native,
      yearLike,
    }),
    numeric: native ? 'native' : startsWithNumber ? 'text' : null,
    dated: date ? 'native' : carriesYear || yearLike ? 'text' : null,
    money:
      CURRENCY.test(profile.unit ?? '') ||
      CURRENCY.test(label) ||
      (text && shareOf(cells, (cell) => CURRENCY.test(String(cell))) >= VIEW_SHARE),
    rows,
    missing: profile.missing,
    distinct: profile.distinct,
    min,
    max,
    numbers: new Set(numbers),
    complete: known.complete,
  }
}

/**
 * Builds the planner's view of one table from its profile and what is known of its values.
 *
 * @param data all rows in file order, for small tables; readings are then tried out before one is chosen.
 */
export function createCatalogTable(input: {
  readonly name: string
  readonly label: string
  readonly profile: Profile
  readonly values: KnownValues
  readonly data: readonly (readonly Cell[])[] | null
}): CatalogTable {
  const { name, label, profile, values, data } = input
  const index = new ValueIndex()
  const labels = new Map(profile.reading.columns.map((column) => [column.name, column.source_name]))
  const nouns = headerWords(label.replace(/\.[^.]*(?:\.(?:gz|zst))?$/u, '')).filter(({ word }) =>
    /^\p{L}{3,}$/u.test(word),
  )
  const columns = profile.columns.map((column) => {
    const top = column.top.map(({ value }) => value)
    const known = values.get(column.name) ?? { cells: top, complete: top.length >= column.distinct }
    if (column.type === 'text' || column.type === 'boolean')
      for (const cell of known.cells) index.add(column.index, cell)
    if (column.type === 'time')
      for (const cell of known.cells)
        for (const spelling of timeSpellings(cell)) index.add(column.index, cell, spelling)
    return describeColumn(column, profile.rows, nouns, labels.get(column.name)?.trim() || column.name, known)
  })
  return {
    name,
    label,
    rows: profile.rows,
    columns,
    nouns,
    naming: namingColumn(columns),
    totals: findTotals(columns, index),
    index,
    data,
  }
}
