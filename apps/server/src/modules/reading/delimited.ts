import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Compression, Dialect, DialectOverride, Evidence, LineCounts, Reading } from '@datapilot/contracts'
import { openAnalysis, type AnalysisSession } from './analysis-session.ts'
import { nameColumns } from './column-names.ts'
import { columnType, type Conventions, type PlannedColumn } from './column-plan.ts'
import { conventionEvidence, newlineEvidence, newlineOf } from './dialect-evidence.ts'
import { detectStructure, splitSample } from './dialect.ts'
import { splitExactly } from './exact-split.ts'
import { canReadDirectly } from './fast-path.ts'
import { countFooter, detectHeader, footerEvidence, type HeaderReading } from './header.ts'
import type { ReadJob, ReadProgress, ReadResult } from './reading-job.ts'
import { FileRefused } from './reading.errors.ts'
import { copyToParquet, readCsv, rejectsSelect, type CsvSource } from './reading.sql.ts'
import type { FileRecord, Structure } from './records.ts'
import { RowRepair } from './row-repair.ts'
import { readText, stageText, type TextFile } from './text-stage.ts'
import { writeTypedTable, type TypedTable } from './typed-table.ts'

/** Text looked at for dialect, header and first guess of types. */
const SAMPLE_BYTES = 1024 * 1024
const TAIL_BYTES = 64 * 1024
const SAMPLE_ROWS = 5_000

interface Table {
  readonly typed: TypedTable
  readonly lines: LineCounts
  readonly rejected: number
  readonly footer: readonly FileRecord[]
  readonly warnings: Reading['warnings']
}

interface Detected {
  readonly text: TextFile
  readonly structure: Structure
  readonly header: HeaderReading
  readonly sample: readonly FileRecord[]
  readonly sampleIsAll: boolean
  readonly evidence: readonly Evidence[]
}

export interface DelimitedInput {
  readonly job: ReadJob
  readonly compression: Compression
  readonly size: number
  readonly head: Buffer
  /** Bytes of text to read at most; null reads everything. */
  readonly until: number | null
  readonly progress: (progress: ReadProgress) => void
}

/**
 * Reads a delimited text: encoding, dialect, header, rows, types. Every physical line is accounted for, or the file is
 * refused.
 */
export async function readDelimited(input: DelimitedInput): Promise<ReadResult & { readonly complete: boolean }> {
  const { job, size } = input
  const source = { path: job.path, compression: input.compression, size, until: input.until }
  const { scratch, limits, override } = job
  const text = await stageText({ source, scratch, limits, encoding: override.encoding, progress: input.progress }, input.head)
  const detected = await detect(text, override)
  refuseShape(detected, job)
  const session = await openAnalysis(scratch, job.memoryBytes, job.threads)
  try {
    const table = await readTable(input, detected, session)
    const rejectsPath = table.rejected === 0 ? null : join(job.outputDir, 'rejects.parquet')
    if (rejectsPath !== null) {
      const csv = readCsv(plainSource(join(scratch, 'rejects.csv'), 3, 0))
      await session.run(copyToParquet(rejectsSelect(csv), rejectsPath))
    }
    const reading = present(input, detected, table)
    return { reading, parquetPath: join(job.outputDir, 'data.parquet'), rejectsPath, complete: text.complete }
  } finally {
    session.close()
  }
}

async function detect(text: TextFile, override: DialectOverride): Promise<Detected> {
  const sample = await readText(text, 0, SAMPLE_BYTES)
  if (sample.trim() === '') throw new FileRefused('file_empty', 'The file holds nothing but white space.', { expected: 'at least one row' })
  const { size } = await stat(text.path)
  const sampleIsAll = text.complete && size - text.skipBytes <= SAMPLE_BYTES
  const { structure, evidence } = detectStructure(sample, sampleIsAll, override)
  const records = splitSample(sample, structure, sampleIsAll, SAMPLE_ROWS)
  const header = detectHeader(records, override)
  const all = [text.evidence, newlineEvidence(text.scan), ...evidence, ...header.evidence]
  return { text, structure, header, sample: records, sampleIsAll, evidence: all }
}

function refuseShape({ header, sample, sampleIsAll }: Detected, { limits }: ReadJob): void {
  if (header.width > limits.maxColumns) {
    throw new FileRefused('too_many_columns', `The table has ${header.width} columns.`, {
      expected: `at most ${limits.maxColumns} columns`,
      where: `line ${header.line ?? 1}`,
    })
  }
  const rows = sample.filter((record) => record.line >= header.firstDataLine && record.raw.trim() !== '')
  if (rows.length > 0 || !sampleIsAll) return
  throw new FileRefused('file_header_only', 'The file has a header and no row.', {
    expected: 'at least one row below the header',
    where: `line ${header.line ?? 1}`,
  })
}

