import { isWordyIn, typedColumns } from './header-verdict.ts'
import { isRuler } from './asides.ts'
import { isBlank } from './sample-records.ts'
import type { FileRecord } from '../rows/records.ts'

const MOST_ROWS = 2
/** Rows below that must show what the columns hold. */
const ENOUGH_ROWS = 2

/**
 * Further rows of the header: units, or the names below headings that span columns. Only words stand in them, in every
 * column that holds numbers, dates or truth below; with one such column alone, the first row must have gaps.
 */
export function headerRows(first: FileRecord, below: readonly FileRecord[], width: number): FileRecord[] {
  if (first.fields.length !== width) return []
  const gaps = first.fields.slice(0, -1).filter((cell) => cell.trim() === '').length
  for (let count = MOST_ROWS; count > 0; count -= 1) {
    const rows = below.slice(0, count)
    const body = below.slice(count).filter((record) => record.fields.length === width)
    const typed = typedColumns(body, width)
    const enough = body.length >= ENOUGH_ROWS && typed.length >= (gaps > 0 ? 1 : 2)
    const named = rows.every(
      (row) =>
        !isBlank(row) &&
        !isRuler(row) &&
        row.fields.length === width &&
        (isWordyIn(row, typed) || namesYears(first, row, body)),
    )
    if (enough && rows.length === count && named) return rows
  }
  return []
}

/** One name per column: a heading that spans columns stands before each of their names. */
export function joinHeaderRows(rows: readonly FileRecord[]): string[] {
  const [first, ...rest] = rows
  if (first === undefined) return []
  // One text in every cell is the heading of a section and names no column.
  const more = rest.filter(({ fields }) => new Set(fields).size > 1)
  if (more.length === 0) return first.fields
  let heading = ''
  return first.fields.map((cell, column) => {
    const below = more.map(({ fields }) => (fields[column] ?? '').trim()).filter((part) => part !== '')
    heading = cell.trim() === '' ? heading : cell.trim()
    return below.length === 0 ? cell : [heading, ...below].filter((part) => part !== '').join(' ')
  })
}

/** Years below a heading that spans their columns, nothing below the other names: `Município;Ano;` over `;2020;2021`. */
function namesYears(first: FileRecord, row: FileRecord, body: readonly FileRecord[]): boolean {
  const cells = row.fields.map((cell) => cell.trim())
  const filled = cells.filter((cell) => cell !== '')
  const years = filled.length > 0 && filled.every((cell) => /^(?:19|20)\d{2}$/.test(cell))
  const different = new Set(filled).size === filled.length
  const spanned = first.fields.some((cell, column) => cell.trim() === '' && cells[column] !== '')
  const empty = cells.indexOf('')
  return years && different && spanned && empty >= 0 && body.every(({ fields }) => (fields[empty] ?? '').trim() !== '')
}
