/** A value and how often it occurs. */
export interface Run {
  readonly value: number
  readonly count: number
}

const TOP = 20
const TAIL = 5

/** Counts different values in ascending order, and keeps the most frequent, the smallest and the largest of them. */
export class ValueRuns {
  different = 0
  #value = NaN
  #count = 0
  /** The most frequent first; among equals the smallest. */
  readonly #top: Run[] = []
  /** How frequent a value must be, at least, not to be left out of the most frequent. */
  #least = 0
  readonly #smallest: Run[] = []
  readonly #largest: Run[] = []

  add(values: Float64Array): void {
    let value = this.#value
    let count = this.#count
    for (let i = 0; i < values.length; i++) {
      const next = values[i] ?? NaN
      if (next === value) count += 1
      else {
        if (count > 0) this.#close(value, count)
        value = next
        count = 1
      }
    }
    this.#value = value
    this.#count = count
  }

  /** Call it once, after the last value. */
  end(): void {
    if (this.#count > 0) this.#close(this.#value, this.#count)
  }

  #close(value: number, count: number): void {
    this.different += 1
    if (this.#smallest.length < TAIL) this.#smallest.push({ value, count })
    if (count > this.#least) this.#place({ value, count })
    // The last ones are kept in a ring.
    this.#largest[this.different % TAIL] = { value, count }
  }

  #place(run: Run): void {
    const place = this.#top.findIndex(({ count }) => count < run.count)
    this.#top.splice(place === -1 ? this.#top.length : place, 0, run)
    if (this.#top.length > TOP) this.#top.pop()
    if (this.#top.length === TOP) this.#least = this.#top[TOP - 1]?.count ?? 0
  }

  get top(): readonly Run[] {
    return this.#top
  }

  /** The smallest values, ascending. */
  get smallest(): readonly Run[] {
    return this.#smallest
  }

  /** The largest values, descending. */
  get largest(): readonly Run[] {
    return this.#largest.filter(Boolean).sort((a, b) => b.value - a.value)
  }
}
