import type { SourceColumn } from '../source-table.ts'

/** Cells that are grouped by one statement: enough to make 5,000 columns of a small table quick, little in memory. */
const CELLS_PER_BATCH = 1_000_000
const COLUMNS_PER_BATCH = 64

/**
 * Columns that are grouped together: same SQL type, few enough for memory. Texts and categories first, then dates and
 * numbers, whose figures need sorted values.
 */
export function columnBatches(columns: readonly SourceColumn[], rows: number): SourceColumn[][] {
  const size = Math.max(1, Math.min(COLUMNS_PER_BATCH, Math.floor(CELLS_PER_BATCH / Math.max(1, rows))))
  const byType = Map.groupBy(columns, ({ sqlType, type }) => `${needsOrder(type) ? 1 : 0} ${sqlType} ${type}`)
  const ordered = [...byType].sort(([a], [b]) => a.localeCompare(b, 'en'))
  return ordered.flatMap(([, list]) => {
    const count = Math.ceil(list.length / size)
    return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size))
  })
}

/** Whether figures of this type come from sorted values. */
export function needsOrder(type: SourceColumn['type']): boolean {
  return !['text', 'boolean', 'json', 'binary', 'time'].includes(type)
}
