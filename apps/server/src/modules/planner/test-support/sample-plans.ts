import type { Condition, Measure, MeasureFunction, Plan } from '@datapilot/contracts'
import type { SAMPLES } from './sample-tables.ts'

const value = (column: string) => ({ column, as: 'value' as const })
const number = (column: string) => ({ column, as: 'number' as const })

/** A measure of one column. */
export function measureOf(fn: MeasureFunction, column: string | null, rest: Partial<Measure> = {}): Measure {
  return { fn, operand: column === null ? null : value(column), second: null, q: null, ...rest }
}

function aggregate(measures: Measure[], rest: Partial<Extract<Plan, { kind: 'aggregate' }>> = {}): Plan {
  return {
    kind: 'aggregate',
    table: 'vendas',
    filter: null,
    measures,
    groups: [],
    having: null,
    direction: null,
    limit: null,
    share: false,
    ...rest,
  }
}

function counted(filter: Condition): Plan {
  return aggregate([measureOf('count', null)], { filter })
}

function compared(outcome: 'difference' | 'ratio' | 'growth'): Plan {
  return {
    kind: 'compare',
    table: 'vendas',
    left: { op: 'in', column: 'UF', values: ['SP'] },
    right: { op: 'in', column: 'UF', values: ['RJ'] },
    measure: measureOf('sum', 'VL_TOTAL'),
    outcome,
  }
}

