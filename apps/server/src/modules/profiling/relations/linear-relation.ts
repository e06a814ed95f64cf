import { SCALE_TOLERANCE } from '../sql/near-duplicates.sql.ts'

export interface LinearRelation {
  readonly factor: number
  readonly offset: number
  /** Share of the rows looked at with both values that follow. */
  readonly share: number
}

/** Pairs of rows tried as supports of the line: with 95 % of good rows one of eight is good with near certainty. */
const TRIALS = 8
const LEAST_DISTINCT = 5
/** Enough to tell a rule from none; who uses it counts all rows. */
const ROWS = 2_000

/**
 * The line second = factor · first + offset that most rows follow exactly, by trying pairs of rows (RANSAC, Fischler &
 * Bolles 1981, with fixed pairs). Through the origin first: unit conversions have no offset.
 */
export function linearRelation(first: Float64Array, second: Float64Array): LinearRelation | null {
  const step = Math.max(1, Math.floor(first.length / ROWS))
  const rows: number[] = []
  for (let i = 0; i < first.length; i += step) if (Number.isFinite(first[i]) && Number.isFinite(second[i])) rows.push(i)
  if (new Set(rows.map((i) => first[i])).size < LEAST_DISTINCT) return null
  let best: LinearRelation | null = null
  for (let trial = 0; trial < TRIALS; trial++) {
    const a = rows[Math.floor(((trial + 0.5) / TRIALS) * rows.length)] ?? 0
    const b = rows[Math.floor(((trial + 0.5) / TRIALS / 2) * rows.length)] ?? 0
    for (const line of [ratioOf(first, second, a), lineOf(first, second, a, b)]) {
      if (!line || !Number.isFinite(line.factor) || line.factor === 0) continue
      const share = followShare(first, second, rows, line)
      if (!best || share > best.share + 1e-12) best = { ...line, share }
    }
  }
  return best
}

type Line = Omit<LinearRelation, 'share'>

function ratioOf(first: Float64Array, second: Float64Array, row: number): Line | null {
  const [x = 0, y = 0] = [first[row], second[row]]
  return x === 0 ? null : { factor: tidy(y / x), offset: 0 }
}

function lineOf(first: Float64Array, second: Float64Array, a: number, b: number): Line | null {
  const [xa = 0, ya = 0, xb = 0, yb = 0] = [first[a], second[a], first[b], second[b]]
  if (xa === xb) return null
  const factor = tidy((yb - ya) / (xb - xa))
  return { factor, offset: tidy(ya - factor * xa) }
}

/** Nine digits: what is left of rounding in two stored numbers goes. */
function tidy(value: number): number {
  return Number(value.toPrecision(9))
}

function followShare(
  first: Float64Array,
  second: Float64Array,
  rows: readonly number[],
  { factor, offset }: Line,
): number {
  let follow = 0
  for (const row of rows) {
    const [x = 0, y = 0] = [first[row], second[row]]
    const expected = factor * x + offset
    if (Math.abs(y - expected) <= SCALE_TOLERANCE * Math.max(Math.abs(y), Math.abs(expected))) follow++
  }
  return rows.length === 0 ? 0 : follow / rows.length
}
