import type { HeaderReading } from '../dialect/header.ts'
import type { FileRecord } from '../rows/records.ts'
import type { MergedCells } from './sheet.ts'

/** Headers of more rows are reports, whose first rows are titles. */
const MOST_ROWS = 4

/** The last row of the header, as its merged cells say: a name over several rows, or a heading over several columns. */
function lastRow(line: number, width: number, merges: readonly MergedCells[]): number {
  let last = line
  for (let row = line; row <= last && last < line + MOST_ROWS; row += 1) {
    for (const { top, bottom, left, right } of merges) {
      if (top !== row || right - left + 1 >= width || bottom - line >= MOST_ROWS) continue
      const headsNames = right > left && bottom === top && row === line
      last = Math.max(last, headsNames ? row + 1 : bottom)
    }
  }
  return Math.min(last, line + MOST_ROWS - 1)
}

/** One name per column: what stands over it, from top to bottom, nothing twice. */
function joinedNames(rows: readonly FileRecord[], merges: readonly MergedCells[], width: number): string[] {
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = []
    for (const { fields, line } of rows) {
      const over = merges.find(
        ({ top, bottom, left, right }) => line >= top && line <= bottom && column > left && column <= right,
      )
      const part = (fields[over?.left ?? column] ?? '').trim()
      if (part !== '' && part !== parts.at(-1)) parts.push(part)
    }
    return parts.join(' ')
  })
}

/** The header with all the rows that its merged cells span; as it is where none do. */
export function withMergedHeader(
  header: HeaderReading,
  records: readonly FileRecord[],
  merges: readonly MergedCells[],
): HeaderReading {
  const { line, width, headerLines, evidence } = header
  if (line === null || merges.length === 0) return header
  const last = Math.max(lastRow(line, width, merges), line + headerLines - 1)
  const rows = records.filter((record) => record.line >= line && record.line <= last)
  if (last === line || rows.length < 2) return header
  const said = evidence.map((one) =>
    one.what === 'header' ? { ...one, reason: `${one.reason}; its merged cells span ${rows.length} rows` } : one,
  )
  return {
    ...header,
    firstDataLine: last + 1,
    headerLines: last - line + 1,
    cells: joinedNames(rows, merges, width),
    evidence: said,
  }
}
