import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { Evidence } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'

/** How the bytes become characters. `confidence` is chardet's, 100 where the bytes prove it. */
export interface EncodingGuess {
  readonly encoding: string
  readonly bom: boolean
  readonly evidence: Evidence
}

const BOMS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** chardet takes Portuguese in latin-1 for many a neighbour; a Western reading this close behind the best one wins. */
const WESTERN_MARGIN = 25
const WESTERN = new Set(['ISO-8859-1', 'windows-1252'])

function evidence(chosen: string, reason: string, alternatives: Evidence['alternatives'] = []): Evidence {
  return { what: 'encoding', chosen, reason, alternatives, ambiguous: false }
}

function findBom(head: Buffer): EncodingGuess | null {
  const found = BOMS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))
  if (found === undefined) return null
  return { encoding: found.encoding, bom: true, evidence: evidence(found.encoding, 'byte order mark at the start') }
}

/** UTF-16 without a mark: text in Latin script has a zero in every second byte, always on the same side. */
function findUtf16(head: Buffer): EncodingGuess | null {
  const pairs = Math.floor(head.length / 2)
  if (pairs < 2) return null
  let evenZeros = 0
  let oddZeros = 0
  for (let index = 0; index < pairs * 2; index += 2) {
    if (head[index] === 0) evenZeros += 1
    if (head[index + 1] === 0) oddZeros += 1
  }
  const share = Math.max(evenZeros, oddZeros) / pairs
  if (share < 0.4 || Math.min(evenZeros, oddZeros) > pairs * 0.05) return null
  const encoding = oddZeros > evenZeros ? 'utf-16le' : 'utf-16be'
  const reason = `no byte order mark, but ${Math.round(share * 100)} % of the ${encoding === 'utf-16le' ? 'odd' : 'even'} bytes are zero`
  return { encoding, bom: false, evidence: evidence(encoding, reason) }
}

/** Cuts an unfinished character off the end, so that a piece of a file can be checked by itself. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < length ? bytes.subarray(0, bytes.length - back) : bytes
    }
  }
  return bytes
}

/** From the first bytes: a mark, UTF-16 by its zeros, else UTF-8, which the scan then proves over the whole file. */
export function guessEncoding(head: Buffer): EncodingGuess {
  return (
    findBom(head) ??
    findUtf16(head) ?? {
      encoding: 'utf-8',
      bom: false,
      evidence: evidence('utf-8', 'every byte of the file is valid UTF-8'),
    }
  )
}

const TWICE = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf€™œ“”¦]/gu

/** Characters that were UTF-8, taken for windows-1252 and encoded again (`SÃ£o`); 0 unless nearly all are like that. */
export function countDoubleEncoded(sample: string): number {
  const twice = sample.match(TWICE)?.length ?? 0
  const foreign = sample.match(/[^\u0000-\u007f]+/gu)?.length ?? 0
  return twice >= 2 && twice >= foreign * 0.8 ? twice : 0
}

function isC1(byte: number): boolean {
  return byte >= 0x80 && byte <= 0x9f
}

/** Bytes above ASCII that form valid UTF-8 characters, and those that do not. */
function countUtf8(bytes: Buffer): { valid: number; invalid: number } {
  let valid = 0
  let invalid = 0
  for (let index = 0; index < bytes.length;) {
    const byte = bytes[index] ?? 0
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
    const good = length > 0 && index + length <= bytes.length && isUtf8(bytes.subarray(index, index + length))
    if (length !== 1) {
      if (good) valid += 1
      else invalid += 1
    }
    index += good ? length : 1
  }
  return { valid, invalid }
}

/** Letters that Portuguese and its neighbours write often, and signs and letters that are rarer. */
const FREQUENT = /[áàâãéêíóôõúçñÁÀÂÃÉÊÍÓÔÕÚÇÑ]/gu
const RARE = /[äèëìîïòöùûüÄÈËÌÎÏÒÖÙÛÜßºª°²³€£“”‘’–—…•§\u00a0]/gu

