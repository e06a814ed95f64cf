import type { ColumnProfile } from '@datapilot/contracts'

/** A column for tests: a plain text column unless told otherwise. */
export function columnOf(changes: Partial<ColumnProfile>): ColumnProfile {
  return {
    name: 'coluna',
    index: 0,
    type: 'text',
    kind: 'category',
    unit: null,
    count: 100,
    missing: 0,
    missing_share: 0,
    distinct: 2,
    unique: false,
    top: [],
    number: null,
    text: null,
    date: null,
    histogram: null,
    personal: null,
    meaning: null,
    category: null,
    boolean: null,
    ...changes,
  }
}