function fittingRows({ header, sample }: Detected): FileRecord[] {
  return sample.filter(({ line, fields }) => line >= header.firstDataLine && fields.length === header.width)
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

async function readTail(text: TextFile): Promise<string> {
  const { size } = await stat(text.path)
  const from = Math.max(0, size - text.skipBytes - TAIL_BYTES)
  const piece = await readText(text, from, TAIL_BYTES)
  return from === 0 ? piece : piece.slice(piece.indexOf('\n') + 1)
}

/** The engine reads the text itself, on all cores; null when it could not or its rows do not add up to the lines. */
async function readDirectly(input: DelimitedInput, detected: Detected, session: AnalysisSession): Promise<Table | null> {
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
    if (error instanceof Error && /CSV Error|Invalid Input Error: CSV|Maximum line size/i.test(error.message)) return null
    throw error
  })
  if (typed === null) return null
  const preamble = header.preamble.filter((record) => record.raw.trim() !== '').length
  const counted = { preamble, header: header.headerLines, blank: text.scan.blank, footer: 0, in_rows: typed.rows, in_rejected: 0 }
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
    progress: (bytes, rows) => input.progress({ stage: 'split', bytes: Math.min(bytes, size), total_bytes: size, rows }),
  })
  if (split.rows === 0) {
    throw new FileRefused('no_rows', 'No line of the file fits the table that its first lines describe.', {
      expected: `rows of ${header.width} fields`,
      data: { rejected_rows: split.rejected },
    })
  }
  if (!linesAddUp(split.lines) || (text.complete && split.lines.physical !== text.scan.lines)) {
    throw new FileRefused('lines_unaccounted', 'Not every line of the file could be accounted for, so nothing was kept.', {
      data: { ...split.lines, counted_apart: text.scan.lines },
    })
  }
  input.progress({ stage: 'convert', bytes: size, total_bytes: size, rows: split.rows })
  let typed = await convert(input, detected, session, readCsv(plainSource(split.rowsPath, header.width, split.longestLine)))
  if (typed.rows !== split.rows) {
    const sequential = plainSource(split.rowsPath, header.width, split.longestLine, false)
    typed = await convert(input, detected, session, readCsv(sequential))
  }
  if (typed.rows !== split.rows) throw new Error(`The engine read ${typed.rows} of ${split.rows} rows.`)
  const warnings: Reading['warnings'] = []
  if (split.repaired > 0) {
    const detail = `Rows with a surplus empty field or without their last empty fields were put in line, first at lines ${split.repairedAt.join(', ')}.`
    warnings.push({ code: 'rows_repaired', detail, count: split.repaired })
  }
  if (split.unquoted > 0) warnings.push({ code: 'stray_quotes', detail: 'Quotes that do not pair were kept as text.', count: split.unquoted })
  return { typed, lines: split.lines, rejected: split.rejected, footer: split.footer, warnings }
}

function linesAddUp(lines: LineCounts): boolean {
  return lines.physical === lines.preamble + lines.header + lines.blank + lines.footer + lines.in_rows + lines.in_rejected
}

async function convert(input: DelimitedInput, detected: Detected, session: AnalysisSession, relation: string): Promise<TypedTable> {
  const { job } = input
  const { header, structure } = detected
  const european = structure.delimiter === ';'
  const conventions: Conventions = { decimal: job.override.decimal ?? null, dateOrder: job.override.date_order ?? null, european }
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

function unitOf({ plan }: PlannedColumn): string | null {
  return plan.type === 'decimal' || plan.type === 'number' ? plan.unit : null
}

function columnWarnings(names: readonly string[], columns: readonly PlannedColumn[]): Reading['warnings'] {
  return columns.flatMap(({ nullSpellings, mixed }, index) => {
    const name = names[index] ?? ''
    const nulls = nullSpellings > 0 ? [{ code: 'null_spellings', detail: name, count: nullSpellings }] : []
    return mixed > 0 ? [...nulls, { code: 'mixed_values', detail: name, count: mixed }] : nulls
  })
}

function present(input: DelimitedInput, detected: Detected, table: Table): Reading {
  const { text, structure, header } = detected
  const { columns, conventions } = table.typed
  const names = nameColumns(header.cells, header.width)
  const { decimal, thousands, dateOrder, evidence } = conventionEvidence(names, columns, conventions, input.job.override)
  const dialect: Dialect = {
    encoding: text.encoding,
    bom: text.bom,
    ...structure,
    newline: newlineOf(text.scan),
    header_line: header.line,
    decimal,
    thousands,
    date_order: dateOrder,
  }
  const nuls = text.removedNuls > 0 ? [{ code: 'nul_removed', detail: 'NUL characters were taken out.', count: text.removedNuls }] : []
  return {
    format: 'csv',
    compression: input.compression,
    bytes: input.size,
    dialect,
    evidence: [...detected.evidence, ...footerEvidence(table.footer), ...evidence],
    lines: table.lines,
    columns: names.flatMap(({ name, sourceName }, index) => {
      const column = columns[index] as PlannedColumn
      const type = columnType(column.plan)
      return type === null ? [] : { name, source_name: sourceName, type, unit: unitOf(column) }
    }),
    rows: table.typed.rows,
    rejected_rows: table.rejected,
    warnings: [...nuls, ...table.warnings, ...columnWarnings(names.map(({ name }) => name), columns)],
  }
}
