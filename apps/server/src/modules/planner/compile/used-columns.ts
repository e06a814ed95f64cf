import type { Condition, Plan } from '@datapilot/contracts'

function inCondition(condition: Condition | null): string[] {
  if (!condition) return []
  switch (condition.op) {
    case 'compare':
    case 'between':
      return [condition.operand.column]
    case 'and':
    case 'or':
      return condition.items.flatMap(inCondition)
    case 'not':
      return inCondition(condition.item)
    default:
      return [condition.column]
  }
}

/** Columns that the plan reads; the first column of the table when it only counts rows, so that rows can be counted at all. */
export function usedColumns(plan: Plan, table: { readonly columns: readonly { readonly name: string }[] }): string[] {
  const measures =
    plan.kind === 'aggregate' ? plan.measures : plan.kind === 'share' || plan.kind === 'compare' ? [plan.measure] : []
  const order = plan.kind === 'lookup' || plan.kind === 'neighbour' ? plan.order : null
  const names = [
    ...(plan.kind === 'lookup' || plan.kind === 'neighbour' ? plan.select : []),
    ...(plan.kind === 'aggregate' ? plan.groups.map(({ column }) => column) : []),
    ...measures.flatMap(({ operand, second }) => [operand, second].flatMap((item) => (item ? [item.column] : []))),
    ...(order?.operand ? [order.operand.column] : []),
    ...(plan.kind === 'compare' ? [...inCondition(plan.left), ...inCondition(plan.right)] : inCondition(plan.filter)),
    ...(plan.kind === 'share' ? inCondition(plan.part) : plan.kind === 'neighbour' ? inCondition(plan.anchor) : []),
  ]
  const [first] = table.columns
  return names.length > 0 ? [...new Set(names)] : first ? [first.name] : []
}