/** DOS and old Mac texts use bytes that windows-1252 gives to other characters: the reading with the most usual ones wins. */
function likeliestWestern(window: Buffer): string {
  const usual = (name: string): number => {
    const text = iconv.decode(window, name)
    return (text.match(FREQUENT)?.length ?? 0) + 0.3 * (text.match(RARE)?.length ?? 0)
  }
  const counts = ['windows-1252', 'cp850', 'macintosh'].map((name) => ({ name, count: usual(name) }))
  const [windows] = counts
  const [best] = counts.toSorted((left, right) => right.count - left.count)
  // Few bytes say little, and windows-1252 is by far the most common.
  return best !== undefined && best.count >= 3 && best.count > 1.5 * (windows?.count ?? 0) ? best.name : 'windows-1252'
}

/**
 * The encoding of bytes that are not UTF-8, from a piece that contains the offending ones.
 *
 * @param window bytes around the first invalid one. @param at its position in the file.
 * @throws FileRefused `encoding_invalid` for UTF-8 with damage, which no other encoding would read right.
 */
export function guessLegacyEncoding(window: Buffer, at: number): EncodingGuess {
  const { valid, invalid } = countUtf8(window)
  if (valid > 4 * invalid && valid >= 8) {
    throw new FileRefused('encoding_invalid', 'The file is UTF-8, but some bytes are not valid in it.', {
      expected: 'valid UTF-8, or another encoding given by hand',
      where: `byte ${at}`,
    })
  }
  const guesses = analyse(window).filter(({ name }) => name !== 'UTF-8' && iconv.encodingExists(name))
  const best = guesses[0]
  const western = guesses.find(({ name }) => WESTERN.has(name))
  const foreign =
    best !== undefined && best.confidence >= 50 && best.confidence - (western?.confidence ?? 0) > WESTERN_MARGIN
  const west = window.some(isC1) ? likeliestWestern(window) : 'iso-8859-1'
  const encoding = foreign && west !== 'cp850' && west !== 'macintosh' ? best.name.toLowerCase() : west
  const others = guesses.slice(0, 3).filter(({ name }) => name.toLowerCase() !== encoding)
  const alternatives = others.map(({ name, confidence }) => ({
    value: name.toLowerCase(),
    reason: `confidence ${confidence} of 100`,
    rows_lost: null,
  }))
  const utf8 = { value: 'utf-8', reason: `byte ${at} is not valid UTF-8`, rows_lost: null }
  const reason = `not UTF-8 (byte ${at}); letters fit ${encoding}`
  return { encoding, bom: false, evidence: evidence(encoding, reason, [utf8, ...alternatives]) }
}

export interface TextDecoding {
  write(bytes: Buffer): string
  end(): string
}

/**
 * A streaming decoder. Node's own decoder for windows-1252 leaves control characters in place of € and quotes, hence
 * iconv-lite; latin-1 and UTF-16 are native.
 *
 * @throws FileRefused `encoding_unknown`; on reading, `encoding_invalid`.
 */
export function createDecoder(encoding: string): TextDecoding {
  const name = encoding.toLowerCase()
  if (name === 'iso-8859-1' || name === 'latin1') {
    return { write: (bytes) => bytes.toString('latin1'), end: () => '' }
  }
  if (name.startsWith('utf-16') || name === 'utf-8') return createUnicodeDecoder(name === 'utf-16' ? 'utf-16le' : name)
  if (!iconv.encodingExists(name)) {
    throw new FileRefused('encoding_unknown', `The encoding ${encoding} is not known.`, {
      expected: 'utf-8, windows-1252, utf-16le, …',
    })
  }
  const decoder = iconv.getDecoder(name)
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' }
}

function createUnicodeDecoder(name: string): TextDecoding {
  const decoder = new TextDecoder(name, { fatal: true })
  let position = 0
  const decode = (bytes: Buffer | null): string => {
    try {
      const text = bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true })
      position += bytes?.length ?? 0
      return text
    } catch {
      throw new FileRefused('encoding_invalid', `The bytes are not valid ${name}.`, {
        expected: `valid ${name}`,
        where: `bytes ${position} to ${position + (bytes?.length ?? 0)}`,
      })
    }
  }
  return { write: decode, end: () => decode(null) }
}
