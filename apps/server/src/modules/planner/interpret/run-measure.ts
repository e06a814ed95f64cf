import type { Cell, Measure } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { viewOf } from '../catalog/cell-views.ts'
import { columnOf } from './run-condition.ts'

type Row = readonly Cell[]

/** Linear interpolation between order statistics (Hyndman & Fan type 7). */
export function quantile(sorted: readonly number[], q: number): number | null {
  if (sorted.length === 0) return null
  const at = (sorted.length - 1) * q
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return low + (high - low) * (at - Math.floor(at))
}

function moments(values: readonly number[]): { n: number; mean: number; m2: number; m3: number; m4: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const power = (p: number) => values.reduce((sum, value) => sum + (value - mean) ** p, 0)
  return { n, mean, m2: power(2), m3: power(3), m4: power(4) }
}

/** Bias-corrected sample skewness and excess kurtosis, as DuckDB and pandas compute them. */
function shape(
  values: readonly number[],
  fn: 'skewness' | 'kurtosis' | 'population_skewness' | 'population_kurtosis',
): number | null {
  const { n, m2, m3, m4 } = moments(values)
  if (fn === 'population_skewness') return m2 === 0 ? null : m3 / n / (m2 / n) ** 1.5
  if (fn === 'population_kurtosis') return m2 === 0 ? null : m4 / n / (m2 / n) ** 2 - 3
  if (n < (fn === 'skewness' ? 3 : 4) || m2 === 0) return null
  if (fn === 'skewness') return (Math.sqrt(n * (n - 1)) / (n - 2)) * (m3 / n / (m2 / n) ** 1.5)
  const g2 = m4 / n / (m2 / n) ** 2 - 3
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6)
}

function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const [mx, my] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + (pair[side] ?? 0), 0) / pairs.length)
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xy += (x - (mx ?? 0)) * (y - (my ?? 0))
    xx += (x - (mx ?? 0)) ** 2
    yy += (y - (my ?? 0)) ** 2
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}

/** The most frequent value; of several the smallest. */
function modeOf(values: readonly (number | string)[]): Cell {
  const counts = new Map<number | string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return (
    [...counts]
      .filter(([, count]) => count === most)
      .map(([value]) => value)
      .sort((a, b) => (a < b ? -1 : 1))[0] ?? null
  )
}

/** The measure over `rows`; null where it is not defined. */
export function runMeasure(measure: Measure, table: CatalogTable, rows: readonly Row[]): Cell {
  const { fn, operand, second } = measure
  if (fn === 'count' || !operand) return rows.length
  const column = columnOf(table, operand.column)
  const view = (row: Row) => viewOf(row[column.index] ?? null, operand.as, column.numeric === 'native')
  const present = rows.map(view).filter((value) => value !== null)
  if (fn === 'missing') return rows.length - present.length
  if (fn === 'count_distinct') return new Set(present).size
  if (fn === 'min' || fn === 'max') {
    const best = present.reduce<number | string | null>(
      (kept, value) => (kept === null || (fn === 'min' ? value < kept : value > kept) ? value : kept),
      null,
    )
    return best
  }
  if (fn === 'correlation' && second) {
    const other = columnOf(table, second.column)
    const pairs = rows.flatMap((row) => {
      const [x, y] = [view(row), viewOf(row[other.index] ?? null, second.as, other.numeric === 'native')]
      return typeof x === 'number' && typeof y === 'number' ? [[x, y] as const] : []
    })
    return pairs.length < 2 ? null : correlation(pairs)
  }
  if (fn === 'mode') return modeOf(present)
  const values = present.map(Number)
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const { n, m2 } = moments(values)
  switch (fn) {
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0)
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / n
    case 'median':
      return quantile(sorted, 0.5)
    case 'quantile':
      return quantile(sorted, measure.q ?? 0.5)
    case 'range':
      return (sorted.at(-1) ?? 0) - (sorted[0] ?? 0)
    case 'variance':
      return n < 2 ? null : m2 / (n - 1)
    case 'standard_deviation':
      return n < 2 ? null : Math.sqrt(m2 / (n - 1))
    case 'population_variance':
      return m2 / n
    case 'population_deviation':
      return Math.sqrt(m2 / n)
    case 'skewness':
    case 'kurtosis':
    case 'population_skewness':
    case 'population_kurtosis':
      return shape(values, fn)
    default:
      return null
  }
}
