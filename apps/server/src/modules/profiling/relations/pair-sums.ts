/** Rows added up before their sums join the totals: a fixed number, whatever pieces they come in. */
const BLOCK = 4_096

/** Places of the six figures of a pair. */
const FIGURES = 6

export interface PairFigures {
  /** Rows in which both columns have a value. */
  readonly rows: number
  /** Means of ab, a, b, aa, bb over them. */
  readonly means: readonly [ab: number, a: number, b: number, aa: number, bb: number]
}

/**
 * Sums of products of all pairs of columns over the rows where both have a value (NaN is none). Rows are taken in their
 * order and in blocks of a fixed size, so the sums depend on nothing but the data; what additions of block sums lose is
 * kept (Neumaier 1974).
 */
export class PairSums {
  readonly #columns: number
  readonly #blocks: readonly Float64Array[]
  readonly #sums: Float64Array
  readonly #lost: Float64Array
  #filled = 0

  constructor(columns: number) {
    this.#columns = columns
    this.#blocks = Array.from({ length: columns }, () => new Float64Array(BLOCK))
    const pairs = (columns * (columns - 1)) / 2
    this.#sums = new Float64Array(pairs * FIGURES)
    this.#lost = new Float64Array(pairs * FIGURES)
  }

  add(columns: readonly Float64Array[], rows: number): void {
    for (let start = 0; start < rows;) {
      const end = Math.min(rows, start + BLOCK - this.#filled)
      for (const [i, block] of this.#blocks.entries()) block.set(columns[i]?.subarray(start, end) ?? [], this.#filled)
      this.#filled += end - start
      start = end
      if (this.#filled === BLOCK) this.#close()
    }
  }

  #close(): void {
    const blocks = this.#blocks.map((block) => block.subarray(0, this.#filled))
    const own = blocks.map(sumsOf)
    let place = 0
    for (const [i, a] of blocks.entries()) {
      for (let k = i + 1; k < blocks.length; k++) {
        const b = blocks[k] ?? a
        const [ofA, ofB] = [own[i] ?? NO_SUMS, own[k] ?? NO_SUMS]
        // Without gaps a column's own sums hold for every pair.
        const whole = ofA.rows === a.length && ofB.rows === b.length
        const sums = whole ? [a.length, product(a, b), ofA.sum, ofB.sum, ofA.squares, ofB.squares] : sharedSums(a, b)
        for (const [figure, sum] of sums.entries()) this.#join(place + figure, sum)
        place += FIGURES
      }
    }
    this.#filled = 0
  }

  #join(place: number, value: number): void {
    const sum = this.#sums[place] ?? 0
    const next = sum + value
    const lost = Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    this.#lost[place] = (this.#lost[place] ?? 0) + lost
    this.#sums[place] = next
  }

  /** The figures of columns `a` < `b`, counted from 0; call it after the last row. */
  figures(a: number, b: number): PairFigures {
    if (this.#filled > 0) this.#close()
    const before = a * this.#columns - (a * (a + 1)) / 2
    const place = (before + b - a - 1) * FIGURES
    const at = (k: number) => (this.#sums[place + k] ?? 0) + (this.#lost[place + k] ?? 0)
    const rows = at(0)
    const mean = (k: number) => at(k) / rows
    return { rows, means: [mean(1), mean(2), mean(3), mean(4), mean(5)] }
  }
}

const NO_SUMS = { rows: 0, sum: 0, squares: 0 }

function sumsOf(values: Float64Array) {
  let rows = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    rows += 1
    sum += value
    squares += value * value
  }
  return { rows, sum, squares }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? NaN) * (b[i] ?? NaN)
  return sum
}

/** Rows with both values, and Σab, Σa, Σb, Σaa, Σbb over them. */
function sharedSums(a: Float64Array, b: Float64Array): number[] {
  let rows = 0
  let ab = 0
  let sumA = 0
  let sumB = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? NaN
    const y = b[i] ?? NaN
    if (Number.isNaN(x * y)) continue
    rows += 1
    ab += x * y
    sumA += x
    sumB += y
    aa += x * x
    bb += y * y
  }
  return [rows, ab, sumA, sumB, aa, bb]
}
