import type { DialectOverride, Evidence } from '@datapilot/contracts'
import { classifyCell } from './cell-kind.ts'
import { isBlank, modalWidth } from './dialect.ts'
import type { FileRecord } from '../rows/records.ts'

const FOOTER_LABEL = /^(?:sub)?tota(?:l|is|ls)\b.{0,30}$|^(?:grand total|soma|sum)\b.{0,20}$/i
const NOTE_LABEL = /^(?:fonte|source|nota|notas|note|notes|obs|observaç|elabora|gerado em|generated)/i
const MAX_PREAMBLE = 100
const MAX_FOOTER = 10

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
  const used = filled(record).length
  if (record.fields.length === width || record.fields.length === width - 1)
    return used <= Math.max(1, Math.floor(width * 0.3)) && used < width - 1
  return usedWidth(record) < Math.ceil(width * 0.7)
}

function looksLikeHeader(first: FileRecord, rest: readonly FileRecord[]): { header: boolean; reason: string } {
  const kinds = first.fields.map((field) => classifyCell(field))
  const values = first.fields.map((field) => field.trim())
  const named = values.filter((value) => value !== '')
  if (rest.length === 0) return { header: true, reason: 'it is the only record' }
  const years = values.filter((value) => /^(?:19|20)\d{2}$/.test(value)).length
  const numbers = kinds.filter((kind) => kind === 'number').length
  if (kinds.some((kind) => kind === 'date' || kind === 'time') && years === 0) {
    return { header: false, reason: 'its first line holds dates or times' }
  }
  if (numbers > 0 && !(years === numbers && new Set(named).size === named.length && named.length > years)) {
    const measured = kinds.filter((kind, column) => kind === 'number' && columnIs(rest, column, 'number')).length
    if (measured > 0) return { header: false, reason: 'its first line holds numbers where the other lines do too' }
  }
  const typedBelow = kinds.filter((kind, column) => {
    const wordy = kind === 'text' || kind === 'code'
    return wordy && (['number', 'date', 'time', 'boolean'] as const).some((below) => columnIs(rest, column, below))
  }).length
  if (typedBelow > 0) return { header: true, reason: `its first line is text where ${typedBelow} columns are not` }
  const repeated = values.filter(
    (value, column) =>
      value !== '' && rest.slice(0, 200).some((record) => (record.fields[column] ?? '').trim() === value),
  ).length
  // One column may well be called what its cells say (`report`); a row of data has more than one familiar value.
  if (repeated >= Math.max(1, named.length * 0.34) && (repeated > 1 || named.length < 3))
    return { header: false, reason: 'values of its first line occur again below' }
  if (new Set(named).size < named.length && named.length > 2)
    return { header: true, reason: 'its first line differs from the others' }
  return { header: true, reason: 'values of its first line do not occur below' }
}

/** True when nearly all filled cells of the column are of this kind. */
function columnIs(records: readonly FileRecord[], column: number, kind: string): boolean {
  let same = 0
  let all = 0
  for (const { fields } of records.slice(0, 200)) {
    const own = classifyCell(fields[column] ?? '')
    if (own === 'empty') continue
    all += 1
    if (own === kind) same += 1
  }
  return all > 0 && same / all >= 0.9
}

/** Finds preamble and header among the first records of a file. */
export function detectHeader(records: readonly FileRecord[], override: DialectOverride): HeaderReading {
  const width = modalWidth(records)
  const given = override.header_line
  let index = 0
  if (given === undefined) {
    while (index < Math.min(MAX_PREAMBLE, records.length) && isPreamble(records[index] as FileRecord, width)) index += 1
    if (index === records.length || index === MAX_PREAMBLE) index = 0
    while (index < records.length && isBlank(records[index] as FileRecord)) index += 1
  } else if (given !== null) {
    index = records.findIndex((record) => record.line + record.lines > given)
    if (index < 0) index = 0
  }
  const first = records[index]
  const preamble = records.slice(0, index)
  if (first === undefined)
    return { width, line: null, firstDataLine: 1, preamble, headerLines: 0, cells: null, evidence: [] }
  const body = records.slice(index + 1).filter((record) => record.fields.length === width)
  const verdict = given === undefined ? looksLikeHeader(first, body) : { header: given !== null, reason: 'set by hand' }
  const evidence = [headerEvidence(first, verdict), ...preambleEvidence(preamble)]
  const header = verdict.header
  return {
    width: header ? Math.max(width, Math.min(first.fields.length, usedWidth(first))) : width,
    line: header ? first.line : null,
    firstDataLine: header ? first.line + first.lines : first.line,
    preamble,
    headerLines: header ? first.lines : 0,
    cells: header ? first.fields : null,
    evidence,
  }
}

function headerEvidence(first: FileRecord, verdict: { header: boolean; reason: string }): Evidence {
  const other = verdict.header
    ? { value: 'none', reason: 'the line would be a row and the columns numbered', rows_lost: 0 }
    : { value: `line ${first.line}`, reason: 'the line would name the columns and be no row', rows_lost: 1 }
  const chosen = verdict.header ? `line ${first.line}` : 'none'
  return { what: 'header', chosen, reason: verdict.reason, alternatives: [other], ambiguous: false }
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

/** How many of the last records are totals or notes below the table and not rows of it. */
export function countFooter(last: readonly FileRecord[], width: number): number {
  let count = 0
  for (let index = last.length - 1; index >= Math.max(0, last.length - MAX_FOOTER); index -= 1) {
    const record = last[index]
    if (record === undefined || !(isBlank(record) || isFooter(record, width))) break
    count += 1
  }
  const footer = last.slice(last.length - count)
  // Blank lines alone are blank lines, also before the footer.
  const firstFilled = footer.findIndex((record) => !isBlank(record))
  return firstFilled < 0 ? 0 : footer.length - firstFilled
}

function isFooter(record: FileRecord, width: number): boolean {
  if (width < 2) return false
  const cells = filled(record)
  const label = (cells[0] ?? '').trim()
  if (FOOTER_LABEL.test(label))
    return cells.length < width || cells.slice(1).every((cell) => classifyCell(cell) === 'number')
  const alone = cells.length === 1 && label === (record.fields[0] ?? '').trim()
  return alone && (record.fields.length < width || width > 2) && (NOTE_LABEL.test(label) || record.fields.length === 1)
}

export function footerEvidence(footer: readonly FileRecord[]): Evidence[] {
  if (footer.length === 0) return []
  const text = footer
    .map((record) => record.raw.trim())
    .join(' / ')
    .slice(0, 300)
  return [
    {
      what: 'footer',
      chosen: `${footer.length} lines`,
      reason: `totals or notes below the table: ${text}`,
      alternatives: [{ value: 'none', reason: 'the lines would be rows or rejected', rows_lost: 0 }],
      ambiguous: false,
    },
  ]
}
