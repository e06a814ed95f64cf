import type { ColumnType, ReadColumn } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadPart } from './read-several.ts'

export type CommonColumn = ReadColumn

const NUMBERS: readonly ColumnType[] = ['integer', 'decimal', 'number']
const MOMENTS: readonly ColumnType[] = ['date', 'timestamp']

const key = (name: string): string => name.toLowerCase()

/** The narrowest type that holds the values of both; null when text is the only one. */
function widest(left: ColumnType, right: ColumnType): ColumnType | null {
  if (left === right) return left
  for (const order of [NUMBERS, MOMENTS]) {
    const [first, second] = [order.indexOf(left), order.indexOf(right)]
    if (first >= 0 && second >= 0) return order[Math.max(first, second)] ?? null
  }
  return null
}

/** Columns that are text in one file and something else in another. Columns without values agree with all. */
export function textEverywhere(parts: readonly ReadPart[]): ReadonlySet<string> {
  const types = new Map<string, ColumnType | null>()
  for (const { reading, empty } of parts) {
    for (const { name, type } of reading.reading.columns) {
      if (empty.has(name)) continue
      const known = types.get(name)
      types.set(name, known === undefined ? type : known === null ? null : widest(known, type))
    }
  }
  return new Set([...types].flatMap(([name, type]) => (type === null ? [name] : [])))
}

function disagree(file: string, column: string, detail: string, expected: string): never {
  throw new FileRefused('files_disagree', detail, {
    expected,
    where: `${file}, column ${column}`,
    data: { file, column },
  })
}

/** @throws FileRefused `files_disagree` naming the first file and column that are too many or too few. */
export function refuseOtherNames(parts: readonly ReadPart[]): void {
  const [first, ...others] = parts
  if (first === undefined) return
  const columns = first.reading.reading.columns
  const known = new Set(columns.map(({ name }) => key(name)))
  for (const { name: file, reading } of others) {
    const theirs = new Set(reading.reading.columns.map(({ name }) => key(name)))
    const absent = columns.find(({ name }) => !theirs.has(key(name)))
    if (absent !== undefined)
      disagree(file, absent.name, `${file} has no column ${absent.name}.`, `the columns of ${first.name}`)
    const extra = reading.reading.columns.find(({ name }) => !known.has(key(name)))
    if (extra !== undefined)
      disagree(file, extra.name, `${file} has a column ${extra.name} more.`, `the columns of ${first.name}`)
  }
}

/**
 * The columns of files that are one table, by name without regard to case and order.
 *
 * @throws FileRefused `files_disagree` naming the first file and column whose type or unit do not fit.
 */
export function commonColumns(parts: readonly ReadPart[]): CommonColumn[] {
  const [first, ...others] = parts
  if (first === undefined) return []
  return first.reading.reading.columns.map((column) => {
    let common: CommonColumn | null = first.empty.has(column.name) ? null : column
    for (const { name: file, reading, empty } of others) {
      const same = reading.reading.columns.find(({ name }) => key(name) === key(column.name))
      if (same === undefined || empty.has(same.name)) continue
      common =
        common === null ? { ...same, name: column.name, source_name: column.source_name } : joined(common, same, file)
    }
    return common ?? column
  })
}

function joined(column: CommonColumn, same: ReadColumn, file: string): CommonColumn {
  const type = widest(column.type, same.type)
  if (type === null) {
    const detail = `The column ${column.name} is ${same.type} in ${file} and ${column.type} before.`
    disagree(file, column.name, detail, 'columns of the same type')
  }
  if (same.unit !== column.unit) {
    const detail = `The column ${column.name} has the unit ${same.unit ?? 'none'} in ${file} and ${column.unit ?? 'none'} before.`
    disagree(file, column.name, detail, 'columns of the same unit')
  }
  return { ...column, type }
}
