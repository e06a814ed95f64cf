import type { Answer } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { formatCell } from '../../platform/i18n/format.ts'
import { rowOfFigure } from './figure-row.ts'

const answer = (rows: Answer['rows']): Answer => ({
  id: 'a',
  status: 'answered',
  trust: 'checked',
  reading: '',
  text: '',
  value: null,
  columns: [
    { name: 'uf', type: 'text' },
    { name: 'valor', type: 'number' },
  ],
  rows,
  sql: null,
  python: null,
  checks: [],
  rows_read: null,
  rows_excluded: null,
  elapsed_ms: 0,
})
const pt = (value: Parameters<typeof formatCell>[0], type: Parameters<typeof formatCell>[1]) =>
  formatCell(value, type, 'pt')

describe('the row that a figure of the text stands in', () => {
  it('is found by the figure as it is written, with or without a unit', () => {
    const three = answer([['SP', 1300.5], ['RJ', 800], ['MG', 400]]) // prettier-ignore
    expect(rowOfFigure(three, '1.300,5', pt)).toBe(0)
    expect(rowOfFigure(three, 'R$ 800', pt)).toBe(1)
  })

  it('is none where several rows have it, or no row, or there is one row only', () => {
    expect(rowOfFigure(answer([['SP', 800], ['RJ', 800]]), '800', pt)).toBeNull() // prettier-ignore
    expect(rowOfFigure(answer([['SP', 800], ['RJ', 7]]), '9', pt)).toBeNull() // prettier-ignore
    expect(rowOfFigure(answer([['SP', 800]]), '800', pt)).toBeNull()
  })
})
