import { join } from 'node:path'
import { openAnalysis, threadsFor, type AnalysisSession } from './analysis-session.ts'
import { nameColumns } from './dialect/column-names.ts'
import type { Conventions } from './types/plans.ts'
import type { DelimitedInput, DelimitedReading, Table } from './delimited-job.ts'
import { presentReading } from './delimited.presenter.ts'
import { detect, fittingRows, readTail, refuseShape, type Detected } from './dialect/detect.ts'
import { givenColumns, refuseContradiction } from './dialect/override.ts'
import { splitSample } from './dialect/sample-records.ts'
import { splitExactly } from './rows/exact-split.ts'
import { canReadDirectly } from './rows/fast-path.ts'
import { countFooter } from './dialect/footer.ts'
import { readCsv, type CsvSource } from './reading.sql.ts'
import { RowRepair } from './rows/row-repair.ts'
import {
  linesAddUp,
  refuseNoRows,
  refuseUnaccounted,
  splitWarnings,
  typeSplitRows,
  writeRejects,
} from './rows/split-table.ts'
import { stageText } from './source/text-stage.ts'
import { writeTypedTable, type TypedTable } from './types/typed-table.ts'

/**
 * Reads a delimited text: encoding, dialect, header, rows, types. Every physical line is accounted for, or the file is
 * refused.
 */
export async function readDelimited(input: DelimitedInput): Promise<DelimitedReading> {
  const { job, size } = input
  refuseContradiction(job.override)
  const source = { path: job.path, compression: input.compression, size, until: input.until }
  const { scratch, limits, override } = job
  const text = await stageText(
    { source, scratch, limits, encoding: override.encoding, progress: input.progress },
    input.head,
  )
  const detected = await detect(text, override)
  refuseShape(detected, job)
  const threads = threadsFor(detected.header.width, job.threads)
  const session = await openAnalysis(scratch, job.memoryBytes, threads, (share) =>
    tellConverted(input, detected, share),
  )
  try {
    const table = await readTable(input, detected, session)
    const rejectsPath = await writeRejects(session, job, table.rejected)
    const reading = presentReading(input, detected, table)
    const parquetPath = join(job.outputDir, 'data.parquet')
    const other = table.otherTable === null ? null : { line: table.otherTable, text }
    return { reading, parquetPath, rejectsPath, complete: text.complete, lines: table.shown, other }
  } finally {
    session.close()
  }
}

/** Lines stand for rows, which are known when the table is done; the engine's share is one of bytes. */
function tellConverted({ size, progress }: DelimitedInput, { text }: Detected, share: number): void {
  const rows = Math.floor(share * text.scan.lines)
  progress({ stage: 'convert', bytes: Math.floor(share * size), total_bytes: size, rows })
}

async function readTable(input: DelimitedInput, detected: Detected, session: AnalysisSession): Promise<Table> {
  if (input.until === null && canReadDirectly(detected) && (await endsPlainly(input, detected))) {
    const direct = await readDirectly(input, detected, session)
    if (direct !== null) return direct
  }
  return readExactly(input, detected, session)
}

/** No footer, and no blank line that could part two tables: those at the end part nothing. */
async function endsPlainly({ job }: DelimitedInput, { text, structure, header }: Detected): Promise<boolean> {
  const tail = await readTail(text)
  const last = /(?:\r\n|\n|\r)*$/.exec(tail)?.[0] ?? ''
  const blankEnd = Math.max(0, last.replaceAll('\r\n', '\n').length - 1)
  if (text.scan.blank > header.blankLines + blankEnd) return false
  const given = job.override.footer_lines
  return given === undefined
    ? countFooter(splitSample(tail, structure, true).slice(1), header.width) === 0
    : given === 0
}

/** The engine reads the text itself, on all cores; null when it could not or its rows do not add up to the lines. */
async function readDirectly(
  input: DelimitedInput,
  detected: Detected,
  session: AnalysisSession,
): Promise<Table | null> {
  const { text, structure, header } = detected
  const source: CsvSource = {
    path: text.path,
    ...structure,
    newline: text.scan.crlf > 0 ? 'crlf' : 'lf',
    skipLines: header.firstDataLine - 1,
    columns: header.width,
    longestLine: text.scan.longest,
    parallel: true,
  }
  tellConverted(input, detected, 0)
  const typed = await convert(input, detected, session, readCsv(source)).catch((error: unknown) => {
    if (error instanceof Error && /CSV Error|Invalid Input Error: CSV|Maximum line size/i.test(error.message))
      return null
    throw error
  })
  if (typed === null) return null
  const preamble = header.preamble.filter((record) => record.raw.trim() !== '').length
  const counted = {
    preamble,
    header: header.headerLines,
    blank: text.scan.blank,
    footer: 0,
    in_rows: typed.rows,
    in_rejected: 0,
  }
  const lines = { physical: text.scan.lines, ...counted }
  return linesAddUp(lines) ? { typed, lines, rejected: 0, footer: [], warnings: [], otherTable: null, shown: [] } : null
}

async function readExactly(input: DelimitedInput, detected: Detected, session: AnalysisSession): Promise<Table> {
  const { job, size } = input
  const { text, structure, header } = detected
  const split = await splitExactly({
    text,
    structure,
    header,
    repair: new RowRepair(header.width, fittingRows(detected), header.shortRows),
    footerLines: job.override.footer_lines ?? null,
    scratch: job.scratch,
    limits: job.limits,
    until: input.until,
    progress: (bytes, rows) =>
      input.progress({ stage: 'split', bytes: Math.min(bytes, size), total_bytes: size, rows }),
  })
  refuseNoRows(split, header.width)
  refuseUnaccounted(split, text.complete ? text.scan.lines : null)
  tellConverted(input, detected, 0)
  const typed = await typeSplitRows(split, header.width, (relation) => convert(input, detected, session, relation))
  const warnings = splitWarnings(split)
  const { lines, rejected, footer, otherTable, shown } = split
  return { typed, lines, rejected, footer, warnings, otherTable, shown }
}

async function convert(
  input: DelimitedInput,
  detected: Detected,
  session: AnalysisSession,
  relation: string,
): Promise<TypedTable> {
  const { job } = input
  const { header, structure } = detected
  const european = structure.delimiter === ';'
  const conventions: Conventions = {
    decimal: job.override.decimal ?? null,
    thousands: job.override.thousands,
    dateOrder: job.override.date_order ?? null,
    european,
  }
  const names = nameColumns(header.cells, header.width)
  const table = await writeTypedTable({
    session,
    relation,
    sample: fittingRows(detected).map(({ fields }) => fields),
    sampleIsAll: detected.sampleIsAll,
    names,
    given: givenColumns(job.override, names),
    parquetPath: join(job.outputDir, 'data.parquet'),
    conventions,
  })
  tellConverted(input, detected, 1)
  return table
}
