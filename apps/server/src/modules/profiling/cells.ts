import type { Cell } from '@datapilot/contracts'
import type { SourceColumn } from './source-table.ts'

/** Longer texts are cut in the profile: it describes values, it does not keep documents. */
const TEXT_LIMIT = 500

/** A value that DuckDB printed as text, as it travels on the wire. */
export function cellOf(column: Pick<SourceColumn, 'type'>, text: string | null): Cell {
  if (text === null) return null
  switch (column.type) {
    case 'integer':
      return Number.isSafeInteger(Number(text)) ? Number(text) : text
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : null
    case 'boolean':
      return text === 'true'
    case 'timestamp':
      return instantOf(text)
    default:
      return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text
  }
}

/** `2024-01-31 12:00:00.5` as ISO 8601; infinite instants of the engine have no place on the wire. */
export function instantOf(text: string | null): string | null {
  return text !== null && /^-?\d/.test(text) ? text.replace(' ', 'T') : null
}
