import iconv from 'iconv-lite'
import type { Evidence } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'

/** How the bytes become characters. `confidence` is chardet's, 100 where the bytes prove it. */
export interface EncodingGuess {
  readonly encoding: string
  readonly bom: boolean
  readonly evidence: Evidence
  /** Set where lines are decoded one by one, because they need not agree. */
  readonly byLine?: 'western' | 'utf-8'
}

const BOMS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

export function encodingEvidence(
  chosen: string,
  reason: string,
  alternatives: Evidence['alternatives'] = [],
): Evidence {
  return { what: 'encoding', chosen, reason, alternatives, ambiguous: false }
}

function findBom(head: Buffer): EncodingGuess | null {
  const found = BOMS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))
  if (found === undefined) return null
  return {
    encoding: found.encoding,
    bom: true,
    evidence: encodingEvidence(found.encoding, 'byte order mark at the start'),
  }
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
  return { encoding, bom: false, evidence: encodingEvidence(encoding, reason) }
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
  return findBom(head) ?? findUtf16(head) ?? { encoding: 'utf-8', bom: false, evidence: provenUtf8(head) }
}

function provenUtf8(head: Buffer): Evidence {
  const lines = head.toString('latin1').split(/\r\n|\n|\r/)
  const foreign = lines.filter((line) => /[\u0080-\u00ff]/.test(line)).length
  const reason = foreign === 0 ? 'the same characters in the beginning' : 'letters with accents would become two signs'
  const western = { value: 'windows-1252', reason, rows_lost: foreign, override: { encoding: 'windows-1252' } }
  return {
    ...encodingEvidence('utf-8', 'every byte of the file is valid UTF-8', [western]),
    counted: { rows: lines.length, whole_file: false },
  }
}

const TWICE = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf€™œ“”¦]/gu

/** Characters that were UTF-8, taken for windows-1252 and encoded again (`SÃ£o`); 0 unless nearly all are like that. */
export function countDoubleEncoded(sample: string): number {
  const twice = sample.match(TWICE)?.length ?? 0
  const foreign = sample.match(/[^\u0000-\u007f]+/gu)?.length ?? 0
  return twice >= 2 && twice >= foreign * 0.8 ? twice : 0
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
