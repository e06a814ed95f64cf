import { FileRefused } from '../reading.errors.ts'

/** The characters that structure a delimited file. */
export interface Structure {
  readonly delimiter: string
  readonly quote: string | null
  /** The quote itself (doubled, RFC 4180) or a backslash. */
  readonly escape: string | null
  /** Delimiters in a row count as one, and none stands at the edges: columns aligned by spaces. */
  readonly runs?: boolean
  /** The column of free text that takes the words beyond `width`, where spaces divide both fields and words. */
  readonly absorbing?: { readonly column: number; readonly width: number }
}

/** One record as it stands in the file. `lines` physical lines from `line` on (1-based). */
export interface FileRecord {
  readonly fields: string[]
  readonly line: number
  readonly lines: number
  readonly raw: string
  /** A quote stands where none may be, and the record was understood nevertheless. */
  readonly damaged: boolean
  /** A quoted value holds lines that look like rows of the table themselves. */
  readonly swallows?: boolean
}

interface Parsed {
  readonly fields: string[]
  /** Position after the record's line end. */
  readonly next: number
  /** Position of the record's line end. */
  readonly end: number
  readonly lines: number
  /** Where a quote opened a field that does not close properly; -1 without damage. */
  readonly stray: number
  readonly swallows?: boolean
}

type Attempt = Parsed | 'incomplete'

/** How a quote that does not close properly is taken: as text inside the quotes, or the opening one as text. */
type Leniency = 'inner' | 'literal'

/** A quoted field longer than this share of a record has lost its closing quote; a record as long would be refused. */
const LONGEST_QUOTED = 0.95
const LONGEST_IN_SAMPLES = 4_000_000
/** A value over so many lines that each have the table's width is a lost quote with the rows behind it. */
const FEWEST_SWALLOWED = 4

/**
 * Splits text into records, piece by piece, counting physical lines (LF, CRLF and CR in any mixture). Never drops a
 * character: what cannot be understood by RFC 4180 is understood line by line.
 */
export class RecordSplitter {
  readonly #structure: Structure
  readonly #maxChars: number
  readonly #longestQuoted: number
  readonly #expectedFields: number | null
  #text = ''
  #line = 1
  #nextLf = -1
  #nextCr = -1

  constructor(structure: Structure, maxChars: number, expectedFields: number | null = null) {
    this.#structure = structure
    this.#maxChars = maxChars
    this.#longestQuoted = Math.min(maxChars, LONGEST_IN_SAMPLES) * LONGEST_QUOTED
    this.#expectedFields = expectedFields
  }

