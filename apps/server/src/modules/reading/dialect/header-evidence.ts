import type { Evidence } from '@datapilot/contracts'
import type { FileRecord } from '../rows/records.ts'
import { typedColumns, type HeaderVerdict } from './header-verdict.ts'
import { isBlank } from './sample-records.ts'

const SHOWN = 300

/** @param rows lines of the header, or the first row. @param below records that fit the table. */
export function headerEvidence(
  rows: readonly FileRecord[],
  verdict: HeaderVerdict,
  names: { readonly shifted: boolean; readonly tooWide: boolean },
  below: readonly FileRecord[],
): Evidence {
  const [first] = rows
  const line = first?.line ?? 1
  const chosen = verdict.header ? `line ${line}` : 'none'
  const joined = rows.length > 1 ? `; the names stand on ${rows.length} lines` : ''
  const nameless = names.shifted ? '; it has one name less than the rows have fields, so the first column has none' : ''
  const cellless = names.tooWide ? '; it has more names than the rows have fields, so the last cells are missing' : ''
  return {
    what: 'header',
    chosen,
    reason: verdict.reason + joined + nameless + cellless,
    alternatives: verdict.header ? withHeader(first, below) : withoutHeader(line, below),
    counted: { rows: below.length, whole_file: false },
    ambiguous: names.shifted || names.tooWide,
  }
}

function withHeader(first: FileRecord | undefined, below: readonly FileRecord[]): Evidence['alternatives'] {
  const typed = typedColumns(below, first?.fields.length ?? 0).length
  const cost = typed === 0 ? '' : `; ${typed} columns would become text`
  const none = {
    value: 'none',
    reason: `the line would be a row and the columns numbered${cost}`,
    rows_lost: 0,
    override: { header_line: null },
  }
  const [next] = below
  if (next === undefined) return [none]
  const reason = 'the line would name the columns and be no row'
  return [none, { value: `line ${next.line}`, reason, rows_lost: 1, override: { header_line: next.line } }]
}

function withoutHeader(line: number, below: readonly FileRecord[]): Evidence['alternatives'] {
  const reason = 'the line would name the columns and be no row'
  const lines = [line, ...below.slice(0, 1).map((record) => record.line)]
  return lines.map((number, index) => ({
    value: `line ${number}`,
    reason,
    rows_lost: index + 1,
    override: { header_line: number },
  }))
}

/** @param below records behind the header. @param width fields of the table. */
export function preambleEvidence(
  preamble: readonly FileRecord[],
  below: readonly FileRecord[],
  width: number,
): Evidence[] {
  const first = preamble.find((record) => !isBlank(record))
  if (first === undefined) return []
  const lines = preamble.reduce((sum, record) => sum + record.lines, 0)
  const text = preamble
    .map((record) => record.raw.trim())
    .join(' / ')
    .slice(0, SHOWN)
  const own = first.fields.length
  const lost = own === width ? 0 : below.filter(({ fields }) => fields.length > own).length
  const none = {
    value: 'none',
    reason: 'the first line would name the columns',
    rows_lost: lost,
    override: { header_line: first.line },
  }
  return [
    {
      what: 'preamble',
      chosen: `${lines} lines`,
      reason: `narrower than the table: ${text}`,
      alternatives: [none],
      counted: { rows: below.length, whole_file: false },
      ambiguous: false,
    },
  ]
}
