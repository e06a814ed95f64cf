import { StringDecoder } from 'node:string_decoder'
import { FileRefused } from '../reading.errors.ts'

/** A place in the text, for messages. */
export interface JsonPlace {
  /** 1-based. */
  readonly line: number
  /** Characters from the start, 0-based. */
  readonly offset: number
}

/**
 * Walks through a JSON text of any length with only one value of it at hand.
 *
 * @throws FileRefused `json_truncated`, `json_invalid`, `json_value_too_long`.
 */
export class JsonCursor {
  readonly #chunks: AsyncIterator<Buffer>
  readonly #decoder = new StringDecoder('utf8')
  readonly #maxChars: number
  #text = ''
  #at = 0
  #ended = false
  #line = 1
  #before = 0
  /** Characters up to which lines were counted. */
  #counted = 0

  constructor(chunks: AsyncIterable<Buffer>, maxChars: number) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#maxChars = maxChars
  }

  get place(): JsonPlace {
    this.#count()
    return { line: this.#line, offset: this.#before + this.#at }
  }

  #count(): void {
    for (
      let at = this.#text.indexOf('\n', this.#counted);
      at >= 0 && at < this.#at;
      at = this.#text.indexOf('\n', at + 1)
    )
      this.#line += 1
    this.#counted = Math.max(this.#counted, this.#at)
  }

  /** More text behind what is left of the present one; false at the end. */
  async #fill(): Promise<boolean> {
    if (this.#ended) return false
    const next = await this.#chunks.next()
    this.#count()
    this.#before += this.#at
    const rest = this.#text.slice(this.#at)
    this.#at = 0
    this.#counted = 0
    if (next.done === true) {
      this.#ended = true
      this.#text = rest + this.#decoder.end()
      return false
    }
    this.#text = rest + this.#decoder.write(next.value)
    return true
  }

  /** The next character that is no white space; undefined at the end of the text. Stays before it. */
  async peek(): Promise<string | undefined> {
    for (;;) {
      while (this.#at < this.#text.length && isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1
      if (this.#at < this.#text.length) return this.#text[this.#at]
      if (!(await this.#fill()) && this.#at >= this.#text.length) return undefined
    }
  }

  /** Steps over one of the expected characters. */
  async step(expected: string): Promise<string> {
    const next = await this.peek()
    if (next === undefined) this.#truncated()
    if (!expected.includes(next)) this.invalid(`one of the signs ${expected} is missing`)
    this.#at += 1
    return next
  }

  /** The text of the next value. */
  async value(): Promise<string> {
    await this.peek()
    for (;;) {
      const end = valueEnd(this.#text, this.#at, this.#ended)
      if (end >= 0) {
        const value = this.#text.slice(this.#at, end)
        this.#at = end
        return value
      }
      this.#refuseLong()
      if (!(await this.#fill()) && valueEnd(this.#text, this.#at, true) < 0) this.#truncated()
    }
  }

  #refuseLong(): void {
    if (this.#text.length - this.#at <= this.#maxChars) return
    const { line } = this.place
    throw new FileRefused('json_value_too_long', `A value is longer than ${this.#maxChars} characters.`, {
      expected: 'a list of objects, or an object on each line (NDJSON)',
      where: `line ${line}`,
    })
  }

  #truncated(): never {
    const { line, offset } = this.place
    throw new FileRefused('json_truncated', 'The JSON text ends in the middle.', {
      expected: 'a complete file',
      where: `line ${line}, character ${offset}`,
      data: { line, offset },
    })
  }

  invalid(what: string, back = 0): never {
    const { line, offset } = this.place
    throw new FileRefused('json_invalid', `This is no valid JSON: ${what}.`, {
      expected: 'JSON as of RFC 8259',
      where: `line ${line}, character ${offset - back}`,
      data: { line, offset },
    })
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9
}

const BACKSLASH = 92
const QUOTE = 34

/** Position behind the string that starts at `from`; -1 when it is not all there. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return at + 1
  }
  return -1
}

/** Position behind the value that starts at `start`; -1 when it is not all there. Brackets are only counted. */
function valueEnd(text: string, start: number, ended: boolean): number {
  const first = text.charCodeAt(start)
  if (first === QUOTE) return stringEnd(text, start)
  const nested = first === 0x7b || first === 0x5b
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = stringEnd(text, at)
      if (end < 0) return -1
      at = end - 1
    } else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) {
      if (!nested) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (!nested && (code === 0x2c || isSpace(code))) return at
  }
  return ended && !nested && text.length > start ? text.length : -1
}
