import type { Cell, Condition, Grouping, LookupPlan, Measure, Plan } from '@datapilot/contracts'
import { quoteLiteral } from '../../../platform/engine/index.ts'
import { preparedSql, typesAfter } from './analysis.sql.ts'
import { conditionSql, groupingSql, literal, operandSql, type ColumnTypes } from './expressions.sql.ts'
import { planSql } from './plan.sql.ts'
import { sourceSql } from './source.sql.ts'

/** What a measure passes over: a row without a value takes no part in a sum. */
function present({ fn, operand, second }: Measure, types: ColumnTypes): string[] {
  if (fn === 'count' || fn === 'missing' || operand === null) return []
  return [operand, ...(second ? [second] : [])].map((part) => `${operandSql(part, types)} IS NOT NULL`)
}

/** The group that a cell of the answer names. */
function inGroup(grouping: Grouping, cell: Cell, types: ColumnTypes): string {
  const group = groupingSql(grouping)
  if (cell === null) return `${group} IS NULL`
  if (typeof cell !== 'string') return `${group} = ${literal(cell)}`
  // The wire writes timestamps with a T, the engine with a space; both read back as the same instant.
  if (grouping.bucket === null && types.get(grouping.column) === 'timestamp')
    return `${group} = CAST(${quoteLiteral(cell)} AS TIMESTAMP)`
  return `CAST(${group} AS VARCHAR) = ${quoteLiteral(cell)}`
}

/** Rows that a condition over two sets of rows compares. */
function either(left: Condition | null, right: Condition | number): Condition | null {
  return left === null || typeof right === 'number' ? left : { op: 'or', items: [left, right] }
}

function conditionsOf(
  plan: Exclude<Plan, { kind: 'lookup' | 'neighbour' | 'analysis' }>,
  types: ColumnTypes,
): string[] {
  const condition = plan.kind === 'aggregate' || plan.kind === 'share' ? plan.filter : either(plan.left, plan.right)
  const measures = plan.kind === 'aggregate' ? plan.measures.slice(0, 1) : [plan.measure]
  return [...(condition ? [conditionSql(condition, types)] : []), ...measures.flatMap((one) => present(one, types))]
}

/** The same rows in the same order, with all of their columns. */
function wholeRows(plan: LookupPlan, types: ColumnTypes): string {
  const all: LookupPlan = { ...plan, select: [...types.keys()], distinct: false }
  return planSql(all, types)
}

/**
 * One SELECT of the rows behind an answer, whole and in the order of the file: those that its first figure was taken
 * from. With `row`, a row of the answer, only those of its group.
 *
 * @returns null where the rows of the answer are themselves the rows of the data.
 */
export function evidenceSql(plan: Plan, types: ColumnTypes, row: readonly Cell[] | null): string | null {
  if (plan.kind === 'neighbour') return null
  if (plan.kind === 'lookup') return wholeRows(plan, types)
  const groups = plan.kind === 'aggregate' || plan.kind === 'analysis' ? plan.groups : []
  const known = plan.kind === 'analysis' ? typesAfter(plan.steps, types) : types
  const named = row === null ? [] : groups.map((group, at) => inGroup(group, row[at] ?? null, known))
  const conditions = plan.kind === 'analysis' ? named : [...conditionsOf(plan, types), ...named]
  const where = conditions.length > 0 ? `\nWHERE ${conditions.join('\n  AND ')}` : ''
  return plan.kind === 'analysis'
    ? `${preparedSql(plan, types)}\nSELECT * FROM prepared${where}`
    : `SELECT * FROM ${sourceSql(plan)}${where}`
}
