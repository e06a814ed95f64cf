import type { AnalysisPlan, FigureValue, OutlierRule, RowStep } from '@datapilot/contracts'

const value = (column: string) => ({ column, as: 'value' as const })
const high: OutlierRule = { operand: value('VL_TOTAL'), method: 'z_score', threshold: 1.5, side: 'both' }
const fences: OutlierRule = { operand: value('VL_TOTAL'), method: 'iqr', threshold: 0.5, side: 'both' }

function measure(
  fn: 'count' | 'mean' | 'standard_deviation' | 'population_deviation' | 'sum',
  column: string | null,
): FigureValue {
  return { kind: 'measure', measure: { fn, operand: column === null ? null : value(column), second: null, q: null } }
}

function test(
  name: 'pearson' | 'shapiro_wilk' | 'dagostino' | 'anderson_darling' | 't_test',
  outcome: 'statistic' | 'p_value' = 'p_value',
): FigureValue {
  return {
    kind: 'test',
    test: name,
    operand: value('VL_TOTAL'),
    second: name === 'pearson' ? value('QTD') : null,
    other: name === 't_test' ? { op: 'in', column: 'UF', values: ['RJ'] } : null,
    outcome,
  }
}

function analysis(
  steps: RowStep[],
  values: readonly FigureValue[],
  where: AnalysisPlan['figures'][number]['where'] = null,
): AnalysisPlan {
  const figures = values.map((figure, at) => ({
    name: `f${at}`,
    where,
    value: figure,
    decimals: null,
    before_outliers: false,
    hidden: false,
  }))
  return { kind: 'analysis', table: 'vendas', steps, groups: [], figures }
}

/** Two engines round the logarithms of tails differently; what is shown is the label. */
function hiddenFirst(plan: AnalysisPlan): AnalysisPlan {
  return { ...plan, figures: plan.figures.map((figure, at) => ({ ...figure, hidden: at === 0 })) }
}

const mean = measure('mean', 'VL_TOTAL')
const added = (step: RowStep) => analysis([step], [measure('mean', 'novo'), measure('standard_deviation', 'novo')])

/** One analysis per step and figure, for holding SQL against SciPy and pandas. */
export const ANALYSIS_PLANS: readonly (readonly [name: string, plan: AnalysisPlan])[] = [
  ['figures side by side', analysis([], [mean, measure('population_deviation', 'QTD'), measure('count', null)])],
  ['kept rows', analysis([{ op: 'keep', condition: { op: 'in', column: 'UF', values: ['SP'] } }], [mean])],
  ['complete rows', analysis([{ op: 'complete', operands: [value('vendedor')] }], [measure('count', null)])],
  ['different rows', analysis([{ op: 'distinct' }], [measure('count', null)])],
  ['without outliers by z', analysis([{ op: 'without_outliers', rule: high }], [measure('count', null), mean])],
  [
    'before and after outliers',
    {
      ...analysis([{ op: 'without_outliers', rule: high }], []),
      figures: [true, false].map((before) => ({
        name: `f${String(before)}`,
        where: null,
        value: mean,
        decimals: null,
        before_outliers: before,
        hidden: false,
      })),
    },
  ],
  [
    'without outliers by quartiles',
    analysis([{ op: 'without_outliers', rule: fences }], [measure('count', null), mean]),
  ],
  [
    'formula',
    added({
      op: 'formula',
      name: 'novo',
      first: value('VL_TOTAL'),
      terms: [
        { sign: '-', value: value('QTD') },
        { sign: '/', value: value('QTD') },
        { sign: '*', value: -2 },
      ],
    }),
  ],
  ['logarithm', added({ op: 'logarithm', name: 'novo', operand: value('VL_TOTAL') })],
  ['filled with the mean', added({ op: 'fill', name: 'novo', operand: value('QTD'), with: 'mean' })],
  ['filled with zero', added({ op: 'fill', name: 'novo', operand: value('QTD'), with: 0 })],
  ['scaled', added({ op: 'scale', name: 'novo', operand: value('VL_TOTAL'), method: 'min_max' })],
  [
    'bins',
    {
      ...analysis(
        [{ op: 'bins', name: 'faixa', operand: value('QTD'), edges: [2, 5], labels: ['poucos', 'alguns', 'muitos'] }],
        [measure('count', null), mean],
      ),
      groups: [{ column: 'faixa', bucket: null }],
    },
  ],
  [
    'outliers',
    analysis(
      [],
      [
        { kind: 'outliers', rule: high },
        { kind: 'outliers', rule: { ...fences, side: 'above' } },
      ],
    ),
  ],
  ['correlation test', analysis([], [test('pearson', 'statistic'), test('pearson')])],
  ['correlation of some rows', analysis([], [test('pearson')], { op: 'in', column: 'UF', values: ['SP'] })],
  ['Shapiro and Wilk', analysis([], [test('shapiro_wilk', 'statistic'), test('shapiro_wilk')])],
  ['Shapiro and Wilk, few rows', analysis([], [test('shapiro_wilk')], { op: 'in', column: 'UF', values: ['SP'] })],
  ['D’Agostino', analysis([], [test('dagostino', 'statistic'), test('dagostino')])],
  ['t-test', analysis([], [test('t_test', 'statistic'), test('t_test')], { op: 'in', column: 'UF', values: ['SP'] })],
  [
    'regression',
    analysis(
      [],
      (['slope', 'intercept', 'r_squared', 'prediction'] as const).map((outcome) => ({
        kind: 'regression',
        x: value('QTD'),
        y: value('VL_TOTAL'),
        outcome,
        at: outcome === 'prediction' ? 7 : null,
      })),
    ),
  ],
  [
    'cell of the largest',
    analysis([], [{ kind: 'cell', column: 'cidade', order: { operand: value('VL_TOTAL'), direction: 'descending' } }]),
  ],
  [
    'labels',
    hiddenFirst(
      analysis(
        [],
        [
          test('anderson_darling', 'statistic'),
          {
            kind: 'label',
            rules: [{ tests: [{ figure: 'f0', absolute: true, comparison: 'gt', value: 0.752 }], label: 'não' }],
            otherwise: 'sim',
          },
        ],
      ),
    ),
  ],
]
