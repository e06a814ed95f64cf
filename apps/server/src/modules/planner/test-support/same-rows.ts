import type { Cell } from '@datapilot/contracts'

/** Rows as text for comparison: floats to nine digits, dates without a midnight, in any order. */
export function comparable(rows: readonly (readonly Cell[])[]): string[] {
  const text = (cell: Cell) =>
    typeof cell === 'number' ? String(Number(cell.toPrecision(9))) : String(cell).replace(/T00:00:00$/u, '')
  return rows.map((row) => row.map(text).join(' | ')).sort()
}
