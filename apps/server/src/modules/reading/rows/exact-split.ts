import { join } from 'node:path'
import type { LineCounts } from '@datapilot/contracts'
import { readBytes } from '../source/byte-source.ts'
import { CsvWriter } from './csv-writer.ts'
import { wholeCharacters } from '../source/encoding.ts'
import type { HeaderReading } from '../dialect/header.ts'
import type { ReadLimits } from '../reading-job.ts'
import { RecordSplitter, type FileRecord, type Structure } from './records.ts'
import type { RowRepair } from './row-repair.ts'
import { RowSorter, type RejectReason } from './row-sorter.ts'
import type { TextFile } from '../source/text-stage.ts'

const RAW_LIMIT = 4_000

export interface SplitInput {
  readonly text: TextFile
  readonly structure: Structure
  readonly header: HeaderReading
  readonly repair: RowRepair
  readonly scratch: string
  readonly limits: ReadLimits
  /** Stop after this many bytes of text; for previews. */
  readonly until: number | null
  readonly progress: (bytes: number, rows: number) => void
}

export interface SplitResult {
  readonly rowsPath: string
  /** Bytes of the longest line in `rowsPath`. */
  readonly longestLine: number
  readonly rows: number
  readonly rejected: number
  readonly reasons: ReadonlyMap<RejectReason, number>
  readonly repaired: number
  readonly repairedAt: readonly number[]
  readonly unquoted: number
  readonly footer: readonly FileRecord[]
  readonly lines: LineCounts
}

/** Reads every record with our own splitter and writes rows and rejects as files that the engine reads without guessing. */
export async function splitExactly(input: SplitInput): Promise<SplitResult> {
  const { text, header, scratch, limits } = input
  const rows = new CsvWriter(join(scratch, 'rows.csv'), header.width)
  const rejects = new CsvWriter(join(scratch, 'rejects.csv'), 3)
  const sorter = new RowSorter(header, input.repair, {
    row: (fields) => rows.write(fields),
    reject: (record, reason) => rejects.write([String(record.line), reason, record.raw.slice(0, RAW_LIMIT)]),
  })
  const splitter = new RecordSplitter(input.structure, limits.maxRecordBytes, header.width)
  let physical = 0
  const accept = (record: FileRecord): void => {
    physical += record.lines
    sorter.add(record)
  }
  try {
    for await (const { piece, last, bytes } of textPieces(input)) {
      for (const record of splitter.push(piece, last)) accept(record)
      input.progress(bytes, sorter.rows)
    }
    sorter.end()
  } finally {
    rows.close()
    rejects.close()
  }
  const lines: LineCounts = { physical, ...sorter.lines }
  const { rejected, reasons, repaired, repairedAt, unquoted, footer } = sorter
  return {
    rowsPath: rows.path,
    longestLine: rows.longestLine,
    rows: sorter.rows,
    rejected,
    reasons,
    repaired,
    repairedAt,
    unquoted,
    footer,
    lines: text.complete ? lines : { ...lines, physical },
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
