import { join } from 'node:path'
import type { LineCounts, Reading } from '@datapilot/contracts'
import { openAnalysis, threadsFor, type AnalysisSession } from './analysis-session.ts'
import { nameColumns } from './dialect/column-names.ts'
import type { Conventions } from './types/column-plan.ts'
import type { DelimitedInput, Table } from './delimited-job.ts'
import { presentReading } from './delimited.presenter.ts'
import { detect, fittingRows, readTail, refuseShape, type Detected } from './dialect/detect.ts'
import { splitSample } from './dialect/sample-records.ts'
import { splitExactly } from './rows/exact-split.ts'
import { canReadDirectly } from './rows/fast-path.ts'
import { countFooter } from './dialect/footer.ts'
import type { ReadResult } from './reading-job.ts'
import { FileRefused } from './reading.errors.ts'
import { copyToParquet, readCsv, rejectsSelect, type CsvSource } from './reading.sql.ts'
import { RowRepair } from './rows/row-repair.ts'
import type { RejectReason } from './rows/row-sorter.ts'
import { stageText } from './source/text-stage.ts'
import { writeTypedTable, type TypedTable } from './types/typed-table.ts'

/**
 * Reads a delimited text: encoding, dialect, header, rows, types. Every physical line is accounted for, or the file is
 * refused.
 */
export async function readDelimited(input: DelimitedInput): Promise<ReadResult & { readonly complete: boolean }> {
  const { job, size } = input
  const source = { path: job.path, compression: input.compression, size, until: input.until }
  const { scratch, limits, override } = job
  const text = await stageText(
    { source, scratch, limits, encoding: override.encoding, progress: input.progress },
    input.head,
  )
  const detected = await detect(text, override)
  refuseShape(detected, job)
  const session = await openAnalysis(scratch, job.memoryBytes, threadsFor(detected.header.width, job.threads))
  try {
    const table = await readTable(input, detected, session)
    const rejectsPath = table.rejected === 0 ? null : join(job.outputDir, 'rejects.parquet')
    if (rejectsPath !== null) {
      const csv = readCsv(plainSource(join(scratch, 'rejects.csv'), 3, 0))
      await session.run(copyToParquet(rejectsSelect(csv), rejectsPath))
    }
    const reading = presentReading(input, detected, table)
    return { reading, parquetPath: join(job.outputDir, 'data.parquet'), rejectsPath, complete: text.complete }
  } finally {
    session.close()
  }
}

function plainSource(path: string, columns: number, longestLine: number, parallel = true): CsvSource {
  return { path, delimiter: ',', quote: '"', escape: '"', newline: 'lf', skipLines: 0, columns, longestLine, parallel }
}

async function readTable(input: DelimitedInput, detected: Detected, session: AnalysisSession): Promise<Table> {
  const tail = splitSample(await readTail(detected.text), detected.structure, true)
  const footer = countFooter(tail.slice(1), detected.header.width)
  if (footer === 0 && canReadDirectly(detected)) {
    const direct = await readDirectly(input, detected, session)
    if (direct !== null) return direct
  }
  return readExactly(input, detected, session)
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
  input.progress({ stage: 'convert', bytes: input.size, total_bytes: input.size, rows: null })
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
  return linesAddUp(lines) ? { typed, lines, rejected: 0, footer: [], warnings: [] } : null
}

async function readExactly(input: DelimitedInput, detected: Detected, session: AnalysisSession): Promise<Table> {
  const { job, size } = input
  const { text, structure, header } = detected
  const split = await splitExactly({
    text,
    structure,
    header,
    repair: new RowRepair(header.width, fittingRows(detected)),
    scratch: job.scratch,
    limits: job.limits,
    until: input.until,
    progress: (bytes, rows) =>
      input.progress({ stage: 'split', bytes: Math.min(bytes, size), total_bytes: size, rows }),
  })
  if (split.rows === 0) {
    throw new FileRefused('no_rows', 'No line of the file fits the table that its first lines describe.', {
      expected: `rows of ${header.width} fields`,
      data: { rejected_rows: split.rejected },
    })
  }
  if (!linesAddUp(split.lines) || (text.complete && split.lines.physical !== text.scan.lines)) {
    throw new FileRefused(
      'lines_unaccounted',
      'Not every line of the file could be accounted for, so nothing was kept.',
      {
        data: { ...split.lines, counted_apart: text.scan.lines },
      },
    )
  }
  input.progress({ stage: 'convert', bytes: size, total_bytes: size, rows: split.rows })
  let typed = await convert(
    input,
    detected,
    session,
    readCsv(plainSource(split.rowsPath, header.width, split.longestLine)),
  )
  if (typed.rows !== split.rows) {
    const sequential = plainSource(split.rowsPath, header.width, split.longestLine, false)
    typed = await convert(input, detected, session, readCsv(sequential))
  }
  if (typed.rows !== split.rows) throw new Error(`The engine read ${typed.rows} of ${split.rows} rows.`)
  const warnings: Reading['warnings'] = [...split.reasons].map(([code, count]) => ({
    code,
    detail: REJECTED[code],
    count,
  }))
  if (split.repaired > 0) {
    const detail = `Rows with a surplus empty field or without their last empty fields were put in line, first at lines ${split.repairedAt.join(', ')}.`
    warnings.push({ code: 'rows_repaired', detail, count: split.repaired })
  }
  if (split.unquoted > 0)
    warnings.push({ code: 'stray_quotes', detail: 'Quotes that do not pair were kept as text.', count: split.unquoted })
  return { typed, lines: split.lines, rejected: split.rejected, footer: split.footer, warnings }
}

/** What became of the rejected records, as sentences. */
const REJECTED: Readonly<Record<RejectReason, string>> = {
  too_few_fields: 'Records with too few fields were rejected.',
  too_many_fields: 'Records with too many fields were rejected.',
  other_table: 'The file holds another table; its lines were rejected.',
  repeated_header: 'Copies of the header were rejected.',
  comment: 'Lines that start with # were rejected as comments.',
  ruler: 'Lines that only draw a rule were rejected.',
}

function linesAddUp(lines: LineCounts): boolean {
  return (
    lines.physical === lines.preamble + lines.header + lines.blank + lines.footer + lines.in_rows + lines.in_rejected
  )
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
    dateOrder: job.override.date_order ?? null,
    european,
  }
  return writeTypedTable({
    session,
    relation,
    sample: fittingRows(detected).map(({ fields }) => fields),
    sampleIsAll: detected.sampleIsAll,
    names: nameColumns(header.cells, header.width),
    parquetPath: join(job.outputDir, 'data.parquet'),
    conventions,
  })
}
