import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Compression, Evidence, FileTable, LineCounts, Reading } from '@datapilot/contracts'
import { shapeOf } from '../dialect/shape.ts'
import { FileRefused } from '../reading.errors.ts'
import type { FileReading, ReadJob, ReadProgress } from '../reading-job.ts'
import { linesAddUp } from '../rows/split-table.ts'
import { stageText, type TextFile } from '../source/text-stage.ts'
import { readSheet } from '../workbook/sheet-table.ts'
import { JsonCursor } from './json-cursor.ts'
import { lineRecords, listRecords, type JsonSource } from './json-records.ts'
import type { JsonShape } from './json-shape.ts'
import { readRecords, type JsonTable } from './json-table.ts'
import { findLists, listName, type JsonDocument, type JsonList } from './json-tables.ts'
import { listSheet } from './list-sheet.ts'
import { readWhole, wholeRecords } from './whole-document.ts'

const PREVIEW_RECORDS = 10_000

export interface JsonInput {
  readonly job: ReadJob
  readonly size: number
  readonly compression: Compression
  readonly head: Buffer
  /** Bytes of text to read at most; null reads everything. */
  readonly until: number | null
  readonly progress: (progress: ReadProgress) => void
}

/**
 * Reads JSON: a list of objects, an object with lists in it, an object of columns, or an object on each line. One value
 * at a time is in memory.
 *
 * @throws FileRefused `json_invalid`, `json_truncated`, `json_too_deep`, `json_value_too_long`, `json_no_table`,
 *   `table_not_found`, `no_rows`, `too_many_columns`, and those of the text's encoding.
 */
export async function readJson(input: JsonInput, shape: JsonShape): Promise<FileReading> {
  const { job, size, compression } = input
  // A document may be one line of any length, and an envelope has to be seen whole to know what is in it.
  const limits = { ...job.limits, maxRecordBytes: Infinity }
  const until = shape === 'object' ? null : input.until
  const source = { path: job.path, compression, size, until }
  const { scratch, override, progress } = { ...job, progress: input.progress }
  const text = await stageText({ source, scratch, limits, encoding: override.encoding, progress }, input.head)
  if (shape === 'lines') return readLines(input, text)
  const whole: JsonDocument = { lists: [{ path: [], of: 'objects', rows: 0 }], fields: 0 }
  const partial = shape === 'array' && !text.complete
  const document = partial ? whole : await withCursor(text, job, findLists)
  return readDocument(input, text, document)
}

/** The text from behind its byte order mark, in pieces. */
function bytesOf(text: TextFile): AsyncIterable<Buffer> {
  return createReadStream(text.path, { start: text.skipBytes, highWaterMark: 1 << 20 })
}

function cursorOf(text: TextFile, job: ReadJob): JsonCursor {
  return new JsonCursor(bytesOf(text), job.limits.maxRecordBytes)
}

async function withCursor<T>(text: TextFile, job: ReadJob, work: (cursor: JsonCursor) => Promise<T>): Promise<T> {
  const cursor = cursorOf(text, job)
  try {
    return await work(cursor)
  } finally {
    await cursor.close()
  }
}

function recordsOf(input: JsonInput, source: JsonSource): Promise<JsonTable> {
  const { job, size, progress } = input
  const limit = job.kind === 'preview' ? PREVIEW_RECORDS : null
  const report = (rows: number): void => progress({ stage: 'split', bytes: 0, total_bytes: size, rows })
  return readRecords({ job, source, limit, progress: report })
}

async function readLines(input: JsonInput, text: TextFile): Promise<FileReading> {
  const { maxRecordBytes } = input.job.limits
  async function* pieces(): AsyncGenerator<string> {
    const stream = createReadStream(text.path, { start: text.skipBytes, highWaterMark: 1 << 20, encoding: 'utf8' })
    for await (const piece of stream) yield piece as string
  }
  const table = await recordsOf(input, () => lineRecords(pieces(), text.complete, maxRecordBytes))
  const { split, rows } = table
  const around = { preamble: 0, header: 0, footer: 0, blank: split.blank }
  const physical = rows + split.rejectedLines + split.blank
  const lines: LineCounts = { physical, ...around, in_rows: rows, in_rejected: split.rejectedLines }
  // A lone CR is no line end here (NDJSON ends lines with LF), so only texts without one can be counted apart.
  const comparable = text.complete && split.complete && text.scan.cr === 0
  if (!linesAddUp(lines) || (comparable && physical !== text.scan.lines)) {
    throw new FileRefused(
      'lines_unaccounted',
      'Not every line of the file could be accounted for, so nothing was kept.',
      {
        data: { ...lines, counted_apart: text.scan.lines },
      },
    )
  }
  return present(input, text, table, { format: 'ndjson', lines, tables: [], list: null })
}

async function readDocument(input: JsonInput, text: TextFile, document: JsonDocument): Promise<FileReading> {
  const { job } = input
  const tables = document.lists.filter(({ of }) => of !== 'values')
  const list = chosenList(tables, job.override.sheet)
  const facts = { format: 'json' as const, lines: null, tables, list }
  if (list === null) {
    refuseEmptyLists(document)
    const { size } = await stat(text.path)
    const records = wholeRecords(await readWhole(bytesOf(text), size))
    return present(input, text, await recordsOf(input, records), facts)
  }
  if (list.of === 'lists') return readRows(input, text, list, tables)
  const tolerant = !text.complete
  const source: JsonSource = () => listRecords(cursorOf(text, job), list.path, tolerant)
  return present(input, text, await recordsOf(input, source), facts)
}

