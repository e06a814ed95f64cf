import type { Answer } from '@datapilot/contracts'
import type { Cell, ColumnType } from '@datapilot/contracts'

const digitsOf = (text: string): string => text.replace(/[^\d.,-]/g, '')

/**
 * The row of an answer that a figure of its text stands in, for showing what is behind that row alone; null where no
 * row or several have it, or the answer is a single row.
 */
export function rowOfFigure(
  answer: Answer,
  figure: string,
  format: (value: Cell, type: ColumnType) => string,
): number | null {
  const wanted = digitsOf(figure)
  if (answer.rows.length < 2 || wanted === '') return null
  const found = answer.rows.flatMap((row, index) =>
    answer.columns.some(({ type }, at) => digitsOf(format(row[at] ?? null, type)) === wanted) ? [index] : [],
  )
  return found.length === 1 ? (found[0] ?? null) : null
}
