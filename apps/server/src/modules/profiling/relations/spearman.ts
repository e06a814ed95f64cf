import { stable } from '../columns/stable.ts'

/** A column with the positions of its present values in ascending order. */
export interface Ranked {
  readonly values: Float64Array
  readonly order: Uint32Array
  /** Average ranks of a column without missing values: then they are the same beside any other such column. */
  readonly ranks: Float64Array | null
}

export function rankedOf(values: Float64Array): Ranked {
  const positions = new Uint32Array(values.length)
  let size = 0
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) positions[size++] = i
  const order = positions.subarray(0, size).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  return { values, order, ranks: size === values.length ? ranksWhere(values, order, values) : null }
}

/**
 * Spearman's rho: Pearson's r of average ranks over the rows in which both are present, which is what SciPy and pandas
 * compute. Null with fewer than two rows or without variance.
 */
export function spearman(a: Ranked, b: Ranked): number | null {
  const ranksOfA = (b.ranks && a.ranks) ?? ranksWhere(a.values, a.order, b.values)
  const ranksOfB = (a.ranks && b.ranks) ?? ranksWhere(b.values, b.order, a.values)
  let complete = 0
  for (let i = 0; i < ranksOfA.length; i++) if ((ranksOfA[i] ?? 0) > 0) complete++
  if (complete < 2) return null
  const mean = (complete + 1) / 2
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < ranksOfA.length; i++) {
    const rank = ranksOfA[i] ?? 0
    if (rank === 0) continue
    const x = rank - mean
    const y = (ranksOfB[i] ?? 0) - mean
    ab += x * y
    aa += x * x
    bb += y * y
  }
  const rho = ab / Math.sqrt(aa * bb)
  return Number.isFinite(rho) ? stable(Math.max(-1, Math.min(1, rho)), 1) : null
}

/** Average ranks from 1 among the rows of `order` where `other` is present too; 0 elsewhere. */
function ranksWhere(values: Float64Array, order: Uint32Array, other: Float64Array): Float64Array {
  const ranks = new Float64Array(values.length)
  const shared = new Uint32Array(order.length)
  let size = 0
  for (const row of order) if (Number.isFinite(other[row])) shared[size++] = row
  for (let from = 0, to = 0; from < size; from = to) {
    const value = values[shared[from] ?? 0]
    while (to < size && values[shared[to] ?? 0] === value) to++
    // Ranks from + 1 to `to` share their mean.
    for (let i = from; i < to; i++) ranks[shared[i] ?? 0] = (from + 1 + to) / 2
  }
  return ranks
}
