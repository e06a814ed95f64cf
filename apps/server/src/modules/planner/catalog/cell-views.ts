import type { Cell, Operand } from '@datapilot/contracts'

/** First number of a text cell, groups of three separated by comma or space. The same pattern in RE2 (DuckDB), Python and here. */
export const NUMBER_PATTERN = '[-+]?\\d+(?:[, ]\\d{3})*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?'
/** First plausible year of a text cell. */
export const YEAR_PATTERN = '(?:1[5-9]|20)\\d\\d'

const NUMBER = new RegExp(NUMBER_PATTERN, 'u')
const YEAR = new RegExp(YEAR_PATTERN, 'u')

/** The number a cell stands for; null when it has none. */
export function numberOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell
  if (typeof cell === 'boolean' || cell === null) return null
  const match = NUMBER.exec(cell)
  return match ? Number(match[0].replaceAll(/[, ]/gu, '')) : null
}

/** The year a cell stands for; null when it has none. */
export function yearOf(cell: Cell): number | null {
  if (cell === null || typeof cell === 'boolean') return null
  const match = YEAR.exec(String(cell))
  return match ? Number(match[0]) : null
}

/** The cell as the operand reads it. Exact decimals and wide integers travel as text and are compared as numbers. */
export function viewOf(cell: Cell, as: Operand['as'], numeric: boolean): number | string | null {
  if (as === 'number') return numberOf(cell)
  if (as === 'year') return yearOf(cell)
  if (cell === null) return null
  if (numeric) return typeof cell === 'number' ? cell : Number(cell)
  return typeof cell === 'boolean' ? String(cell) : cell
}
