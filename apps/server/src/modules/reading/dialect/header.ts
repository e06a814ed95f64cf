import type { DialectOverride, Evidence } from '@datapilot/contracts'
import { isComment, isRuler, isSeparatorLine, repeatsHeader } from './asides.ts'
import { isBlank, modalWidth } from './sample-records.ts'
import { headerRows, joinHeaderRows } from './header-rows.ts'
import { columnIsEmpty, looksLikeHeader, type HeaderVerdict } from './header-verdict.ts'
import { findTableEnd } from './table-end.ts'
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
    return { ...nothing, comments, tableEnd: null, asides: false }
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
    asides: tableEnd !== null || comments || body.some((record) => isAside(record, header ? cells : null)),
    evidence: [headerEvidence(rows, verdict, shifted), ...preambleEvidence(preamble)],
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
    return Math.max(
      0,
      records.findIndex((record) => record.line + record.lines > given),
    )
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

function headerEvidence(rows: readonly FileRecord[], verdict: HeaderVerdict, shifted: boolean): Evidence {
  const line = rows[0]?.line ?? 1
  const other = verdict.header
    ? { value: 'none', reason: 'the line would be a row and the columns numbered', rows_lost: 0 }
    : { value: `line ${line}`, reason: 'the line would name the columns and be no row', rows_lost: 1 }
  const chosen = verdict.header ? `line ${line}` : 'none'
  const joined = rows.length > 1 ? `; the names stand on ${rows.length} lines` : ''
  const first = shifted ? '; it has one name less than the rows have fields, so the first column has none' : ''
  const reason = verdict.reason + joined + first
  return { what: 'header', chosen, reason, alternatives: [other], ambiguous: shifted }
}

function preambleEvidence(preamble: readonly FileRecord[]): Evidence[] {
  const lines = preamble.reduce((sum, record) => sum + record.lines, 0)
  if (preamble.every(isBlank)) return []
  const text = preamble
    .map((record) => record.raw.trim())
    .join(' / ')
    .slice(0, 300)
  const alternatives = [{ value: 'none', reason: 'the first line would name the columns', rows_lost: null }]
  return [
    {
      what: 'preamble',
      chosen: `${lines} lines`,
      reason: `narrower than the table: ${text}`,
      alternatives,
      ambiguous: false,
    },
  ]
}
