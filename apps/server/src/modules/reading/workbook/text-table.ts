const FIRST_BYTES = 1 << 20
const FIRST_COUNT = 1 << 12

/**
 * Many texts by number, in one buffer: a million short strings as JavaScript values take three times the memory, and a
 * workbook's table of them is the only part of it that has to be at hand while its rows go by.
 */
export class TextTable {
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_BYTES)
  #ends = new Float64Array(FIRST_COUNT)
  #count = 0
  #last = { index: -1, text: '' }

  get count(): number {
    return this.#count
  }

  /** Bytes taken. */
  get size(): number {
    return this.#bytes.length
  }

  add(text: string): void {
    const start = this.#startOf(this.#count)
    const room = text.length * 3
    if (start + room > this.#bytes.length) this.#bytes = grown(this.#bytes, start, start + room)
    if (this.#count === this.#ends.length) {
      const ends = new Float64Array(this.#ends.length * 2)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[this.#count] = start + this.#bytes.write(text, start)
    this.#count += 1
  }

  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined
    if (this.#last.index !== index) {
      const text = this.#bytes.toString('utf8', this.#startOf(index), this.#ends[index])
      this.#last = { index, text }
    }
    return this.#last.text
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0)
  }
}

function grown(bytes: Buffer, used: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, needed))
  bytes.copy(larger, 0, 0, used)
  return larger
}
