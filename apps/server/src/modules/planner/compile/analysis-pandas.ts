import type { AnalysisPlan, Condition, Figure, Operand, OutlierRule, RowStep } from '@datapilot/contracts'
import { typesAfter } from './analysis.sql.ts'
import { conditionPandas, constant, groupingPandas, measurePandas, operandPandas } from './expressions-pandas.ts'
import type { ColumnTypes } from './expressions.sql.ts'

const SIGNS = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '==', ne: '!=' } as const

function float(operand: Operand, types: ColumnTypes, frame: string): string {
  return `${operandPandas(operand, types, frame)}.astype("float64")`
}

/** Lines that leave the mask of outliers of `frame` in `outlying`. */
function outliers({ operand, method, threshold, side }: OutlierRule, types: ColumnTypes, frame: string): string[] {
  const fences =
    method === 'z_score'
      ? [`low, high = x.mean() - ${threshold} * x.std(), x.mean() + ${threshold} * x.std()`]
      : [
          'q1, q3 = x.quantile(0.25), x.quantile(0.75)',
          `low, high = q1 - ${threshold} * (q3 - q1), q3 + ${threshold} * (q3 - q1)`,
        ]
  const mask = [...(side === 'above' ? [] : ['(x < low)']), ...(side === 'below' ? [] : ['(x > high)'])].join(' | ')
  return [`x = ${float(operand, types, frame)}`, ...fences, `outlying = ${mask}`]
}

function step(item: RowStep, types: ColumnTypes): string[] {
  const assign = (expression: string) =>
    `rows = rows.assign(**{${constant('name' in item ? item.name : '')}: ${expression}})`
  switch (item.op) {
    case 'keep':
      return [`rows = rows[${conditionPandas(item.condition, types, 'rows')}]`]
    case 'complete':
      return item.operands.map((operand) => `rows = rows[${operandPandas(operand, types, 'rows')}.notna()]`)
    case 'distinct':
      return ['rows = rows.drop_duplicates()']
    case 'without_outliers':
      return [...outliers(item.rule, types, 'rows'), 'rows = rows[~outlying & x.notna()]']
    case 'formula': {
      const formula = item.terms.reduce(
        (left, { sign, value }) => {
          const right = typeof value === 'number' ? constant(value) : float(value, types, 'rows')
          return sign === '/'
            ? `(${left} / ${typeof value === 'number' ? right : `${right}.replace(0, np.nan)`})`
            : `(${left} ${sign} ${right})`
        },
        float(item.first, types, 'rows'),
      )
      return [assign(formula)]
    }
    case 'logarithm': {
      const x = float(item.operand, types, 'rows')
      return [assign(`np.log(${x}.where(${x} > 0))`)]
    }
    case 'fill': {
      const x = float(item.operand, types, 'rows')
      return [assign(`${x}.fillna(${typeof item.with === 'number' ? constant(item.with) : `${x}.${item.with}()`})`)]
    }
    case 'bins': {
      const edges = ['-np.inf', ...item.edges.map(constant), 'np.inf'].join(', ')
      const labels = item.labels.map(constant).join(', ')
      return [assign(`pd.cut(${float(item.operand, types, 'rows')}, [${edges}], labels=[${labels}]).astype("object")`)]
    }
    case 'scale': {
      const x = float(item.operand, types, 'rows')
      return [
        `x = ${x}`,
        assign(item.method === 'min_max' ? '(x - x.min()) / (x.max() - x.min())' : '(x - x.mean()) / x.std()'),
      ]
    }
  }
}

function subset(where: Condition | null, types: ColumnTypes, frame = 'rows'): string {
  return where ? `${frame}[${conditionPandas(where, types, frame)}]` : frame
}

function testLines(value: Extract<Figure['value'], { kind: 'test' }>, types: ColumnTypes): string[] {
  const index = value.outcome === 'statistic' ? 0 : 1
  const x = `x = ${float(value.operand, types, 'part')}`
  switch (value.test) {
    case 'pearson':
      return [
        x,
        `y = ${float(value.second ?? value.operand, types, 'part')}`,
        'both = x.notna() & y.notna()',
        `value = stats.pearsonr(x[both], y[both])[${index}]`,
      ]
    case 'shapiro_wilk':
      return [x, `value = stats.shapiro(x.dropna())[${index}]`]
    case 'dagostino':
      return [x, `value = stats.normaltest(x.dropna())[${index}]`]
    case 'anderson_darling':
      return [
        x,
        'x = np.sort(x.dropna().to_numpy())',
        'n = len(x)',
        'z = (x - x.mean()) / x.std(ddof=1)',
        'weights = 2 * np.arange(1, n + 1) - 1',
        'value = -n - (weights * (stats.norm.logcdf(z) + stats.norm.logsf(z[::-1]))).sum() / n',
        'value = value * (1 + 0.75 / n + 2.25 / n ** 2)',
      ]
    case 't_test':
      return [
        x,
        `other = ${subset(value.other, types)}`,
        `y = ${float(value.operand, types, 'other')}`,
        `value = stats.ttest_ind(x.dropna(), y.dropna(), equal_var=False)[${index}]`,
      ]
  }
}

