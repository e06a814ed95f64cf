import { readBytes } from '../source/byte-source.ts'
import { wholeCharacters } from '../source/encoding.ts'
import type { HeaderReading } from '../dialect/header.ts'
import type { ReadLimits } from '../reading-job.ts'
import { RecordFiles, type SplitResult } from './record-files.ts'
import { RecordSplitter, type Structure } from './records.ts'
import type { RowRepair } from './row-repair.ts'
import type { TextFile } from '../source/text-stage.ts'

export interface SplitInput {
  readonly text: TextFile
  readonly structure: Structure
  readonly header: HeaderReading
  readonly repair: RowRepair
  /** Lines of the footer as said by hand; null looks for one. */
  readonly footerLines: number | null
  readonly scratch: string
  readonly limits: ReadLimits
  /** Stop after this many bytes of text; for previews. */
  readonly until: number | null
  readonly progress: (bytes: number, rows: number) => void
}

/** Reads every record with our own splitter and writes rows and rejects as files that the engine reads without guessing. */
export async function splitExactly(input: SplitInput): Promise<SplitResult> {
  const { text, header, repair, footerLines, scratch, limits } = input
  const ending = { footerLines, complete: text.complete }
  const files = new RecordFiles({ header, repair, ending, scratch, show: input.until !== null })
  const splitter = new RecordSplitter(input.structure, limits.maxRecordBytes, header.width)
  try {
    for await (const { piece, last, bytes } of textPieces(input)) {
      for (const record of splitter.push(piece, last)) files.add(record)
      input.progress(bytes, files.rows)
    }
    return files.finish()
  } finally {
    files.close()
  }
}

/** The text in pieces of whole characters; the last piece of a cut text ends with its last complete line. */
async function* textPieces(input: SplitInput): AsyncGenerator<{ piece: string; last: boolean; bytes: number }> {
  const { text, limits, until } = input
  const source = { path: text.path, compression: 'none' as const, size: 0, until }
  let rest = Buffer.alloc(0)
  let skip = text.skipBytes
  let bytes = 0
  for await (const chunk of readBytes(source, { ...limits, maxBytes: Infinity })) {
    bytes += chunk.bytes.length
    const joined = Buffer.concat([rest, chunk.bytes.subarray(skip)])
    skip = 0
    const whole = wholeCharacters(joined)
    rest = Buffer.from(joined.subarray(whole.length))
    yield { piece: whole.toString('utf8'), last: false, bytes }
  }
  if (text.complete) yield { piece: rest.toString('utf8'), last: true, bytes }
}
