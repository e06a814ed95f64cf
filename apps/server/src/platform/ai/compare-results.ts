import type { Cell, ResultTable } from '@datapilot/contracts'

/** Two engines add floats in different orders. */
const RELATIVE = 1e-9
const ABSOLUTE = 1e-12

function normal(cell: Cell): string | number | null {
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  if (typeof cell !== 'string') return cell
  const number = cell.trim() === '' ? Number.NaN : Number(cell)
  if (Number.isFinite(number)) return number
  return cell.replace(/T00:00:00(?:\.0+)?$/u, '')
}

function equalCells(a: Cell, b: Cell): boolean {
  const [left, right] = [normal(a), normal(b)]
  if (typeof left !== 'number' || typeof right !== 'number') return left === right
  return Math.abs(left - right) <= ABSOLUTE + RELATIVE * Math.max(Math.abs(left), Math.abs(right))
}

function sortKey(row: readonly Cell[]): string {
  return row
    .map((cell) => {
      const value = normal(cell)
      return typeof value === 'number' ? value.toPrecision(9) : String(value)
    })
    .join('\u0000')
}

/** Says where two results differ; null when they agree. Rows are compared as a bag: two derivations may break ties differently. */
export function differenceOf(first: ResultTable, second: ResultTable): string | null {
  if (first.row_count !== second.row_count) return `${first.row_count} ≠ ${second.row_count} rows`
  const byKey = (a: readonly Cell[], b: readonly Cell[]) => (sortKey(a) < sortKey(b) ? -1 : 1)
  const left = [...first.rows].sort(byKey)
  const right = [...second.rows].sort(byKey)
  for (const [index, row] of left.entries()) {
    const other = right[index] ?? []
    if (row.length !== other.length) return `${row.length} ≠ ${other.length} columns`
    const at = row.findIndex((cell, column) => !equalCells(cell, other[column] ?? null))
    if (at >= 0) return `${String(row[at])} ≠ ${String(other[at])}`
  }
  return null
}
