import { isUtf8 } from 'node:buffer'
import { createWriteStream, type WriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Evidence, Reading } from '@datapilot/contracts'
import { readBytes, type ByteSource } from './byte-source.ts'
import { createDecoder, guessEncoding, wholeCharacters, type EncodingGuess } from './encoding.ts'
import { guessLegacyEncoding, settleEncoding, type Settled } from './legacy-encoding.ts'
import { LineDecoder } from './line-decoder.ts'
import { LineScan, type LineScanResult } from './line-scan.ts'
import { needsCleaning, TextCleaner } from './text-cleaner.ts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadLimits, ReadProgress } from '../reading-job.ts'

/** A file as clean UTF-8 text: where it lies, what it was, what a pass over all of it found. */
export interface TextFile {
  /** The uploaded file itself when it is clean already, else a copy in the scratch folder. */
  readonly path: string
  /** Bytes before the text in `path` (a byte order mark). */
  readonly skipBytes: number
  readonly encoding: string
  readonly bom: boolean
  readonly evidence: Evidence
  readonly scan: LineScanResult
  /** NUL characters that were taken out. */
  readonly removedNuls: number
  /** What else was changed or doubtful while bytes became text. */
  readonly warnings: Reading['warnings']
  /** False when only the beginning was read. */
  readonly complete: boolean
}

interface StageInput {
  readonly source: ByteSource
  readonly scratch: string
  readonly limits: ReadLimits
  readonly encoding: string | undefined
  readonly progress: (progress: ReadProgress) => void
}

/** Bytes that disprove UTF-8, with their surroundings. */
class NotUtf8 extends Error {
  readonly window: Buffer
  readonly at: number

  constructor(window: Buffer, at: number) {
    super('not UTF-8')
    this.window = window
    this.at = at
  }
}

/** Takes the text as it is, or writes it anew where decompression, decoding or NUL bytes require it. */
export async function stageText(input: StageInput, head: Buffer): Promise<TextFile> {
  refuseControlCharacters(head)
  const guess = guessEncoding(head)
  if (input.encoding !== undefined && input.encoding.toLowerCase() !== guess.encoding) {
    return write(input, overriddenGuess(input.encoding, guess))
  }
  if (guess.encoding !== 'utf-8') return write(input, guess)
  try {
    return input.source.compression === 'none' && !head.includes(0)
      ? await scanOnly(input, guess)
      : await write(input, guess)
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error
    return write(
      input,
      input.encoding === undefined ? guessLegacyEncoding(error.window, error.at, guess.bom) : refuseEncoding(error.at),
    )
  }
}

function overriddenGuess(encoding: string, guess: EncodingGuess): EncodingGuess {
  const alternatives = [
    { value: guess.encoding, reason: guess.evidence.reason, rows_lost: null, override: { encoding: guess.encoding } },
  ]
  const evidence: Evidence = {
    what: 'encoding',
    chosen: encoding,
    reason: 'set by hand',
    alternatives,
    ambiguous: false,
  }
  return { encoding: encoding.toLowerCase(), bom: guess.bom, evidence }
}

function refuseEncoding(at: number): never {
  throw new FileRefused('encoding_invalid', 'The file is not valid UTF-8.', {
    expected: 'valid UTF-8',
    where: `byte ${at}`,
  })
}

/** NUL (looked at apart), the delimiter of Hive, tab, LF, form feed, CR, the end of DOS files, the unit separator. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x00, 0x01, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1f])

/** Text has line ends and tabs, and next to no other control characters; UTF-16 shows as zeros and is looked at later. */
function refuseControlCharacters(head: Buffer): void {
  let controls = 0
  for (const byte of head) if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls += 1
  const zeros = head.filter((byte) => byte === 0).length
  const binaryZeros = zeros > head.length * 0.1 && zeros < head.length * 0.25
  if (controls <= head.length * 0.02 && !binaryZeros) return
  throw new FileRefused('file_not_text', 'The file is not text: it is full of control characters.', {
    expected: 'delimited text, or Parquet',
    where: 'within the first bytes',
  })
}

/** Checks UTF-8 over pieces that may cut a character in two. */
class Utf8Check {
  #rest = Buffer.alloc(0)
  #position = 0

  /** @throws NotUtf8 */
  add(bytes: Buffer): void {
    const joined = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const whole = wholeCharacters(joined)
    if (!isUtf8(whole)) {
      const offset = firstInvalid(whole)
      throw new NotUtf8(
        Buffer.from(whole.subarray(Math.max(0, offset - 60_000), offset + 60_000)),
        this.#position + offset,
      )
    }
    this.#position += whole.length
    this.#rest = Buffer.from(joined.subarray(whole.length))
  }

