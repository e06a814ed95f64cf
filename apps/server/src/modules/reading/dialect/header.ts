import type { DialectOverride, Evidence } from '@datapilot/contracts'
import { isComment, isRuler, isSeparatorLine, repeatsHeader } from './asides.ts'
import { headerEvidence, preambleEvidence } from './header-evidence.ts'
import { isBlank, modalWidth } from './sample-records.ts'
import { headerRows, joinHeaderRows } from './header-rows.ts'
import { columnIsEmpty, looksLikeHeader, typedColumns } from './header-verdict.ts'
import { findTableEnd } from './table-end.ts'
import { FileRefused } from '../reading.errors.ts'
import type { FileRecord } from '../rows/records.ts'

const MAX_PREAMBLE = 100

/** Where the table begins and what its columns are called. */
export interface HeaderReading {
  /** Fields of a row, those without a name and without values included. */
  readonly width: number
  /** 1-based physical line of the header; null without one. */
  readonly line: number | null
  /** 1-based physical line of the first record behind preamble and header. */
  readonly firstDataLine: number
  readonly preamble: readonly FileRecord[]
  readonly headerLines: number
  readonly cells: readonly string[] | null
  /** Lines that start with `#` are comments. */
  readonly comments: boolean
  /** Physical line where another table of the same width begins; null when none was seen. */
  readonly tableEnd: number | null
  /** Columns that hold numbers, dates or truth in the sample. */
  readonly typed: readonly number[]
  /** Fields of the rows, where the header has more: their last cells are missing in every row. */
  readonly shortRows: number | null
  /** Blank lines of the sample. */
  readonly blankLines: number
  /** The sample has lines inside the table that are no rows of it. */
  readonly asides: boolean
  readonly evidence: readonly Evidence[]
}

const filled = (record: FileRecord): string[] => record.fields.filter((field) => field.trim() !== '')

/** Trailing delimiters add fields that are empty everywhere; they do not make a row wider. */
function usedWidth(record: FileRecord): number {
  let width = record.fields.length
  while (width > 1 && (record.fields[width - 1] ?? '').trim() === '') width -= 1
  return width
}

/** A title or a `key: value` line: much narrower than the table, or one cell in a row of empty ones. */
function isPreamble(record: FileRecord, width: number): boolean {
  if (isBlank(record)) return true
  if (width === 1) return false
  if (record.fields.length === 1) return true
  const used = filled(record).length
  if (record.fields.length === width || record.fields.length === width - 1)
    return used <= Math.max(1, Math.floor(width * 0.3)) && used < width - 1
  return usedWidth(record) < Math.ceil(width * 0.7)
}

/** Some lines start with `#`, most do not, and the header would be the only one of its width that does. */
function hasComments(records: readonly FileRecord[], width: number): boolean {
  const marked = records.filter(isComment)
  if (marked.length === 0 || marked.length > records.length * 0.5) return false
  return marked.some(({ fields }) => fields.length !== width || width === 1)
}

/** Finds preamble and header among the first records of a file. */
export function detectHeader(records: readonly FileRecord[], override: DialectOverride): HeaderReading {
  const width = modalWidth(records)
  const comments = hasComments(records, width)
  const index = firstRecord(records, width, comments, override.header_line)
  const first = records[index]
  const preamble = records.slice(0, index)
  if (first === undefined) {
    const nothing = { width, line: null, firstDataLine: 1, preamble, headerLines: 0, cells: null, evidence: [] }
    return { ...nothing, comments, tableEnd: null, asides: false, typed: [], shortRows: null, blankLines: 0 }
  }
  const below = records.slice(index + 1)
  const fitting = below.filter(
    (record) => record.fields.length === width && !isRuler(record) && !(comments && isComment(record)),
  )
  const given = override.header_line
  const verdict =
    given === undefined ? looksLikeHeader(first, fitting) : { header: given !== null, reason: 'set by hand' }
  const header = verdict.header
  const rows = header && given === undefined ? [first, ...headerRows(first, below, width)] : [first]
  const last = rows.at(-1) ?? first
  const shifted = header && namesAreShifted(first, fitting, width)
  const cells = shifted ? ['', ...first.fields] : joinHeaderRows(rows)
  const body = records.slice(index + rows.length)
  const tableEnd = findTableEnd(header ? body : records.slice(index), width)
  return {
    width: header ? Math.max(width, Math.min(first.fields.length, usedWidth(first))) : width,
    line: header ? first.line : null,
    firstDataLine: header ? last.line + last.lines : first.line,
    preamble,
    headerLines: header ? last.line + last.lines - first.line : 0,
    cells: header ? cells : null,
    comments,
    tableEnd,
    typed: typedColumns(header ? fitting.slice(rows.length - 1) : fitting, width),
    shortRows: header && first.fields.length > width && usedWidth(first) > width ? width : null,
    blankLines: records.filter(isBlank).length,
    asides: tableEnd !== null || comments || body.some((record) => isAside(record, header ? cells : null)),
    evidence: [
      headerEvidence(rows, verdict, { shifted, tooWide: header && usedWidth(first) > width }, fitting),
      ...preambleEvidence(preamble, below, first.fields.length),
    ],
  }
}

function firstRecord(
  records: readonly FileRecord[],
  width: number,
  comments: boolean,
  given: number | null | undefined,
): number {
  if (given === null) return 0
  if (given !== undefined) {
    const found = records.findIndex((record) => record.line + record.lines > given)
    if (found >= 0) return found
    throw new FileRefused('header_line_missing', `The beginning of the file has no line ${given}.`, {
      expected: `a line up to ${records.length === 0 ? 0 : (records.at(-1)?.line ?? 0)}`,
      where: 'override.header_line',
    })
  }
  const above = (record: FileRecord): boolean =>
    isSeparatorLine(record) || (comments && isComment(record)) || isPreamble(record, width)
  let index = 0
  while (index < Math.min(MAX_PREAMBLE, records.length) && above(records[index] as FileRecord)) index += 1
  if (index === records.length || index === MAX_PREAMBLE) index = 0
  while (index < records.length && isBlank(records[index] as FileRecord)) index += 1
  return index
}

/** One name less than the rows have fields, and the last field is not just a trailing delimiter: the first has no name. */
function namesAreShifted(first: FileRecord, rows: readonly FileRecord[], width: number): boolean {
  if (first.fields.length !== width - 1 || usedWidth(first) !== width - 1 || width < 3) return false
  return rows.length > 1 && !columnIsEmpty(rows, width - 1)
}

/** A line inside the table that is no row: a ruler or a copy of the header. */
export function isAside(record: FileRecord, names: readonly string[] | null): boolean {
  return isRuler(record) || repeatsHeader(names, record.fields)
}
