import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { Evidence, Reading } from '@datapilot/contracts'
import { encodingEvidence, type EncodingGuess } from './encoding.ts'
import type { LineDecoder } from './line-decoder.ts'

/** chardet takes Portuguese in latin-1 for many a neighbour; a Western reading this close behind the best one wins. */
const WESTERN_MARGIN = 25
const WESTERN = new Set(['ISO-8859-1', 'windows-1252'])
const MOST_ALTERNATIVES = 4

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

/**
 * Letters that Portuguese and its neighbours write often, capitals only beside capitals: `10 €` is no `10 Ç`. Then signs
 * and letters that are rarer.
 */
const FREQUENT = /[áàâãéêíóôõúçñ]|(?<=\p{Lu})[ÁÀÂÃÉÊÍÓÔÕÚÇÑ]|(?<!\p{Ll})[ÁÀÂÃÉÊÍÓÔÕÚÇÑ](?=\p{Lu})/gu
const RARE = /[äèëìîïòöùûüÄÈËÌÎÏÒÖÙÛÜßºª°²³€£“”‘’–—…•§\u00a0]/gu

/** Signs of windows-1252 between 0x80 and 0x9f that people write; the others there are rare in any text. */
const WRITTEN = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99])
/** Bytes that windows-1252 gives to nothing. */
const UNDEFINED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

interface Western {
  readonly name: string
  /** Another reading has nearly as many usual characters. */
  readonly doubtful: boolean
}

/** DOS and old Mac texts use bytes that windows-1252 gives to other characters: the reading with the most usual ones wins. */
function likeliestWestern(window: Buffer): Western {
  const usual = (name: string): number => {
    const text = iconv.decode(window, name)
    return (text.match(FREQUENT)?.length ?? 0) + 0.3 * (text.match(RARE)?.length ?? 0)
  }
  const counts = ['windows-1252', 'cp850', 'macintosh'].map((name) => ({ name, count: usual(name) }))
  const [windows] = counts
  const [best, second] = counts.toSorted((left, right) => right.count - left.count)
  const close = best !== undefined && second !== undefined && best.count > 0 && second.count > 0.8 * best.count
  // Few bytes say little, and windows-1252 is by far the most common.
  const signs = window.filter(isC1)
  const rare = signs.filter((byte) => !WRITTEN.has(byte)).length
  const odd = rare * 2 >= signs.length || signs.some((byte) => UNDEFINED.has(byte))
  const other = odd && best !== undefined && best.count >= 3 && best.count > 1.5 * (windows?.count ?? 0)
  return { name: other ? best.name : 'windows-1252', doubtful: odd && close }
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/)

/** What other encodings would make of a piece of the file: how many of its lines would read differently. */
function alternativesTo(chosen: string, names: readonly string[], window: Buffer): Evidence['alternatives'] {
  const own = linesOf(iconv.decode(window, chosen))
  return [...new Set(names)]
    .filter((name) => name !== chosen && iconv.encodingExists(name))
    .slice(0, MOST_ALTERNATIVES)
    .map((name) => {
      const other = linesOf(iconv.decode(window, name))
      const changed = own.filter((line, index) => line !== other[index]).length
      const reason = changed === 0 ? 'the same characters' : 'letters with accents would be others'
      return { value: name, reason, rows_lost: changed, override: { encoding: name } }
    })
}

/**
 * The encoding of bytes that are not UTF-8, from a piece that contains the offending ones.
 *
 * @param window bytes around the first invalid one. @param at its position in the file.
 * @param bom the file starts with the mark of UTF-8.
 */
