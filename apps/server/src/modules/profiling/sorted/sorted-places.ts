import type { Milestones } from './sorted-walk.ts'

/** Reads the values of the ranks from `from` up to, not including, `to`. */
export type ReadRange = (from: number, to: number) => Promise<Float64Array>

/** Finds places in a sorted column by its milestones: a few thousand values are read at any size. */
export class SortedPlaces {
  readonly #size: number
  readonly #milestones: Milestones
  readonly #read: ReadRange

  constructor(size: number, milestones: Milestones, read: ReadRange) {
    this.#size = size
    this.#milestones = milestones
    this.#read = read
  }

  /** The first rank whose value passes a test that all later ones pass too; the number of values where none does. */
  async firstRank(passes: (value: number) => boolean): Promise<number> {
    const { step, values } = this.#milestones
    const next = firstIndex(values.length, (i) => passes(values[i] ?? NaN))
    const from = Math.max(0, (next - 1) * step)
    const to = Math.min(this.#size, next * step)
    if (from >= to) return to
    const between = await this.#read(from, to)
    return from + firstIndex(between.length, (i) => passes(between[i] ?? NaN))
  }

  /**
   * The distance of the value that has `k` others at least as near to `centre`: the selection from two sorted lists,
   * what lies to the left and what lies to the right of it.
   */
  async nthDistance(centre: number, k: number): Promise<number> {
    const split = await this.firstRank((value) => value >= centre)
    const { step, values } = this.#milestones
    const sides = { size: this.#size, split, centre, k }
    const rough = leftOfNearest(sides, (rank) => values[Math.floor(rank / step)] ?? NaN)
    for (let margin = 2 * step + 2; ; margin *= 4) {
      const left = await this.#window(split - rough, margin)
      const right = await this.#window(split + k - rough, margin)
      const exact = leftOfNearest(sides, (rank) => left(rank) ?? right(rank) ?? NaN, rough, margin - 1)
      const distance = distanceAt(sides, exact, (rank) => left(rank) ?? right(rank) ?? NaN)
      if (distance !== null) return distance
    }
  }

  async #window(rank: number, margin: number): Promise<(rank: number) => number | undefined> {
    const from = Math.max(0, rank - margin)
    const values = await this.#read(from, Math.min(this.#size, rank + margin))
    return (wanted) => values[wanted - from]
  }
}

function firstIndex(length: number, passes: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}

interface Sides {
  readonly size: number
  readonly split: number
  readonly centre: number
  readonly k: number
}

type At = (rank: number) => number

/** How many of the k nearest values lie on the left, looked for within `margin` of a guess. */
function leftOfNearest({ size, split, centre, k }: Sides, at: At, guess?: number, margin = Infinity): number {
  const least = Math.max(0, k - (size - split), (guess ?? 0) - margin)
  const most = Math.min(k, split, guess === undefined ? Infinity : guess + margin)
  // Taking one more from the left is right as long as it is nearer than the last one taken from the right.
  const isEnough = (left: number) => left >= most || centre - at(split - left - 1) >= at(split + k - left - 1) - centre
  return least + firstIndex(Math.max(0, most - least), (i) => isEnough(least + i))
}

/** The next nearest distance after `left` values on the left and the rest on the right; null where that is no solution. */
function distanceAt({ size, split, centre, k }: Sides, left: number, at: At): number | null {
  const right = k - left
  const lastLeft = left === 0 ? -Infinity : centre - at(split - left)
  const nextLeft = left === split ? Infinity : centre - at(split - left - 1)
  const lastRight = right === 0 ? -Infinity : at(split + right - 1) - centre
  const nextRight = split + right === size ? Infinity : at(split + right) - centre
  return lastLeft <= nextRight && lastRight <= nextLeft ? Math.min(nextLeft, nextRight) : null
}
