import { createHash } from 'node:crypto'
import type { FileShape } from '@datapilot/contracts'

const MOST_NAMES = 200
const LONGEST_NAME = 200

/** Case, accents and signs differ between exports of one program, and break when the encoding is taken wrongly. */
function simplified(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')
}

/** What automatic detection saw of a file; files with the same fingerprint were written by the same program. */
export function shapeOf(seen: {
  readonly format: FileShape['format']
  readonly delimiter: string | null
  readonly columns: number
  readonly names: readonly string[] | null
}): FileShape {
  const { format, delimiter, columns, names } = seen
  const key = JSON.stringify([format, delimiter, columns, names?.map(simplified) ?? null])
  return {
    format,
    delimiter,
    column_count: columns,
    header: names?.slice(0, MOST_NAMES).map((name) => name.trim().slice(0, LONGEST_NAME)) ?? null,
    fingerprint: createHash('sha256').update(key).digest('hex'),
  }
}
