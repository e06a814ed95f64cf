import { closeSync, openSync, writeSync } from 'node:fs'

const FLUSH_CHARS = 1 << 20
const NEEDS_QUOTES = /[",\r\n]|^$/

/** Writes records as the CSV that the engine reads without guessing: comma, double quotes, LF. */
export class CsvWriter {
  readonly path: string
  readonly #file: number
  readonly #quoteEmpty: boolean
  #pending = ''
  #open = true
  /** Bytes of the longest line written, at most. */
  longestLine = 0

  /** @param columns a table of one column needs quotes around nothing, or the row would be a blank line. */
  constructor(path: string, columns: number) {
    this.path = path
    this.#file = openSync(path, 'w', 0o600)
    this.#quoteEmpty = columns === 1
  }

  write(fields: readonly string[]): void {
    let line = ''
    for (const [index, field] of fields.entries()) {
      const quoted = NEEDS_QUOTES.test(field) && (field !== '' || this.#quoteEmpty)
      line += (index === 0 ? '' : ',') + (quoted ? `"${field.replaceAll('"', '""')}"` : field)
    }
    if (line.length * 3 > this.longestLine) this.longestLine = Math.max(this.longestLine, Buffer.byteLength(line))
    this.#pending += line + '\n'
    if (this.#pending.length > FLUSH_CHARS) this.#flush()
  }

  #flush(): void {
    writeSync(this.#file, this.#pending)
    this.#pending = ''
  }

  /** Can be repeated. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#flush()
    closeSync(this.#file)
  }
}