  end(): void {
    // The last character was cut, or is the only one of another encoding.
    if (this.#rest.length > 0) throw new NotUtf8(this.#rest, this.#position)
  }
}

/** Position of the first byte that is not UTF-8, by halving. */
function firstInvalid(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 4) {
    const middle = (good + bad) >> 1
    if (isUtf8(wholeCharacters(bytes.subarray(good, middle))))
      good += wholeCharacters(bytes.subarray(good, middle)).length || middle - good
    else bad = middle
  }
  return good
}

function refuseLongLine(scan: LineScan, limits: ReadLimits): void {
  if (scan.openLine <= limits.maxRecordBytes) return
  throw new FileRefused('line_too_long', `Line ${scan.linesSoFar + 1} is longer than ${limits.maxRecordBytes} bytes.`, {
    expected: `lines of at most ${limits.maxRecordBytes} bytes`,
    where: `line ${scan.linesSoFar + 1}`,
  })
}

async function scanOnly(input: StageInput, guess: EncodingGuess): Promise<TextFile> {
  const { source, limits } = input
  const scan = new LineScan()
  const check = new Utf8Check()
  const skipBytes = guess.bom ? 3 : 0
  let first = true
  for await (const { bytes, filePosition } of readBytes(source, limits)) {
    check.add(bytes)
    const text = first ? bytes.subarray(skipBytes) : bytes
    first = false
    scan.add(text)
    refuseLongLine(scan, limits)
    if (needsCleaning(text)) return write(input, guess)
    input.progress({ stage: 'scan', bytes: filePosition, total_bytes: source.size, rows: null })
  }
  if (source.until === null) check.end()
  return {
    path: source.path,
    skipBytes,
    encoding: guess.encoding,
    bom: guess.bom,
    evidence: guess.evidence,
    scan: scan.result(),
    removedNuls: 0,
    warnings: [],
    complete: source.until === null || source.until >= source.size,
  }
}

async function put(file: WriteStream, bytes: Buffer): Promise<void> {
  if (file.errored !== null) throw file.errored
  if (!file.write(bytes)) await once(file, 'drain')
}

async function write(input: StageInput, guess: EncodingGuess): Promise<TextFile> {
  const { source, limits, scratch } = input
  const path = join(scratch, 'text.csv')
  const file = createWriteStream(path)
  // What goes wrong is thrown by `put` and `finished`; a write that is cut off by a refusal may fail unheard.
  file.on('error', () => undefined)
  const scan = new LineScan()
  const lines = guess.byLine === undefined ? null : new LineDecoder(guess.byLine)
  const decoder = lines ?? (guess.encoding === 'utf-8' ? null : createDecoder(guess.encoding))
  const check = new Utf8Check()
  const cleaner = new TextCleaner()
  let read = 0
  const accept = async (decoded: Buffer): Promise<void> => {
    const clean = cleaner.clean(decoded)
    scan.add(clean)
    refuseLongLine(scan, limits)
    await put(file, clean)
  }
  try {
    for await (const { bytes, filePosition } of readBytes(source, limits)) {
      read += bytes.length
      if (decoder === null) {
        check.add(bytes)
        await accept(Buffer.from(bytes))
      } else await accept(Buffer.from(decoder.write(bytes), 'utf8'))
      input.progress({ stage: 'scan', bytes: filePosition, total_bytes: source.size, rows: null })
    }
    const complete = source.until === null || read < source.until
    if (complete && decoder === null) check.end()
    if (complete && decoder !== null) await accept(Buffer.from(decoder.end(), 'utf8'))
    file.end()
    await finished(file)
    const { encoding, evidence, warnings }: Settled = settleEncoding(guess, lines, cleaner.removedMarks)
    const { removedNuls } = cleaner
    const { bom } = guess
    return { path, skipBytes: 0, encoding, bom, evidence, scan: scan.result(), removedNuls, warnings, complete }
  } finally {
    file.destroy()
  }
}

/** Reads part of a text file as a string of whole characters. `length` in bytes. */
export async function readText(file: TextFile, from: number, length: number): Promise<string> {
  const handle = await open(file.path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await handle.read(buffer, 0, length, file.skipBytes + from)
    return wholeCharacters(buffer.subarray(0, bytesRead)).toString('utf8')
  } finally {
    await handle.close()
  }
}