/** An envelope with nothing in it is no table of one row. @throws FileRefused `no_rows`. */
function refuseEmptyLists({ lists }: JsonDocument): void {
  if (lists.length === 0 || lists.some(({ rows }) => rows > 0)) return
  throw new FileRefused('no_rows', `The list ${lists.map(listName).join(', ').slice(0, 200)} is empty.`, {
    expected: 'at least one object',
  })
}

/** The list that is asked for, else the longest list of objects, else the longest of lists; null for none. */
function chosenList(lists: readonly JsonList[], wanted: string | undefined): JsonList | null {
  if (wanted !== undefined) {
    const named = lists.find((list) => listName(list) === wanted)
    if (named !== undefined) return named
    throw new FileRefused('table_not_found', `The file has no list ${wanted.slice(0, 100)}.`, {
      expected: lists.length === 0 ? 'no table name' : lists.slice(0, 20).map(listName).join(', '),
      where: 'override.sheet',
      data: { tables: lists.slice(0, 200).map(listName) },
    })
  }
  const filled = lists.filter(({ rows, path }) => rows > 0 || path.length === 0)
  const rank = ({ of, rows }: JsonList): number => rows + (of === 'objects' ? 1e15 : 0)
  return filled.toSorted((left, right) => rank(right) - rank(left))[0] ?? null
}

/** A list of lists is a grid: the same idea of header and rows as in a sheet. */
async function readRows(
  input: JsonInput,
  text: TextFile,
  list: JsonList,
  tables: readonly JsonList[],
): Promise<FileReading> {
  const { job, size, compression, progress } = input
  const limit = job.kind === 'preview' ? PREVIEW_RECORDS : null
  const sheet = listSheet(listName(list), () => listRecords(cursorOf(text, job), list.path, !text.complete))
  const { parquetPath, rejectsPath, complete, shown, ...table } = await readSheet({ job, sheet, size, limit, progress })
  const reading: Reading = {
    format: 'json',
    compression,
    bytes: size,
    dialect: null,
    evidence: [text.evidence, ...tableEvidence(tables, list), ...table.evidence],
    lines: null,
    columns: [...table.columns],
    rows: table.rows,
    rejected_rows: table.rejected,
    warnings: table.warnings,
    ...severalTables(tables, list, table.rows, table.columns.length),
  }
  return { reading, parquetPath, rejectsPath, complete, lines: shown }
}

interface Facts {
  readonly format: 'json' | 'ndjson'
  readonly lines: LineCounts | null
  readonly tables: readonly JsonList[]
  readonly list: JsonList | null
}

function present(input: JsonInput, text: TextFile, table: JsonTable, facts: Facts): FileReading {
  const { size, compression, job } = input
  const { columns, rows, rejected, split } = table
  const { format, lines, tables, list } = facts
  const reading: Reading = {
    format,
    compression,
    bytes: size,
    dialect: null,
    evidence: [text.evidence, ...tableEvidence(tables, list), ...nestingEvidence(table, job), ...table.evidence],
    lines,
    columns: [...columns],
    rows,
    rejected_rows: rejected,
    warnings: table.warnings,
    shape: shapeOf({ format, delimiter: null, columns: columns.length, names: split.keys }),
    ...severalTables(tables, list, rows, columns.length),
  }
  const { parquetPath, rejectsPath } = table
  return { reading, parquetPath, rejectsPath, complete: text.complete && split.complete, lines: [] }
}

function severalTables(
  lists: readonly JsonList[],
  own: JsonList | null,
  rows: number,
  columns: number,
): Pick<Reading, 'part' | 'tables'> {
  if (lists.length < 2 || own === null) return {}
  const tables = lists.map((list): FileTable => {
    const counts = list === own ? { rows, columns } : { rows: list.rows, columns: null }
    return { name: listName(list), hidden: false, ...counts }
  })
  return { part: listName(own), tables }
}

function tableEvidence(lists: readonly JsonList[], own: JsonList | null): Evidence[] {
  if (lists.length < 2 || own === null) return []
  const alternatives = lists
    .filter((list) => list !== own && list.rows > 0)
    .slice(0, 20)
    .map((list) => ({
      value: listName(list),
      reason: `a list of ${list.rows} in the same file`,
      rows_lost: null,
      override: { sheet: listName(list) },
    }))
  return [{ what: 'table', chosen: listName(own), reason: 'the longest list', alternatives, ambiguous: false }]
}

/** Objects inside of records are kept as nested columns; flattening is offered. */
function nestingEvidence({ split }: JsonTable, { override }: ReadJob): Evidence[] {
  const nested = [...split.columns].flatMap(([key, column]) => (column.objects > 0 ? [key] : []))
  if (override.flatten === true) {
    const back = { value: 'kept', reason: 'objects as nested columns', rows_lost: 0, override: { flatten: false } }
    return [{ what: 'nesting', chosen: 'flattened', reason: 'set by hand', alternatives: [back], ambiguous: false }]
  }
  if (nested.length === 0) return []
  const reason = `objects in ${nested.slice(0, 10).join(', ')}`
  const flat = {
    value: 'flattened',
    reason: 'a column for each of their fields, as in address.city',
    rows_lost: 0,
    override: { flatten: true },
  }
  return [{ what: 'nesting', chosen: 'kept', reason, alternatives: [flat], ambiguous: false }]
}
