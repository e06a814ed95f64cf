import { isWordyIn, typedColumns } from './header-verdict.ts'
import { isBlank } from './sample-records.ts'
import type { FileRecord } from '../rows/records.ts'

/**
 * The line where another table of the same width begins: behind a blank line, different words in every column that held
 * numbers, dates or truth until there, and more rows below.
 */
export function findTableEnd(records: readonly FileRecord[], width: number): number | null {
  if (width < 2) return null
  const before: FileRecord[] = []
  for (const [index, record] of records.entries()) {
    const previous = records[index - 1]
    const next = records[index + 1]
    if (previous !== undefined && isBlank(previous) && record.fields.length === width && next !== undefined) {
      if (next.fields.length === width && namesColumns(record, width, typedColumns(before, width))) return record.line
    }
    if (record.fields.length === width) before.push(record)
  }
  return null
}

/** Different words in every column, also in those that hold numbers, dates or truth. */
export function namesColumns(record: FileRecord, width: number, typed: readonly number[]): boolean {
  if (typed.length === 0 || record.fields.length !== width) return false
  const names = new Set(record.fields.map((field) => field.trim()))
  return names.size === width && !names.has('') && isWordyIn(record, typed)
}
