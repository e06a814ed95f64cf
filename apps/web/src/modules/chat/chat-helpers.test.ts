import type { Answer, ChatListItem, Receipt } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { groupByDay } from './group-by-day.ts'
import { highlight } from './highlight.ts'
import { pointLabels } from './point-labels.ts'
import { rowShares } from './receipt-rows.ts'
import { chartOf } from './result-chart.ts'
import { withStep } from './steps.ts'

describe('the chart of a result', () => {
  const months = {
    columns: [
      { name: 'month_data', type: 'text' as const },
      { name: 'sum', type: 'decimal' as const },
    ],
    rows: [
      ['2024-01', '10.5'],
      ['2024-02', '30.25'],
    ],
  }

  it('is columns over time, with the largest one marked', () => {
    expect(chartOf(months)).toMatchObject({
      form: 'columns',
      highlight: 1,
      points: [{ value: 10.5 }, { value: 30.25 }],
    })
  })

  it('names months without the year when there is only one', () => {
    const chart = chartOf(months)
    expect(chart && pointLabels(chart, 'pt')).toEqual(['jan', 'fev'])
  })

  it('is bars over a category', () => {
    const columns = [
      { name: 'uf', type: 'text' as const },
      { name: 'n', type: 'integer' as const },
    ]
    expect(
      chartOf({
        columns,
        rows: [
          ['SP', 2],
          ['RJ', 1],
        ],
      })?.form,
    ).toBe('bars')
  })

  it('is not drawn for one row, a missing number or too many categories', () => {
    const columns = [
      { name: 'uf', type: 'text' as const },
      { name: 'n', type: 'integer' as const },
    ]
    expect(chartOf({ columns, rows: [['SP', 2]] })).toBeNull()
    expect(
      chartOf({
        columns,
        rows: [
          ['SP', 2],
          ['RJ', null],
        ],
      }),
    ).toBeNull()
    expect(chartOf({ columns, rows: Array.from({ length: 25 }, (_, i) => [`c${i}`, i]) })).toBeNull()
  })
})

describe('the rows of a receipt', () => {
  it('count rejected rows beside the rows read, not among them', () => {
    const answer = { rows_read: 100, rows_excluded: 12 } as Answer
    const receipt = {
      excluded: [
        { reason: 'filter', detail: 'status = pago', rows: 10 },
        { reason: 'rejected', detail: 'x', rows: 2 },
        { reason: 'null', detail: '', rows: 0 },
      ],
    } as unknown as Receipt
    expect(rowShares(answer, receipt)).toEqual([
      { kind: 'used', detail: '', rows: 90 },
      { kind: 'filter', detail: 'status = pago', rows: 10 },
      { kind: 'rejected', detail: '', rows: 2 },
    ])
  })
})

describe('streamed steps', () => {
  it('end in the place where they began', () => {
    const step = { type: 'step', tool: 'run_sql', title: 'answer', elapsed_ms: null, rows: null } as const
    const started = withStep([], { ...step, state: 'running' })
    const done = withStep(started, { ...step, state: 'done', elapsed_ms: 5, rows: 1 })
    expect(done).toHaveLength(1)
    expect(done[0]).toMatchObject({ state: 'done', rows: 1 })
  })
})

describe('coloured code', () => {
  it('changes no character', () => {
    const sql = `SELECT "a b", 'it''s' -- x\nFROM t WHERE n >= 1.5e3 AND sum(x) > 2`
    expect(
      highlight(sql, 'sql')
        .map((token) => token.text)
        .join(''),
    ).toBe(sql)
  })

  it('tells keywords, strings, numbers, comments and functions apart', () => {
    const kinds = highlight(`select sum(x) from t where a = 'b' and n > 2 -- c`, 'sql').filter(
      (token) => token.kind !== 'plain',
    )
    expect(kinds.map((token) => [token.kind, token.text])).toEqual([
      ['keyword', 'select'],
      ['function', 'sum'],
      ['keyword', 'from'],
      ['keyword', 'where'],
      ['string', `'b'`],
      ['keyword', 'and'],
      ['number', '2'],
      ['comment', '-- c'],
    ])
  })
})

describe('chats by day', () => {
  it('stand under today, yesterday and dates, in their order', () => {
    const now = new Date(2026, 10, 21, 12)
    const at = (day: number): ChatListItem => ({ updated_at: new Date(2026, 10, day, 9).toISOString() }) as ChatListItem
    const groups = groupByDay([at(21), at(21), at(20), at(18)], now)
    expect(groups.map((group) => group.chats.length)).toEqual([2, 1, 1])
    expect(groups.map((group) => group.day).slice(0, 2)).toEqual(['today', 'yesterday'])
  })
})
