import type { Evidence } from '@datapilot/contracts'
import { classifyCell } from './cell-kind.ts'
import { isBlank } from './sample-records.ts'
import type { FileRecord } from '../rows/records.ts'

const FOOTER_LABEL = /^(?:sub)?tota(?:l|is|ls)\b.{0,30}$|^(?:grand total|soma|sum)\b.{0,20}$/i
const BALANCE_LABEL = /^(?:saldo|closing balance|ending balance|balance)\b.{0,30}$/i
const NOTE_LABEL = /^(?:fonte|source|nota|notas|note|notes|obs|observaç|elabora|gerado em|generated)/i
const MAX_FOOTER = 10

/** How many of the last records are totals or notes below the table and not rows of it. */
export function countFooter(last: readonly FileRecord[], width: number): number {
  let count = 0
  let totals = false
  for (let index = last.length - 1; index >= Math.max(0, last.length - MAX_FOOTER); index -= 1) {
    const record = last[index]
    if (record === undefined || !(isBlank(record) || isFooter(record, width, totals))) break
    totals ||= FOOTER_LABEL.test((record.fields[0] ?? '').trim())
    count += 1
  }
  const footer = last.slice(last.length - count)
  // Blank lines alone are blank lines, also before the footer.
  const firstFilled = footer.findIndex((record) => !isBlank(record))
  return firstFilled < 0 ? 0 : footer.length - firstFilled
}

/** @param aboveTotals notes without a label stand below totals. */
function isFooter(record: FileRecord, width: number, aboveTotals: boolean): boolean {
  if (width < 2) return false
  const cells = record.fields.filter((field) => field.trim() !== '')
  const label = (cells[0] ?? '').trim()
  if (FOOTER_LABEL.test(label))
    return cells.length < width || cells.slice(1).every((cell) => classifyCell(cell) === 'number')
  if (BALANCE_LABEL.test(label)) return (record.fields[0] ?? '').trim() === label && cells.length <= width / 2
  const alone = cells.length === 1 && label === (record.fields[0] ?? '').trim()
  return (
    alone &&
    (record.fields.length < width || width > 2) &&
    (NOTE_LABEL.test(label) ||
      (!aboveTotals && record.fields.length === 1 && record.lines === 1 && classifyCell(label) === 'text'))
  )
}

/** @param width fields of the table. @param rows rows above the footer. */
export function footerEvidence(
  footer: readonly FileRecord[],
  width: number,
  rows: number,
  given: number | undefined,
): Evidence[] {
  if (footer.length === 0) return []
  const lines = footer.reduce((sum, record) => sum + record.lines, 0)
  const lost = footer.filter((record) => !isBlank(record) && record.fields.length !== width).length
  const text = footer
    .map((record) => record.raw.trim())
    .join(' / ')
    .slice(0, 300)
  return [
    {
      what: 'footer',
      chosen: `${lines} lines`,
      reason: given === undefined ? `totals or notes below the table: ${text}` : 'set by hand',
      alternatives: [
        {
          value: 'none',
          reason: 'the lines would be rows or rejected',
          rows_lost: lost,
          override: { footer_lines: 0 },
        },
      ],
      counted: { rows: rows + footer.length, whole_file: true },
      ambiguous: false,
    },
  ]
}
