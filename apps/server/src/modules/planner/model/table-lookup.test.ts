import { describe, expect, it } from 'vitest'
import type { ContextTable } from '../../../platform/ai/data-context.ts'
import { tableLookup, valueSearch } from './table-lookup.ts'

/** A large table with one text column for each number of different values. */
function tableOf(distincts: readonly number[]): ContextTable {
  const columns = distincts.map((distinct, index) => ({
    name: `c${index}`,
    type: 'text',
    kind: 'text',
    distinct,
    top: [],
  }))
  return { name: 't', label: 't', parquetPath: '/t', profile: { rows: 1_000_000, columns } } as unknown as ContextTable
}

describe('values of a large table', () => {
  it('are known by heart where they are few', () => {
    expect(tableLookup(tableOf([100, 5_000]))?.columns).toEqual(['c0', 'c1'])
  })

  it('are searched where one column has too many, or all columns together have', () => {
    const table = tableOf([1_000_000, ...Array.from({ length: 100 }, () => 4_900), 10])
    const known = tableLookup(table)?.columns ?? []
    expect(known).toHaveLength(5)
    expect(known).toContain('c101')
    const searched = valueSearch(table, 'which town')?.columns ?? []
    expect(searched).toContain('c0')
    expect(searched.filter((column) => known.includes(column))).toEqual([])
  })
})