export function guessLegacyEncoding(window: Buffer, at: number, bom = false): EncodingGuess {
  const { valid, invalid } = countUtf8(window)
  const counted = { rows: linesOf(window.toString('latin1')).length, whole_file: false }
  if (valid > invalid || bom || window.length < 4) {
    const reason = `byte ${at} is not valid UTF-8`
    const alternatives = alternativesTo('utf-8', ['windows-1252'], window)
    const evidence = { ...encodingEvidence('utf-8', reason, alternatives), counted, ambiguous: true }
    return { encoding: 'utf-8', bom, byLine: 'utf-8', evidence }
  }
  const guesses = analyse(window).filter(({ name }) => name !== 'UTF-8' && iconv.encodingExists(name))
  const [best] = guesses
  const western = guesses.find(({ name }) => WESTERN.has(name))
  const foreign =
    best !== undefined && best.confidence >= 50 && best.confidence - (western?.confidence ?? 0) > WESTERN_MARGIN
  const west = window.some(isC1) ? likeliestWestern(window) : { name: 'iso-8859-1', doubtful: false }
  const old = west.name === 'cp850' || west.name === 'macintosh'
  const encoding = foreign && !old ? best.name.toLowerCase() : west.name
  const others = ['utf-8', ...guesses.map(({ name }) => name.toLowerCase()), 'windows-1252', 'cp850']
  const alternatives = alternativesTo(encoding, others, window)
  const reason = `not UTF-8 (byte ${at}); letters fit ${encoding}`
  const utf8 = alternatives.find(({ value }) => value === 'utf-8')
  if (utf8 !== undefined) utf8.reason = `byte ${at} is not valid UTF-8`
  const evidence = { ...encodingEvidence(encoding, reason, alternatives), counted, ambiguous: west.doubtful }
  const byLine = encoding === 'iso-8859-1' || encoding === 'windows-1252'
  return { encoding, bom: false, evidence, ...(byLine ? { byLine: 'western' as const } : {}) }
}

export interface Settled {
  readonly encoding: string
  readonly evidence: Evidence
  readonly warnings: Reading['warnings']
}

/** What the whole file says in the end: ISO 8859-1 and windows-1252 differ in few bytes, which may come late. */
export function settleEncoding(guess: EncodingGuess, lines: LineDecoder | null, removedMarks: number): Settled {
  const marks = { code: 'bom_removed', detail: 'Byte order marks inside the file were taken out.', count: removedMarks }
  const marked = removedMarks > 0 ? [marks] : []
  if (lines === null) return { encoding: guess.encoding, evidence: guess.evidence, warnings: marked }
  const western = guess.byLine === 'western'
  const encoding = western ? (lines.c1Lines > 0 ? 'windows-1252' : 'iso-8859-1') : guess.encoding
  const other = western ? 'UTF-8' : 'windows-1252'
  const mixed = {
    code: 'mixed_encoding',
    detail: `Lines that are not in the encoding of the others were read as ${other}, first line ${lines.firstOdd ?? 0}.`,
    count: lines.odd,
  }
  const unknown = {
    code: 'undecodable_bytes',
    detail: 'Bytes that are no character were replaced by U+FFFD.',
    count: lines.undefinedBytes,
  }
  const reason = western && encoding !== guess.encoding ? `not UTF-8; letters fit ${encoding}` : guess.evidence.reason
  const evidence = {
    ...guess.evidence,
    chosen: encoding,
    reason,
    alternatives: western ? westernAlternatives(guess.evidence, encoding, lines) : guess.evidence.alternatives,
    ambiguous: guess.evidence.ambiguous || lines.odd > 0,
  }
  return { encoding, evidence, warnings: [...marked, ...[mixed, unknown].filter(({ count }) => count > 0)] }
}

function westernAlternatives(evidence: Evidence, encoding: string, { c1Lines }: LineDecoder): Evidence['alternatives'] {
  const twin = encoding === 'windows-1252' ? 'iso-8859-1' : 'windows-1252'
  const reason = c1Lines === 0 ? 'the same characters' : 'signs such as € and quotes would be control characters'
  const others = evidence.alternatives.filter(({ value }) => value !== twin && value !== encoding)
  const [utf8, ...rest] = others
  const same = { value: twin, reason, rows_lost: c1Lines, override: { encoding: twin } }
  return [...(utf8 === undefined ? [] : [utf8]), same, ...rest]
}
