import type { AnalysisPlan, Condition, Operand, Plan } from '@datapilot/contracts'
import { quoteIdentifier as id } from '../../../platform/engine/index.ts'
import { preparedSql, typesAfter } from './analysis.sql.ts'
import { conditionSql, operandSql, type ColumnTypes } from './expressions.sql.ts'
import { sourceSql } from './source.sql.ts'

/** The rows a plan is about. */
function scope(plan: Exclude<Plan, AnalysisPlan>): Condition | null {
  switch (plan.kind) {
    case 'lookup':
    case 'aggregate':
    case 'share':
      return plan.filter
    case 'compare':
      return { op: 'or', items: [plan.left, plan.right] }
    case 'verdict':
      return plan.left === null || typeof plan.right === 'number'
        ? plan.left
        : { op: 'or', items: [plan.left, plan.right] }
    case 'neighbour':
      return plan.filter ? { op: 'and', items: [plan.filter, plan.anchor] } : plan.anchor
  }
}

/** Operands whose nulls silently drop out. Counts and lookups drop none. */
function operands(plan: Exclude<Plan, AnalysisPlan>): Operand[] {
  if (plan.kind === 'lookup') return plan.order?.operand ? [plan.order.operand] : []
  if (plan.kind === 'neighbour') return []
  const measures = plan.kind === 'aggregate' ? plan.measures : [plan.measure]
  return measures.flatMap(({ fn, operand, second }) =>
    operand && fn !== 'missing' ? [operand, ...(second ? [second] : [])] : [],
  )
}

/** Operands of an analysis that its own steps leave empty. */
function figureOperands({ figures }: AnalysisPlan): Operand[] {
  return figures.flatMap(({ value }) => {
    if (value.kind === 'measure')
      return value.measure.operand && value.measure.fn !== 'missing' ? [value.measure.operand] : []
    if (value.kind === 'outliers') return [value.rule.operand]
    if (value.kind === 'test') return value.second ? [value.operand, value.second] : [value.operand]
    return value.kind === 'regression' ? [value.x, value.y] : []
  })
}

function analysisCoverage(plan: AnalysisPlan, types: ColumnTypes): string {
  const known = typesAfter(plan.steps, types)
  const nulls = new Set(figureOperands(plan).map((operand) => `${operandSql(operand, known)} IS NULL`))
  const missing = nulls.size > 0 ? `count(*) FILTER (WHERE ${[...nulls].join(' OR ')})` : '0'
  return `${preparedSql(plan, types)}\nSELECT (SELECT count(*) FROM ${id(plan.table)}) AS rows_read, count(*) AS rows_matched, ${missing} AS rows_null\nFROM prepared`
}

/**
 * How many rows stand behind the answer: one row `rows_read, rows_matched, rows_null`; with joins also `rows_joined`,
 * which differs from `rows_read` where a key that should be unique multiplied rows.
 */
export function coverageSql(plan: Plan, types: ColumnTypes): string {
  if (plan.kind === 'analysis') return analysisCoverage(plan, types)
  const joined = 'joins' in plan && plan.joins !== undefined && plan.joins.length > 0
  const condition = scope(plan)
  const matched = condition ? conditionSql(condition, types) : 'TRUE'
  const nulls = operands(plan).map((operand) => `${operandSql(operand, types)} IS NULL`)
  const missing =
    nulls.length > 0 ? `count(*) FILTER (WHERE ${matched} AND (${[...new Set(nulls)].join(' OR ')}))` : '0'
  const read = joined
    ? `(SELECT count(*) FROM ${id(plan.table)}) AS rows_read, count(*) AS rows_joined`
    : 'count(*) AS rows_read'
  return `SELECT ${read}, count(*) FILTER (WHERE ${matched}) AS rows_matched, ${missing} AS rows_null\nFROM ${sourceSql(joined ? plan : { table: plan.table })}`
}
