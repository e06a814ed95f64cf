import { describe, expect, it } from 'vitest'
import { labelScale, labelStride } from './chart-labels.ts'
import { columnTitles } from './column-titles.ts'
import { planText } from './plan-text.ts'

describe('the labels of a chart', () => {
  it('have as many decimals as neighbours need to look different', () => {
    expect(labelScale([1_294_000, 1_293_000, 1_193_000])).toEqual({ unit: 'million', divisor: 1e6, digits: 3 })
    expect(labelScale([3_800_000, 3_300_000])).toEqual({ unit: 'million', divisor: 1e6, digits: 1 })
  })

  it('show no decimals for small whole numbers, and no unit below ten thousand', () => {
    expect(labelScale([12, 9_999])).toEqual({ unit: 'one', divisor: 1, digits: 0 })
    expect(labelScale([])).toEqual({ unit: 'one', divisor: 1, digits: 0 })
  })

  it('end at four decimals, and equal neighbours ask for none', () => {
    expect(labelScale([1.000001, 1.000002]).digits).toBe(4)
    expect(labelScale([0.25, 0.25]).digits).toBe(1)
  })

  it('are left out at even distances where they do not fit', () => {
    expect(labelStride(5, 53, 7)).toBe(1)
    expect(labelStride(5, 28, 7)).toBe(2)
  })
})

describe('the titles of a result’s columns', () => {
  const t = (key: string, named?: Record<string, unknown>): string => `${key}(${JSON.stringify(named?.['column'])})`
  const columns = [
    { name: 'month_data', type: 'text' as const },
    { name: 'sum_valor', type: 'decimal' as const },
  ]
  const operand = { column: 'valor', as: 'value' }
  const plan = {
    kind: 'aggregate',
    groups: [{ column: 'data', bucket: 'month' }],
    measures: [{ fn: 'sum', operand, second: null, q: null }],
    share: false,
  }

  it('put what the planner named into words', () => {
    expect(columnTitles(columns, plan, t)).toEqual(['measure.by_month("data")', 'measure.sum_of("valor")'])
  })

  it('keep the names of the data, and all names where there is no such plan', () => {
    const names = columns.map(({ name }) => name)
    expect(columnTitles(columns, { kind: 'lookup', select: names }, t)).toEqual(names)
    expect(columnTitles(columns, null, t)).toEqual(names)
  })
})

describe('a plan as text', () => {
  it('says what is set, without braces, and leaves out what is not', () => {
    const plan = {
      kind: 'lookup',
      filter: { op: 'in', values: ['a', 2] },
      limit: null,
      order: [],
      items: [{ a: 1, b: 2 }],
    }
    expect(planText(plan)).toBe('kind: lookup\nfilter:\n  op: in\n  values: a, 2\nitems:\n  - a: 1\n    b: 2')
  })
})
