import type { AnalysisPlan, ColumnType, Condition, Figure, Operand, OutlierRule, RowStep } from '@datapilot/contracts'
import { quoteIdentifier as id, quoteLiteral } from '../../../platform/engine/index.ts'
import { conditionSql, groupingSql, literal, measureSql, operandSql, type ColumnTypes } from './expressions.sql.ts'
import { testSql } from './statistical-tests.sql.ts'

const SIGNS = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '=', ne: '<>' } as const
const ROWS = 'prepared'
const BEFORE = 'before_outliers'

/** The types of the table's columns and of those that the steps add. */
export function typesAfter(steps: readonly RowStep[], types: ColumnTypes): ColumnTypes {
  const added = steps.flatMap((step): [string, ColumnType][] =>
    'name' in step ? [[step.name, step.op === 'bins' ? 'text' : 'number']] : [],
  )
  return new Map([...types, ...added])
}

function double(operand: Operand, types: ColumnTypes): string {
  return `CAST(${operandSql(operand, types)} AS DOUBLE)`
}

/** True where a row lies outside of the fences; the fences come from `source`. */
function outlierSql({ operand, method, threshold, side }: OutlierRule, types: ColumnTypes, source: string): string {
  const x = double(operand, types)
  const [low, high] =
    method === 'z_score'
      ? [
          `(SELECT avg(${x}) - ${threshold} * stddev_samp(${x}) FROM ${source})`,
          `(SELECT avg(${x}) + ${threshold} * stddev_samp(${x}) FROM ${source})`,
        ]
      : [
          `(SELECT quantile_cont(${x}, 0.25) - ${threshold} * (quantile_cont(${x}, 0.75) - quantile_cont(${x}, 0.25)) FROM ${source})`,
          `(SELECT quantile_cont(${x}, 0.75) + ${threshold} * (quantile_cont(${x}, 0.75) - quantile_cont(${x}, 0.25)) FROM ${source})`,
        ]
  return [...(side === 'above' ? [] : [`${x} < ${low}`]), ...(side === 'below' ? [] : [`${x} > ${high}`])].join(' OR ')
}

function addedSql(step: Extract<RowStep, { name: string }>, types: ColumnTypes, source: string): string {
  switch (step.op) {
    case 'formula':
      return step.terms.reduce(
        (left, { sign, value }) => {
          const right = typeof value === 'number' ? literal(value) : double(value, types)
          return sign === '/' ? `(${left} / NULLIF(${right}, 0))` : `(${left} ${sign} ${right})`
        },
        double(step.first, types),
      )
    case 'logarithm':
      return `CASE WHEN ${double(step.operand, types)} > 0 THEN ln(${double(step.operand, types)}) END`
    case 'fill': {
      const x = double(step.operand, types)
      const figure = step.with === 'mean' ? `avg(${x})` : step.with === 'median' ? `quantile_cont(${x}, 0.5)` : null
      return `coalesce(${x}, ${figure ? `(SELECT ${figure} FROM ${source})` : literal(Number(step.with))})`
    }
    case 'bins': {
      const x = double(step.operand, types)
      const cases = step.edges.map(
        (edge, at) => `WHEN ${x} <= ${literal(edge)} THEN ${quoteLiteral(step.labels[at] ?? '')}`,
      )
      return `CASE ${cases.join(' ')} WHEN ${x} IS NOT NULL THEN ${quoteLiteral(step.labels.at(-1) ?? '')} END`
    }
    case 'scale': {
      const x = double(step.operand, types)
      return step.method === 'min_max'
        ? `(${x} - (SELECT min(${x}) FROM ${source})) / NULLIF((SELECT max(${x}) - min(${x}) FROM ${source}), 0)`
        : `(${x} - (SELECT avg(${x}) FROM ${source})) / NULLIF((SELECT stddev_samp(${x}) FROM ${source}), 0)`
    }
  }
}

function stepSql(step: RowStep, types: ColumnTypes, source: string): string {
  switch (step.op) {
    case 'keep':
      return `SELECT * FROM ${source} WHERE ${conditionSql(step.condition, types)}`
    case 'complete':
      return `SELECT * FROM ${source} WHERE ${step.operands.map((operand) => `${operandSql(operand, types)} IS NOT NULL`).join(' AND ')}`
    case 'distinct':
      return `SELECT DISTINCT * FROM ${source}`
    case 'without_outliers':
      return `SELECT * FROM ${source} WHERE NOT (${outlierSql(step.rule, types, source)})`
    default:
      return `SELECT *, ${addedSql(step, types, source)} AS ${id(step.name)} FROM ${source}`
  }
}

