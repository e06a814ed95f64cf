import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import type { TextDecoding } from './encoding.ts'

const LF = 0x0a
const CR = 0x0d
/** A piece without a line end is decoded as it is when it has grown to this. */
const LONGEST_WAIT = 1024 * 1024
const PAIR = /[\u00c2-\u00f4][\u0080-\u00bf]/
const C1 = /[\u0080-\u009f]/
const C1_LINES = /[^\r\n]*[\u0080-\u009f][^\r\n]*/g

/** Characters of UTF-8 as such, and every byte that is part of none by windows-1252. */
function decodeMixed(line: Buffer): string {
  let text = ''
  let good = 0
  for (let index = 0; index < line.length;) {
    const byte = line[index] ?? 0
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
    if (length === 1 || (length > 1 && index + length <= line.length && isUtf8(line.subarray(index, index + length)))) {
      index += length
      continue
    }
    text += line.toString('utf8', good, index) + iconv.decode(line.subarray(index, index + 1), 'windows-1252')
    index += 1
    good = index
  }
  return text + line.toString('utf8', good)
}

/**
 * Decodes text whose lines are not all in one encoding, as in files that were put together from several: every line by
 * itself. `western` is windows-1252 (which contains what people call latin-1) unless a line is UTF-8; `utf-8` is UTF-8
 * unless bytes of a line cannot be.
 */
export class LineDecoder implements TextDecoding {
  readonly #mode: 'western' | 'utf-8'
  #rest = Buffer.alloc(0)
  #lines = 0
  /** Lines that were not in the encoding of the others. */
  odd = 0
  firstOdd: number | null = null
  /** Lines with a byte that is a sign in windows-1252 and a control character in ISO 8859-1. */
  c1Lines = 0
  /** Bytes that windows-1252 gives to no character. */
  undefinedBytes = 0

  constructor(mode: 'western' | 'utf-8') {
    this.#mode = mode
  }

  write(bytes: Buffer): string {
    const joined = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const end = Math.max(joined.lastIndexOf(LF), joined.lastIndexOf(CR)) + 1
    const whole = end === 0 && joined.length > LONGEST_WAIT ? joined.length : end
    this.#rest = Buffer.from(joined.subarray(whole))
    return this.#decode(joined.subarray(0, whole))
  }

  end(): string {
    const rest = this.#rest
    this.#rest = Buffer.alloc(0)
    return this.#decode(rest)
  }

  #decode(block: Buffer): string {
    const text = this.#decodeBlock(block)
    for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) this.#lines += 1
    return text
  }

  #decodeBlock(block: Buffer): string {
    if (this.#mode === 'utf-8') return isUtf8(block) ? block.toString('utf8') : this.#byLine(block)
    const latin = block.toString('latin1')
    if (PAIR.test(latin)) return this.#byLine(block)
    return C1.test(latin) ? this.#windows(block, latin) : latin
  }

  #windows(block: Buffer, latin: string): string {
    this.c1Lines += latin.match(C1_LINES)?.length ?? 0
    const text = iconv.decode(block, 'windows-1252')
    this.undefinedBytes += text.match(/\ufffd/g)?.length ?? 0
    return text
  }

  #byLine(block: Buffer): string {
    let text = ''
    let line = this.#lines
    for (let from = 0; from < block.length;) {
      const at = block.indexOf(LF, from)
      const next = at < 0 ? block.length : at + 1
      line += 1
      text += this.#line(block.subarray(from, next), line)
      from = next
    }
    return text
  }

  #line(bytes: Buffer, line: number): string {
    const utf8 = isUtf8(bytes)
    const latin = bytes.toString('latin1')
    const ascii = utf8 && !/[\u0080-\u00ff]/.test(latin)
    if (ascii) return latin
    if (utf8 !== (this.#mode === 'utf-8')) {
      this.odd += 1
      this.firstOdd ??= line
    }
    if (utf8) return bytes.toString('utf8')
    if (this.#mode === 'utf-8') return decodeMixed(bytes)
    return C1.test(latin) ? this.#windows(bytes, latin) : latin
  }
}
