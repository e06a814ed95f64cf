import type { Cell, ResultTable } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { differenceOf } from './compare-results.ts'

const result = (rows: Cell[][]): ResultTable => ({ columns: [], rows, row_count: rows.length, truncated: false })

describe('differenceOf', () => {
  it('finds no difference between equal bags, decimals as text and midnight timestamps', () => {
    const sql = result([
      ['SP', '10.50', '2024-01-01'],
      ['RJ', 3, '2024-02-01'],
    ])
    const python = result([
      ['RJ', 3, '2024-02-01T00:00:00'],
      ['SP', 10.5, '2024-01-01T00:00:00'],
    ])
    expect(differenceOf(sql, python)).toBeNull()
  })

  it('forgives the order of float addition but not a real difference', () => {
    expect(differenceOf(result([[0.1 + 0.2]]), result([[0.3]]))).toBeNull()
    expect(differenceOf(result([[100.01]]), result([[100]]))).toBe('100.01 ≠ 100')
  })

  it('tells a missing row and a null that became zero', () => {
    expect(differenceOf(result([[1], [2]]), result([[1]]))).toBe('2 ≠ 1 rows')
    expect(differenceOf(result([[null]]), result([[0]]))).toBe('null ≠ 0')
  })
})
