import type { Condition, Operand, Plan } from '@datapilot/contracts'
import { quoteIdentifier as id } from '../../../platform/engine/index.ts'
import { conditionSql, operandSql, type ColumnTypes } from './expressions.sql.ts'

/** The rows a plan is about. */
function scope(plan: Plan): Condition | null {
  switch (plan.kind) {
    case 'lookup':
    case 'aggregate':
    case 'share':
      return plan.filter
    case 'compare':
      return { op: 'or', items: [plan.left, plan.right] }
    case 'neighbour':
      return plan.filter ? { op: 'and', items: [plan.filter, plan.anchor] } : plan.anchor
  }
}

/** Operands whose nulls silently drop out. Counts and lookups drop none. */
function operands(plan: Plan): Operand[] {
  if (plan.kind === 'lookup') return plan.order?.operand ? [plan.order.operand] : []
  if (plan.kind === 'neighbour') return []
  const measures = plan.kind === 'aggregate' ? plan.measures : [plan.measure]
  return measures.flatMap(({ fn, operand, second }) =>
    operand && fn !== 'missing' ? [operand, ...(second ? [second] : [])] : [],
  )
}

/** How many rows stand behind the answer: one row `rows_read, rows_matched, rows_null`. */
export function coverageSql(plan: Plan, types: ColumnTypes): string {
  const condition = scope(plan)
  const matched = condition ? conditionSql(condition, types) : 'TRUE'
  const nulls = operands(plan).map((operand) => `${operandSql(operand, types)} IS NULL`)
  const missing =
    nulls.length > 0 ? `count(*) FILTER (WHERE ${matched} AND (${[...new Set(nulls)].join(' OR ')}))` : '0'
  return `SELECT count(*) AS rows_read, count(*) FILTER (WHERE ${matched}) AS rows_matched, ${missing} AS rows_null\nFROM ${id(plan.table)}`
}
