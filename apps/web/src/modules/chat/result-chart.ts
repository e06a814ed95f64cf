import type { Answer, Cell, ResultColumn } from '@datapilot/contracts'
import { isNumeric } from '../../platform/i18n/format.ts'

export interface ChartPoint {
  label: Cell
  value: number
}

export interface ResultChart {
  form: 'columns' | 'bars' | 'line'
  category: ResultColumn
  measure: ResultColumn
  /** Which of the two columns is the measure. */
  measureIndex: number
  points: ChartPoint[]
  /** Index of the point that stands out: the largest one. */
  highlight: number
}

const MOST_COLUMNS = 16
const MOST_BARS = 24
const MOST_POINTS = 2_000

/**
 * The chart of a result of category × number or time × number, or null where a table says it better: one row, several
 * measures, missing or unreadable numbers, too many categories.
 */
export function chartOf(answer: Pick<Answer, 'columns' | 'rows'>): ResultChart | null {
  const { columns, rows } = answer
  if (columns.length !== 2 || rows.length < 2 || rows.length > MOST_POINTS) return null
  const measureIndex = columns.findLastIndex((column) => isNumeric(column.type))
  if (measureIndex < 0) return null
  const category = columns[1 - measureIndex]
  const measure = columns[measureIndex]
  if (!category || !measure) return null
  const points = rows.map((row) => ({ label: row[1 - measureIndex] ?? null, value: numeric(row[measureIndex]) }))
  if (points.some((point) => !Number.isFinite(point.value))) return null
  const overTime = isTime(category, points)
  if (!overTime && points.length > MOST_BARS) return null
  const highlight = points.reduce(
    (best, point, index) => (point.value > (points[best]?.value ?? -Infinity) ? index : best),
    0,
  )
  const form = overTime ? (points.length > MOST_COLUMNS ? 'line' : 'columns') : 'bars'
  return { form, category, measure, measureIndex, points, highlight }
}

function numeric(cell: Cell | undefined): number {
  return cell === null || cell === undefined || typeof cell === 'boolean' ? NaN : Number(cell)
}

const PERIOD = /^\d{4}(-\d{2}(-\d{2})?|-?[QT][1-4])?$/
const PERIOD_NAME = /^(ano|m[eê]s|trimestre|dia|semana|year|month|quarter|day|week)/i

/** Dates, and columns that a query made of dates: `2024-03`, year numbers, months 1 to 12. */
function isTime(column: ResultColumn, points: readonly ChartPoint[]): boolean {
  if (column.type === 'date' || column.type === 'timestamp') return true
  if (PERIOD_NAME.test(column.name)) return true
  return column.type === 'text' && points.every((point) => typeof point.label === 'string' && PERIOD.test(point.label))
}
