import type { AnalysisPlan, Condition, Figure, Join, Operand, Plan, RowStep } from '@datapilot/contracts'

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

function inStep(step: RowStep): string[] {
  switch (step.op) {
    case 'keep':
      return inCondition(step.condition)
    case 'complete':
      return step.operands.map(({ column }) => column)
    case 'distinct':
      return []
    case 'without_outliers':
      return [step.rule.operand.column]
    case 'formula':
      return [
        step.first.column,
        ...step.terms.flatMap(({ value }) => (typeof value === 'number' ? [] : [value.column])),
      ]
    default:
      return [step.operand.column]
  }
}

function inFigure({ value, where }: Figure): string[] {
  const operands = (...items: readonly (Operand | null)[]) => items.flatMap((item) => (item ? [item.column] : []))
  const own = inCondition(where)
  switch (value.kind) {
    case 'measure':
      return [...own, ...operands(value.measure.operand, value.measure.second)]
    case 'outliers':
      return [...own, value.rule.operand.column]
    case 'test':
      return [...own, ...operands(value.operand, value.second), ...inCondition(value.other)]
    case 'regression':
      return [...own, value.x.column, value.y.column]
    case 'cell':
      return [...own, value.column, ...operands(value.order.operand)]
    case 'label':
      return own
  }
}

function inAnalysis({ steps, groups, figures }: AnalysisPlan, all: readonly string[]): string[] {
  if (steps.some(({ op }) => op === 'distinct')) return [...all]
  const added = new Set(steps.flatMap((step) => ('name' in step ? [step.name] : [])))
  const read = [...steps.flatMap(inStep), ...figures.flatMap(inFigure), ...groups.map(({ column }) => column)]
  return read.filter((name) => !added.has(name))
}

function namesIn(plan: Plan, all: readonly string[]): string[] {
  switch (plan.kind) {
    case 'analysis':
      return inAnalysis(plan, all)
    case 'lookup':
      return [...plan.select, ...(plan.order?.operand ? [plan.order.operand.column] : []), ...inCondition(plan.filter)]
    case 'neighbour':
      return [
        ...plan.select,
        ...(plan.order.operand ? [plan.order.operand.column] : []),
        ...inCondition(plan.filter),
        ...inCondition(plan.anchor),
      ]
    case 'aggregate':
      return [
        ...plan.groups.map(({ column }) => column),
        ...plan.measures.flatMap(({ operand, second }) =>
          [operand, second].flatMap((item) => (item ? [item.column] : [])),
        ),
        ...inCondition(plan.filter),
      ]
    case 'share':
      return [
        ...inCondition(plan.filter),
        ...inCondition(plan.part),
        ...(plan.measure.operand ? [plan.measure.operand.column] : []),
      ]
    case 'compare':
      return [
        ...inCondition(plan.left),
        ...inCondition(plan.right),
        ...(plan.measure.operand ? [plan.measure.operand.column] : []),
      ]
    case 'verdict':
      return [
        ...inCondition(plan.left),
        ...(typeof plan.right === 'number' ? [] : inCondition(plan.right)),
        ...(plan.measure.operand ? [plan.measure.operand.column] : []),
      ]
  }
}

/** Columns that the plan reads; the first column of the table when it only counts rows, so that rows can be counted at all. */
export function usedColumns(plan: Plan, table: { readonly columns: readonly { readonly name: string }[] }): string[] {
  const all = table.columns.map(({ name }) => name)
  const names = namesIn(plan, all)
  const [first] = all
  return names.length > 0 ? [...new Set(names)] : first === undefined ? [] : [first]
}

/** The same by table, where a plan looks columns up in other tables: what the second derivation loads. */
export function columnsByTable(
  plan: Plan,
  table: { readonly columns: readonly { readonly name: string }[] },
): Record<string, string[]> {
  const joins: readonly Join[] = ('joins' in plan ? plan.joins : undefined) ?? []
  const elsewhere = new Set(joins.flatMap(({ columns }) => columns.map(({ as }) => as)))
  const own = [...usedColumns(plan, table).filter((name) => !elsewhere.has(name)), ...joins.map(({ column }) => column)]
  const loaded: Record<string, string[]> = { [plan.table]: [...new Set(own)] }
  for (const join of joins) loaded[join.table] = [...new Set([join.key, ...join.columns.map(({ column }) => column)])]
  return loaded
}