/** The steps as a WITH clause whose last part, `prepared`, holds the rows that figures are taken from. */
export function preparedSql({ table, steps }: AnalysisPlan, types: ColumnTypes): string {
  const parts = steps.map((step, at) => {
    const known = typesAfter(steps.slice(0, at), types)
    return `step${at + 1} AS (${stepSql(step, known, at === 0 ? id(table) : `step${at}`)})`
  })
  const first = steps.findIndex(({ op }) => op === 'without_outliers')
  const before = first < 1 ? id(table) : `step${first}`
  const untouched = first < 0 ? [] : [`${BEFORE} AS (SELECT * FROM ${before})`]
  const last = steps.length === 0 ? id(table) : `step${steps.length}`
  return `WITH ${[...parts, ...untouched, `${ROWS} AS MATERIALIZED (SELECT * FROM ${last})`].join(',\n')}`
}

function meeting(where: Condition | null, types: ColumnTypes): string {
  return where ? ` WHERE ${conditionSql(where, types)}` : ''
}

function figureSql({ value, where, before_outliers: before }: Figure, types: ColumnTypes): string {
  const from = `FROM ${before ? BEFORE : ROWS}${meeting(where, types)}`
  switch (value.kind) {
    case 'measure':
      return `(SELECT ${measureSql(value.measure, types)} ${from})`
    case 'outliers': {
      const subset = `(SELECT * ${from})`
      return `(SELECT count(*) FROM ${subset} WHERE ${outlierSql(value.rule, types, subset)})`
    }
    case 'test': {
      const x = `${double(value.operand, types)} AS x`
      const y = value.second ? `, ${double(value.second, types)} AS y` : ''
      const other = `(SELECT ${x} FROM ${ROWS}${meeting(value.other, types)})`
      return testSql(value.test, value.outcome, `(SELECT ${x}${y} ${from})`, other)
    }
    case 'regression': {
      const [x, y] = [double(value.x, types), double(value.y, types)]
      const fitted = {
        slope: `regr_slope(${y}, ${x})`,
        intercept: `regr_intercept(${y}, ${x})`,
        r_squared: `regr_r2(${y}, ${x})`,
        prediction: `regr_intercept(${y}, ${x}) + ${literal(value.at ?? 0)} * regr_slope(${y}, ${x})`,
      }[value.outcome]
      return `(SELECT ${fitted} ${from})`
    }
    case 'cell': {
      const direction = value.order.direction === 'ascending' ? 'ASC' : 'DESC'
      const key = value.order.operand ? operandSql(value.order.operand, types) : '1'
      return `(SELECT ${id(value.column)} ${from} ORDER BY ${key} ${direction} NULLS LAST LIMIT 1)`
    }
    case 'label':
      return 'NULL'
  }
}

/** Labels look at other figures by their names. */
function labelSql(figure: Figure): string {
  if (figure.value.kind !== 'label') return id(figure.name)
  const cases = figure.value.rules.map(({ tests, label }) => {
    const all = tests.map(({ figure: name, absolute, comparison, value }) => {
      const read = absolute ? `abs(${id(name)})` : id(name)
      return `${read} ${SIGNS[comparison]} ${literal(value)}`
    })
    return `WHEN ${all.join(' AND ')} THEN ${quoteLiteral(label)}`
  })
  return `CASE ${cases.join(' ')} ELSE ${quoteLiteral(figure.value.otherwise)} END AS ${id(figure.name)}`
}

/** An analysis as one SELECT: one row of named figures, or one row per group. */
export function analysisSql(plan: AnalysisPlan, types: ColumnTypes): string {
  const known = typesAfter(plan.steps, types)
  const keys = plan.groups.map((group, at) => `${groupingSql(group)} AS ${id(`key_${at + 1}`)}`)
  const inner = plan.figures.map((figure) => {
    const grouped = plan.groups.length > 0 && figure.value.kind === 'measure'
    const sql =
      grouped && figure.value.kind === 'measure'
        ? measureSql(figure.value.measure, known, figure.where ?? undefined)
        : figureSql(figure, known)
    return `${sql} AS ${id(figure.name)}`
  })
  const from = keys.length > 0 ? `\nFROM ${ROWS}\nGROUP BY ALL` : ''
  const outer = [
    ...plan.groups.map(({ column }, at) => `${id(`key_${at + 1}`)} AS ${id(column)}`),
    ...plan.figures.filter(({ hidden }) => !hidden).map(labelSql),
  ]
  const order = keys.length > 0 ? `\nORDER BY ${keys.map((_, at) => `${at + 1} NULLS LAST`).join(', ')}` : ''
  return `${preparedSql(plan, types)}\nSELECT ${outer.join(', ')}\nFROM (SELECT ${[...keys, ...inner].join(',\n  ')}${from})${order}`
}
