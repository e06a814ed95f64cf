import { stable } from '../columns/stable.ts'
import type { SampledColumn } from './row-sample.ts'

/**
 * Cramér's V between two columns of few values over the rows in which both are present, with the bias correction of
 * Bergsma (2013). Null where either has one value left.
 */
export function cramersV(a: SampledColumn, b: SampledColumn): number | null {
  const counts = new Float64Array(a.distinct * b.distinct)
  const ofA = new Float64Array(a.distinct)
  const ofB = new Float64Array(b.distinct)
  let n = 0
  for (let i = 0; i < a.codes.length; i++) {
    const [x = -1, y = -1] = [a.codes[i], b.codes[i]]
    if (x < 0 || y < 0) continue
    const cell = x * b.distinct + y
    counts[cell] = (counts[cell] ?? 0) + 1
    ofA[x] = (ofA[x] ?? 0) + 1
    ofB[y] = (ofB[y] ?? 0) + 1
    n++
  }
  const [rows, columns] = [usedOf(ofA), usedOf(ofB)]
  if (rows < 2 || columns < 2) return null
  let squares = 0
  for (let x = 0; x < a.distinct; x++) {
    const total = ofA[x] ?? 0
    for (let y = 0; y < b.distinct && total > 0; y++) {
      const cell = counts[x * b.distinct + y] ?? 0
      if (cell > 0) squares += (cell * cell) / (total * (ofB[y] ?? 1))
    }
  }
  return corrected(squares - 1, n, rows, columns)
}

/** `phi` is χ² ÷ n. */
function corrected(phi: number, n: number, rows: number, columns: number): number | null {
  const bias = (size: number) => size - (size - 1) ** 2 / (n - 1)
  const reduced = Math.max(0, phi - ((rows - 1) * (columns - 1)) / (n - 1))
  const least = Math.min(bias(rows), bias(columns)) - 1
  return least > 0 ? stable(Math.min(1, Math.sqrt(reduced / least)), 1) : null
}

function usedOf(counts: Float64Array): number {
  return counts.reduce((used, count) => used + (count > 0 ? 1 : 0), 0)
}

/**
 * Correlation ratio η of a number given a category: the square root of the share of the sum of squares that lies
 * between the groups (Pearson 1905). Null without variance or with one group.
 */
export function correlationRatio(category: SampledColumn, number: SampledColumn): number | null {
  const sizes = new Float64Array(category.distinct)
  const means = new Float64Array(category.distinct)
  let [n, mean, squares] = [0, 0, 0]
  for (let i = 0; i < category.codes.length; i++) {
    const group = category.codes[i] ?? -1
    const value = number.values[i] ?? NaN
    if (group < 0 || !Number.isFinite(value)) continue
    n++
    const change = value - mean
    mean += change / n
    squares += change * (value - mean)
    const size = (sizes[group] ?? 0) + 1
    sizes[group] = size
    means[group] = (means[group] ?? 0) + (value - (means[group] ?? 0)) / size
  }
  if (usedOf(sizes) < 2 || !(squares > 0)) return null
  let between = 0
  for (let group = 0; group < category.distinct; group++) {
    between += (sizes[group] ?? 0) * ((means[group] ?? 0) - mean) ** 2
  }
  return stable(Math.sqrt(Math.max(0, Math.min(1, between / squares))), 1)
}