/** One plan per operator, for comparing what SQL, pandas and the interpreter make of it. */
export const SAMPLE_PLANS: readonly (readonly [name: string, table: keyof typeof SAMPLES, plan: Plan])[] = [
  ...(['count_distinct', 'missing'] as const).map(
    (fn) => [fn, 'vendas', aggregate([measureOf(fn, 'vendedor')])] as const,
  ),
  ...(
    ['sum', 'mean', 'median', 'min', 'max', 'range', 'standard_deviation', 'variance', 'skewness', 'kurtosis'] as const
  ).map((fn) => [fn, 'vendas', aggregate([measureOf(fn, 'VL_TOTAL')])] as const),
  ['quantile', 'vendas', aggregate([measureOf('quantile', 'VL_TOTAL', { q: 0.9 })])],
  ['correlation', 'vendas', aggregate([measureOf('correlation', 'QTD', { second: value('VL_TOTAL') })])],
  [
    'several measures',
    'vendas',
    aggregate([measureOf('mean', 'QTD'), measureOf('max', 'VL_TOTAL'), measureOf('count', null)]),
  ],
  ['mode', 'vendas', aggregate([measureOf('mode', 'QTD')])],
  [
    'population',
    'vendas',
    aggregate(
      (['population_deviation', 'population_variance', 'population_skewness', 'population_kurtosis'] as const).map(
        (fn) => measureOf(fn, 'VL_TOTAL'),
      ),
    ),
  ],
  [
    'n-th group',
    'vendas',
    aggregate([measureOf('sum', 'VL_TOTAL')], {
      groups: [{ column: 'cidade', bucket: null }],
      direction: 'descending',
      nth: 2,
    }),
  ],
  ...(['running_total', 'difference', 'growth'] as const).map(
    (series) =>
      [
        `${series} over months`,
        'vendas',
        aggregate([measureOf('sum', 'VL_TOTAL')], { groups: [{ column: 'DT_VENDA', bucket: 'month' }], series }),
      ] as const,
  ),
  [
    'n-th row',
    'vendas',
    {
      kind: 'lookup',
      table: 'vendas',
      filter: null,
      select: ['NM_LOJA'],
      distinct: true,
      order: { operand: value('QTD'), direction: 'descending' },
      limit: null,
      nth: 3,
    },
  ],
  [
    'verdict over rows',
    'vendas',
    {
      kind: 'verdict',
      table: 'vendas',
      left: { op: 'in', column: 'UF', values: ['SP'] },
      right: { op: 'in', column: 'UF', values: ['RJ'] },
      measure: measureOf('sum', 'VL_TOTAL'),
      comparison: 'gt',
    },
  ],
  [
    'verdict against a number',
    'vendas',
    { kind: 'verdict', table: 'vendas', left: null, right: 5, measure: measureOf('count', null), comparison: 'lt' },
  ],
  [
    'sum of nothing',
    'vendas',
    aggregate([measureOf('sum', 'VL_TOTAL')], {
      filter: { op: 'compare', operand: value('VL_TOTAL'), comparison: 'gt', value: 1e6 },
    }),
  ],
  ...(['mean', 'median', 'range', 'missing', 'count_distinct', 'kurtosis'] as const).map(
    (fn) =>
      [
        `${fn} per group`,
        'vendas',
        aggregate([measureOf(fn, 'QTD')], { groups: [{ column: 'categoria', bucket: null }] }),
      ] as const,
  ),
  ...(['year', 'quarter', 'month', 'day', 'weekday'] as const).map(
    (bucket) =>
      [
        `sum per ${bucket}`,
        'vendas',
        aggregate([measureOf('sum', 'VL_TOTAL')], { groups: [{ column: 'DT_VENDA', bucket }] }),
      ] as const,
  ),
  [
    'groups with a missing key',
    'vendas',
    aggregate([measureOf('count', null)], { groups: [{ column: 'vendedor', bucket: null }] }),
  ],
  [
    'two groups',
    'vendas',
    aggregate([measureOf('sum', 'QTD')], {
      groups: [
        { column: 'cidade', bucket: null },
        { column: 'status', bucket: null },
      ],
    }),
  ],
  [
    'first groups with ties',
    'vendas',
    aggregate([measureOf('count', null)], {
      groups: [{ column: 'vendedor', bucket: null }],
      direction: 'descending',
      limit: 2,
    }),
  ],
  [
    'having',
    'vendas',
    aggregate([measureOf('count', null)], {
      groups: [{ column: 'cidade', bucket: null }],
      having: { comparison: 'ge', value: 4 },
    }),
  ],
  [
    'share of each group',
    'vendas',
    aggregate([measureOf('sum', 'VL_TOTAL')], { groups: [{ column: 'UF', bucket: null }], share: true }),
  ],
  ['in', 'vendas', counted({ op: 'in', column: 'status', values: ['pago', 'pendente'] })],
  [
    'in, negated, with missing cells',
    'vendas',
    counted({ op: 'not', item: { op: 'in', column: 'vendedor', values: ['Ana Lima'] } }),
  ],
  ['between', 'vendas', counted({ op: 'between', operand: value('QTD'), low: 10, high: 20 })],
  [
    'between dates, negated',
    'vendas',
    counted({ op: 'not', item: { op: 'between', operand: value('DT_VENDA'), low: '2024-01-01', high: '2024-03-31' } }),
  ],
  [
    'after a date',
    'vendas',
    counted({ op: 'compare', operand: value('DT_VENDA'), comparison: 'gt', value: '2024-04-04' }),
  ],
  ['contains', 'vendas', counted({ op: 'contains', column: 'produto', text: 'cafe' })],
  ['contains, negated', 'vendas', counted({ op: 'not', item: { op: 'contains', column: 'vendedor', text: 'lima' } })],
  ['null', 'vendas', counted({ op: 'null', column: 'vendedor' })],
  ['null, negated', 'vendas', counted({ op: 'not', item: { op: 'null', column: 'vendedor' } })],
  [
    'month of any year, negated',
    'vendas',
    counted({ op: 'not', item: { op: 'period', column: 'DT_VENDA', year: null, quarter: null, month: 3, day: null } }),
  ],
  [
    'and, or, not',
    'vendas',
    counted({
      op: 'and',
      items: [
        {
          op: 'or',
          items: [
            { op: 'in', column: 'UF', values: ['SP'] },
            { op: 'compare', operand: value('QTD'), comparison: 'lt', value: 7 },
          ],
        },
        {
          op: 'not',
          item: {
            op: 'or',
            items: [
              { op: 'in', column: 'status', values: ['cancelado'] },
              { op: 'in', column: 'vendedor', values: ['Bruno Reis'] },
            ],
          },
        },
      ],
    }),
  ],
  ['unequal', 'vendas', counted({ op: 'compare', operand: value('QTD'), comparison: 'ne', value: 10 })],
  [
    'number in text',
    'races',
    {
      kind: 'aggregate',
      table: 'races',
      filter: { op: 'compare', operand: number('Attendance'), comparison: 'gt', value: 20_000 },
      measures: [{ fn: 'sum', operand: number('Attendance'), second: null, q: null }],
      groups: [],
      having: null,
      direction: null,
      limit: null,
      share: false,
    },
  ],
  [
    'lookup in order',
    'races',
    {
      kind: 'lookup',
      table: 'races',
      filter: null,
      select: ['Race', 'Laps'],
      distinct: false,
      order: { operand: value('Laps'), direction: 'descending' },
      limit: 3,
    },
  ],
  [
    'last row',
    'races',
    {
      kind: 'lookup',
      table: 'races',
      filter: { op: 'in', column: 'Country', values: ['United States', 'Canada'] },
      select: ['Race'],
      distinct: true,
      order: { operand: null, direction: 'descending' },
      limit: 1,
    },
  ],
  [
    'row before',
    'races',
    {
      kind: 'neighbour',
      table: 'races',
      filter: null,
      anchor: { op: 'in', column: 'Race', values: ['Alpine Run', 'Winter Cup'] },
      offset: -1,
      select: ['Race'],
      order: { operand: null, direction: 'ascending' },
    },
  ],
  [
    'next among some rows',
    'races',
    {
      kind: 'neighbour',
      table: 'races',
      filter: { op: 'in', column: 'Winner', values: ['Nora Bell'] },
      anchor: { op: 'in', column: 'Race', values: ['Winter Cup'] },
      offset: 1,
      select: ['Race', 'Circuit'],
      order: { operand: null, direction: 'ascending' },
    },
  ],
  [
    'share',
    'vendas',
    {
      kind: 'share',
      table: 'vendas',
      filter: { op: 'in', column: 'UF', values: ['SP'] },
      part: { op: 'in', column: 'forma_pagamento', values: ['Pix'] },
      measure: measureOf('sum', 'VL_TOTAL'),
    },
  ],
  ...(['difference', 'ratio', 'growth'] as const).map((outcome) => [outcome, 'vendas', compared(outcome)] as const),
  [
    'odd names and quotes',
    'estranha',
    {
      kind: 'lookup',
      table: 'estranha',
      filter: { op: 'in', column: `pre"ço d'água`, values: [`d'Arc "2"`, 'a\\b'] },
      select: ['select', `pre"ço d'água`],
      distinct: true,
      order: null,
      limit: null,
    },
  ],
]