function figure({ name, where, value, before_outliers: before }: Figure, types: ColumnTypes): string[] {
  const store = `figures[${constant(name)}] = value`
  const open = `part = ${subset(where, types, before ? 'before' : 'rows')}`
  switch (value.kind) {
    case 'measure':
      return [open, `value = ${measurePandas(value.measure, types, 'part')}`, store]
    case 'outliers':
      return [open, ...outliers(value.rule, types, 'part'), 'value = int(outlying.sum())', store]
    case 'test':
      return [open, ...testLines(value, types), store]
    case 'regression': {
      const fitted = {
        slope: 'fit.slope',
        intercept: 'fit.intercept',
        r_squared: 'fit.rvalue ** 2',
        prediction: `fit.intercept + ${constant(value.at ?? 0)} * fit.slope`,
      }[value.outcome]
      return [
        open,
        `x, y = ${float(value.x, types, 'part')}, ${float(value.y, types, 'part')}`,
        'both = x.notna() & y.notna()',
        'fit = stats.linregress(x[both], y[both])',
        `value = ${fitted}`,
        store,
      ]
    }
    case 'cell': {
      const key = value.order.operand ? operandPandas(value.order.operand, types, 'part') : 'part.index.to_series()'
      return [
        open,
        `order = ${key}.dropna().sort_values(ascending=${value.order.direction === 'ascending' ? 'True' : 'False'}, kind="stable")`,
        `value = part.loc[order.index[0], ${constant(value.column)}] if len(order) else None`,
        store,
      ]
    }
    case 'label': {
      const branches = value.rules.map(({ tests, label }, at) => {
        const all = tests.map((test) => {
          const read = `figures[${constant(test.figure)}]`
          return `${test.absolute ? `abs(${read})` : read} ${SIGNS[test.comparison]} ${test.value}`
        })
        return `${at === 0 ? 'if' : 'elif'} ${all.join(' and ')}: value = ${constant(label)}`
      })
      return [...branches, `else: value = ${constant(value.otherwise)}`, store]
    }
  }
}

/** An analysis as pandas and SciPy code; the last expression is one row of named figures, or one row per group. */
export function analysisPandas(plan: AnalysisPlan, types: ColumnTypes): string[] {
  const known = typesAfter(plan.steps, types)
  const scipy = plan.figures.some(({ value }) => value.kind === 'test' || value.kind === 'regression')
  const firstRemoval = plan.steps.findIndex(({ op }) => op === 'without_outliers')
  const lines = [
    ...(scipy ? ['from scipy import stats'] : []),
    `rows = tables[${constant(plan.table)}].reset_index(drop=True)`,
    ...plan.steps.flatMap((item, at) => [
      ...(at === firstRemoval ? ['before = rows'] : []),
      ...step(item, typesAfter(plan.steps.slice(0, at), types)),
    ]),
  ]
  const shown = plan.figures.filter(({ hidden }) => !hidden)
  if (plan.groups.length === 0)
    return [
      ...lines,
      'figures = {}',
      ...plan.figures.flatMap((item) => figure(item, known)),
      `pd.DataFrame([[${shown.map(({ name }) => `figures[${constant(name)}]`).join(', ')}]], columns=[${shown.map(({ name }) => constant(name)).join(', ')}])`,
    ]
  const keys = plan.groups.map(
    ({ column, bucket }, at) => `(${groupingPandas({ column, bucket }, 'rows')}).rename("key${at}")`,
  )
  const measures = shown.flatMap(({ value }) =>
    value.kind === 'measure' ? [measurePandas(value.measure, known, 'rows', 'keys')] : [],
  )
  const names = [...plan.groups.map(({ column }) => column), ...shown.map(({ name }) => name)]
  return [
    ...lines,
    `keys = [${keys.join(', ')}]`,
    `result = pd.concat([${measures.join(', ')}], axis=1).reset_index()`,
    `result.set_axis([${names.map(constant).join(', ')}], axis=1)`,
  ]
}
