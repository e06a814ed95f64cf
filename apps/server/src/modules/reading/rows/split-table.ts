import { join } from 'node:path'
import type { LineCounts, Reading } from '@datapilot/contracts'
import type { AnalysisSession } from '../analysis-session.ts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import { copyToParquet, readCsv, rejectsSelect, type CsvSource } from '../reading.sql.ts'
import type { TypedTable } from '../types/typed-table.ts'
import type { SplitResult } from './record-files.ts'
import type { RejectReason } from './row-sorter.ts'

/** A file of `CsvWriter` as the engine reads it. */
export function plainSource(path: string, columns: number, longestLine: number, parallel = true): CsvSource {
  return { path, delimiter: ',', quote: '"', escape: '"', newline: 'lf', skipLines: 0, columns, longestLine, parallel }
}

/** Gives the rows of a file their types; a second time without threads where rows that span lines were counted wrong. */
export async function typeSplitRows(
  { rowsPath, rows, longestLine }: Pick<SplitResult, 'rowsPath' | 'rows' | 'longestLine'>,
  width: number,
  convert: (relation: string) => Promise<TypedTable>,
): Promise<TypedTable> {
  const typed = await convert(readCsv(plainSource(rowsPath, width, longestLine)))
  if (typed.rows === rows) return typed
  const again = await convert(readCsv(plainSource(rowsPath, width, longestLine, false)))
  if (again.rows !== rows) throw new Error(`The engine read ${again.rows} of ${rows} rows.`)
  return again
}

/** The rejected records as a table; null when there are none. */
export async function writeRejects(session: AnalysisSession, job: ReadJob, rejected: number): Promise<string | null> {
  if (rejected === 0) return null
  const path = join(job.outputDir, 'rejects.parquet')
  const csv = readCsv(plainSource(join(job.scratch, 'rejects.csv'), 3, 0))
  await session.run(copyToParquet(rejectsSelect(csv), path))
  return path
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

export function splitWarnings(split: SplitResult): Reading['warnings'] {
  const warnings: Reading['warnings'] = [...split.reasons].map(([code, count]) => ({
    code,
    detail: REJECTED[code],
    count,
  }))
  if (split.repaired > 0) {
    const detail = `Rows with a surplus empty field or without their last empty fields were put in line, first at lines ${split.repairedAt.join(', ')}.`
    warnings.push({ code: 'rows_repaired', detail, count: split.repaired })
  }
  if (split.swallowing > 0) {
    const detail = 'Quoted values hold lines that look like rows of the table; a quote may be missing or too many.'
    warnings.push({ code: 'rows_in_quotes', detail, count: split.swallowing })
  }
  if (split.unquoted > 0)
    warnings.push({ code: 'stray_quotes', detail: 'Quotes that do not pair were kept as text.', count: split.unquoted })
  return warnings
}

export function linesAddUp(lines: LineCounts): boolean {
  return (
    lines.physical === lines.preamble + lines.header + lines.blank + lines.footer + lines.in_rows + lines.in_rejected
  )
}

/** @throws FileRefused `no_rows`. */
export function refuseNoRows({ rows, rejected }: SplitResult, width: number): void {
  if (rows > 0) return
  throw new FileRefused('no_rows', 'No line of the file fits the table that its first lines describe.', {
    expected: `rows of ${width} fields`,
    data: { rejected_rows: rejected },
  })
}

/** @param counted lines counted apart; null where nothing else counted them. @throws FileRefused `lines_unaccounted`. */
export function refuseUnaccounted({ lines }: SplitResult, counted: number | null): void {
  if (linesAddUp(lines) && (counted === null || lines.physical === counted)) return
  throw new FileRefused(
    'lines_unaccounted',
    'Not every line of the file could be accounted for, so nothing was kept.',
    {
      data: { ...lines, counted_apart: counted },
    },
  )
}
