import type { DatasetSummary } from '@datapilot/contracts'

export interface DatasetSort {
  key: 'name' | 'rows' | 'created'
  descending: boolean
}

/** A sorted copy; datasets without a row count yet come last either way. */
export function sortDatasets(items: readonly DatasetSummary[], sort: DatasetSort, locale: string): DatasetSummary[] {
  const direction = sort.descending ? -1 : 1
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  return [...items].sort((a, b) => {
    if (sort.key === 'name') return direction * collator.compare(a.name, b.name)
    if (sort.key === 'created') return direction * a.created_at.localeCompare(b.created_at)
    if (a.rows === null || b.rows === null) return Number(a.rows === null) - Number(b.rows === null)
    return direction * (a.rows - b.rows)
  })
}
