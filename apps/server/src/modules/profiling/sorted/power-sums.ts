/** Values added up before their sum joins the total: a fixed number, whatever pieces they come in. */
const BLOCK = 4_096

/** Sum that keeps the digits that additions lose (Neumaier 1974). */
class CarefulSum {
  #sum = 0
  #lost = 0

  add(value: number): void {
    const next = this.#sum + value
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum
    this.#sum = next
  }

  get value(): number {
    return this.#sum + this.#lost
  }
}

/** Sums of the first four powers of z = (value − centre) / scale, in blocks whose sums are added with care. */
export class PowerSums {
  readonly #totals = [new CarefulSum(), new CarefulSum(), new CarefulSum(), new CarefulSum()] as const
  readonly #block = new Float64Array(4)
  #inBlock = 0

  add(values: Float64Array, centre: number, scale: number): void {
    let start = 0
    while (start < values.length) {
      const end = Math.min(values.length, start + BLOCK - this.#inBlock)
      this.#addPiece(values.subarray(start, end), centre, scale)
      this.#inBlock += end - start
      if (this.#inBlock === BLOCK) this.#close()
      start = end
    }
  }

  #addPiece(piece: Float64Array, centre: number, scale: number): void {
    let [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = this.#block
    for (const value of piece) {
      const z = (value - centre) / scale
      const square = z * z
      s1 += z
      s2 += square
      s3 += square * z
      s4 += square * square
    }
    this.#block.set([s1, s2, s3, s4])
  }

  #close(): void {
    for (const [i, total] of this.#totals.entries()) total.add(this.#block[i] ?? 0)
    this.#block.fill(0)
    this.#inBlock = 0
  }

  /** Means of the four powers over `size` values; call it once, at the end. */
  means(size: number): number[] {
    this.#close()
    return this.#totals.map(({ value }) => value / size)
  }
}
