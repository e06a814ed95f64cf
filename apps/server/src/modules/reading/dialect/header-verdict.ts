import { repeatsHeader } from './asides.ts'
import { classifyCell, NULL_SPELLINGS } from './cell-kind.ts'
import type { FileRecord } from '../rows/records.ts'

export interface HeaderVerdict {
  readonly header: boolean
  readonly reason: string
}

/** Whether the first record names the columns of the others, and what says so. */
export function looksLikeHeader(first: FileRecord, rest: readonly FileRecord[]): HeaderVerdict {
  const kinds = first.fields.map((field) => classifyCell(field))
  const values = first.fields.map((field) => field.trim())
  const named = values.filter((value) => value !== '')
  // Copies of the header further down are no values of their columns.
  const body = rest.filter(({ fields }) => !repeatsHeader(first.fields, fields))
  if (body.length === 0) return { header: true, reason: 'it is the only record' }
  const years = values.filter((value) => /^(?:19|20)\d{2}$/.test(value)).length
  const numbers = kinds.filter((kind) => kind === 'number').length
  if (kinds.some((kind) => kind === 'date' || kind === 'time') && years === 0) {
    return { header: false, reason: 'its first line holds dates or times' }
  }
  if (numbers > 0 && !(years === numbers && new Set(named).size === named.length && named.length > years)) {
    const measured = kinds.filter((kind, column) => kind === 'number' && columnIs(body, column, 'number')).length
    if (measured > 0) return { header: false, reason: 'its first line holds numbers where the other lines do too' }
  }
  const typedBelow = kinds.filter((kind, column) => {
    const wordy = kind === 'text' || kind === 'code'
    return wordy && (['number', 'date', 'time', 'boolean'] as const).some((below) => columnIs(body, column, below))
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
export function columnIs(records: readonly FileRecord[], column: number, kind: string): boolean {
  let same = 0
  let all = 0
  for (const { fields } of records.slice(0, 200)) {
    const cell = fields[column] ?? ''
    const own = classifyCell(cell)
    if (own === 'empty' || NULL_SPELLINGS.includes(cell.trim().toLowerCase())) continue
    all += 1
    if (own === kind) same += 1
  }
  return all > 0 && same / all >= 0.9
}

export function columnIsEmpty(records: readonly FileRecord[], column: number): boolean {
  return records.every(({ fields }) => (fields[column] ?? '').trim() === '')
}

const TYPED = ['number', 'date', 'time', 'boolean'] as const

/** Columns whose filled cells are nearly all of one kind that is not text. */
export function typedColumns(records: readonly FileRecord[], width: number): number[] {
  return Array.from({ length: width }, (_, column) => column).filter((column) =>
    TYPED.some((kind) => columnIs(records, column, kind)),
  )
}

/** Words in every given column, and nothing in the record that is a value: what a header looks like to typed columns. */
export function isWordyIn(record: FileRecord, columns: readonly number[]): boolean {
  const kinds = record.fields.map(classifyCell)
  if (kinds.some((kind) => kind === 'number' || kind === 'date' || kind === 'time' || kind === 'boolean')) return false
  return columns.every((column) => {
    const cell = (record.fields[column] ?? '').trim()
    return cell !== '' && !NULL_SPELLINGS.includes(cell.toLowerCase())
  })
}