  /**
   * The records that are complete with this piece; `last` completes the rest.
   *
   * @throws FileRefused `line_too_long`.
   */
  *push(piece: string, last: boolean): Generator<FileRecord> {
    this.#text += piece
    this.#nextLf = -1
    this.#nextCr = -1
    let start = 0
    while (start < this.#text.length) {
      const parsed = this.#parseRecord(start, last)
      if (parsed === 'incomplete') break
      const raw = this.#text.slice(start, parsed.end)
      const fields = joinAbsorbed(parsed.fields, this.#structure)
      const { lines, stray, swallows = false } = parsed
      yield { fields, line: this.#line, lines, raw, damaged: stray >= 0, swallows }
      this.#line += parsed.lines
      start = parsed.next
    }
    this.#text = this.#text.slice(start)
    if (this.#text.length > this.#maxChars) {
      throw new FileRefused(
        'line_too_long',
        `The record at line ${this.#line} is longer than ${this.#maxChars} characters.`,
        {
          expected: `records of at most ${this.#maxChars} characters`,
          where: `line ${this.#line}`,
        },
      )
    }
  }

  #parseRecord(start: number, last: boolean): Attempt {
    const strict = this.#attempt(start, last, 'inner')
    if (strict === 'incomplete') return strict
    if (strict.stray < 0) {
      if (!this.#swallowsRows(start, strict)) return strict
      // One such line may be chance, an address with as many commas.
      return strict.lines < FEWEST_SWALLOWED ? { ...strict, swallows: true } : this.#literally(start, last, strict)
    }
    // A stray quote: whichever reading gives the width of the table, the one that keeps quotes inside first.
    const literal = this.#attempt(start, last, 'literal')
    if (literal === 'incomplete') return strict.lines > 1 ? literal : strict
    const expected = this.#expectedFields
    if (expected !== null && strict.fields.length !== expected && literal.fields.length === expected) return literal
    return strict.lines > 1 ? literal : strict
  }

  #literally(start: number, last: boolean, strict: Parsed): Attempt {
    const literal = this.#attempt(start, last, 'literal', true)
    return literal === 'incomplete' ? strict : literal
  }

  /** Whether a record over several lines is rather a row whose quote was lost and the rows behind it. */
  #swallowsRows(start: number, { end, lines }: Parsed): boolean {
    const expected = this.#expectedFields
    if (lines < 2 || expected === null || expected < 2) return false
    const inner = this.#text.slice(start, end).split(/\r\n|\n|\r/)
    return inner.every((line) => line.split(this.#structure.delimiter).length === expected)
  }

  /** @param unquoted takes every quote of the record as text. */
  #attempt(start: number, last: boolean, leniency: Leniency, unquoted = false): Attempt {
    const { delimiter, quote } = this.#structure
    const fields: string[] = []
    // A second attempt starts before the line ends that the first one remembered.
    if (leniency === 'literal') this.#nextLf = this.#nextCr = -1
    let position = this.#structure.runs === true ? this.#behindSpaces(start) : start
    let lines = 1
    let stray = -1
    for (;;) {
      const opening = quote === null ? -1 : this.#openingQuote(position)
      const quoted = opening < 0 || unquoted ? null : this.#quotedField(opening, last, leniency)
      if (quoted === 'incomplete') return 'incomplete'
      let end: number
      if (quoted !== null) {
        if (quoted.stray && stray < 0) stray = opening
        lines += quoted.lines
        fields.push(quoted.value)
        end = quoted.end
      } else {
        if (opening >= 0 && stray < 0) stray = opening
        const lineEnd = this.#lineEnd(position)
        if (lineEnd < 0 && !last) return 'incomplete'
        const found = this.#text.indexOf(delimiter, position)
        const limit = lineEnd < 0 ? this.#text.length : lineEnd
        end = found < 0 || found >= limit ? limit : found
        fields.push(this.#text.slice(position, end))
      }
      if (this.#text.startsWith(delimiter, end)) {
        position = end + delimiter.length
        if (this.#structure.runs !== true) continue
        position = this.#behindSpaces(position)
        if (position < this.#text.length && !this.#endsAt(position)) continue
        end = position
      }
      if (end >= this.#text.length) return last ? { fields, next: end, end, lines, stray } : 'incomplete'
      const isCr = this.#text[end] === '\r'
      if (isCr && end + 1 >= this.#text.length && !last) return 'incomplete'
      const next = isCr && this.#text[end + 1] === '\n' ? end + 2 : end + 1
      return { fields, next, end, lines, stray }
    }
  }

  #behindSpaces(position: number): number {
    let at = position
    while (this.#text[at] === ' ') at += 1
    return at
  }

  #endsAt(position: number): boolean {
    return this.#text[position] === '\n' || this.#text[position] === '\r'
  }

  /** Position of a quote that opens the field, allowing spaces before it; -1 for an unquoted field. */
  #openingQuote(position: number): number {
    const { quote, delimiter } = this.#structure
    const at = delimiter.startsWith(' ') ? position : this.#behindSpaces(position)
    return this.#text[at] === quote ? at : -1
  }

  /** Position of the next line end; -1 when there is none in the text at hand. */
  #lineEnd(position: number): number {
    if (this.#nextLf < position && this.#nextLf !== Infinity) {
      const found = this.#text.indexOf('\n', position)
      this.#nextLf = found < 0 ? Infinity : found
    }
    if (this.#nextCr < position && this.#nextCr !== Infinity) {
      const found = this.#text.indexOf('\r', position)
      this.#nextCr = found < 0 ? Infinity : found
    }
    const nearest = Math.min(this.#nextLf, this.#nextCr)
    return nearest === Infinity ? -1 : nearest
  }

  /** The field behind an opening quote; null when the quote must be taken as text. */
  #quotedField(
    opening: number,
    last: boolean,
    leniency: Leniency,
  ): { value: string; end: number; lines: number; stray: boolean } | null | 'incomplete' {
    const { quote, escape, delimiter } = this.#structure
    if (quote === null) return null
    const text = this.#text
    let value = ''
    let from = opening + 1
    let stray = false
    for (;;) {
      const at = text.indexOf(quote, from)
      if (at < 0 || at - opening > this.#longestQuoted) {
        return last || text.length - opening > this.#longestQuoted ? null : 'incomplete'
      }
      if (escape === '\\' && isBackslashed(text, at)) {
        value += text.slice(from, at - 1) + quote
        from = at + 1
        continue
      }
      if (text[at + 1] === quote) {
        value += text.slice(from, at + 1)
        from = at + 2
        continue
      }
      const after = delimiter.startsWith(' ') ? at + 1 : this.#behindSpaces(at + 1)
      if (after + delimiter.length > text.length && !last) return 'incomplete'
      const following = text[after]
      if (following === undefined || following === '\n' || following === '\r' || text.startsWith(delimiter, after)) {
        value += text.slice(from, at)
        return { value, end: after, lines: countLines(value), stray }
      }
      // A second line and still no end: such a record is read line by line in any case, and looking on takes long.
      if (leniency === 'literal' || breaksLine(text, opening, at)) return null
      stray = true
      value += text.slice(from, at + 1)
      from = at + 1
    }
  }
}

/** A field with the delimiter in it was quoted and is whole; nothing is joined to it. */
function joinAbsorbed(fields: string[], { absorbing, delimiter }: Structure): string[] {
  if (absorbing === undefined || fields.length <= absorbing.width) return fields
  const { column, width } = absorbing
  const end = column + fields.length - width + 1
  const words = fields.slice(column, end)
  if (words.some((word) => word.includes(delimiter))) return fields
  return fields.toSpliced(column, end - column, words.join(delimiter))
}

function breaksLine(text: string, from: number, to: number): boolean {
  const feed = text.indexOf('\n', from)
  return feed >= 0 && feed < to
}

function isBackslashed(text: string, at: number): boolean {
  let count = 0
  while (text[at - 1 - count] === '\\') count += 1
  return count % 2 === 1
}

function countLines(value: string): number {
  if (!value.includes('\n') && !value.includes('\r')) return 0
  return value.match(/\r\n|\n|\r/g)?.length ?? 0
}
