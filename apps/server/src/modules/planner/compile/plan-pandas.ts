import type { AggregatePlan, Condition, LookupPlan, NeighbourPlan, Plan, RowOrder } from '@datapilot/contracts'
import { conditionPandas, constant, groupingPandas, measurePandas, operandPandas } from './expressions-pandas.ts'
import type { ColumnTypes } from './expressions.sql.ts'
import { resultNames } from './names.ts'

function select(table: string, filter: Condition | null, types: ColumnTypes): string[] {
  const open = `table = tables[${constant(table)}].reset_index(drop=True)`
  return [open, filter ? `rows = table[${conditionPandas(filter, types, 'table')}]` : 'rows = table']
}

function key({ operand }: RowOrder, types: ColumnTypes): string {
  return operand ? operandPandas(operand, types, 'rows') : 'rows.index.to_series()'
}

function lookup(plan: LookupPlan, types: ColumnTypes): string[] {
  const lines = select(plan.table, plan.filter, types)
  const { order, limit } = plan
  const ascending = order?.direction === 'ascending' ? 'True' : 'False'
  if (order) {
    lines.push(`key = ${key(order, types)}`)
    if (limit === null) lines.push(`rows = rows.loc[key.sort_values(ascending=${ascending}, kind="stable").index]`)
    else
      lines.push(
        `rank = key.rank(method="min", ascending=${ascending})`,
        `rows = rows.loc[key[rank <= ${limit}].sort_values(ascending=${ascending}, kind="stable").index]`,
      )
  } else if (limit !== null) lines.push(`rows = rows.head(${limit})`)
  return [
    ...lines,
    `rows[[${plan.select.map(constant).join(', ')}]]${plan.distinct ? '.drop_duplicates()' : ''}.reset_index(drop=True)`,
  ]
}

function aggregate(plan: AggregatePlan, types: ColumnTypes): string[] {
  const names = resultNames(plan)
  const lines = select(plan.table, plan.filter, types)
  if (plan.groups.length === 0) {
    return [
      ...lines,
      `pd.DataFrame({${plan.measures.map((measure, index) => `${constant(names[index] ?? '')}: [${measurePandas(measure, types, 'rows')}]`).join(', ')}})`,
    ]
  }
  const labels = plan.groups.map((_, index) => `"key${index}"`)
  lines.push(
    `keys = [${plan.groups.map((group, index) => `(${groupingPandas(group, 'rows')}).rename(${labels[index] ?? ''})`).join(', ')}]`,
  )
  lines.push(
    `result = pd.concat([${plan.measures.map((measure) => measurePandas(measure, types, 'rows', 'keys')).join(', ')}], axis=1).reset_index()`,
  )
  lines.push(`result.columns = [${[...labels, ...plan.measures.map((_, index) => `"figure${index}"`)].join(', ')}]`)
  if (plan.share) lines.push('result["share"] = result["figure0"] / result["figure0"].sum()')
  if (plan.having)
    lines.push(
      `result = result[result["figure0"] ${{ lt: '<', le: '<=', gt: '>', ge: '>=', eq: '==', ne: '!=' }[plan.having.comparison]} ${plan.having.value}]`,
    )
  if (plan.direction && plan.limit !== null) {
    lines.push(`result = result.dropna(subset=[${labels.join(', ')}, "figure0"])`)
    lines.push(
      `result = result[result["figure0"].rank(method="min", ascending=${plan.direction === 'ascending' ? 'True' : 'False'}) <= ${plan.limit}]`,
    )
  }
  const by = plan.direction ? `"figure0", ascending=${plan.direction === 'ascending' ? 'True' : 'False'}` : '"key0"'
  lines.push(`result = result.sort_values(${by}, kind="stable", ignore_index=True)`)
  return [...lines, `result.set_axis([${names.map(constant).join(', ')}], axis=1)`]
}

function neighbour(plan: NeighbourPlan, types: ColumnTypes): string[] {
  return [
    ...select(plan.table, plan.filter, types),
    `rows = rows.loc[(${key(plan.order, types)}).sort_values(ascending=${plan.order.direction === 'ascending' ? 'True' : 'False'}, kind="stable").index]`,
    `anchor = (${conditionPandas(plan.anchor, types, 'rows')}).astype(bool).to_numpy()`,
    `at = np.flatnonzero(anchor) + ${plan.offset}`,
    `rows.iloc[at[(at >= 0) & (at < len(rows))]][[${plan.select.map(constant).join(', ')}]].drop_duplicates().reset_index(drop=True)`,
  ]
}

/** The plan as pandas code over `tables[name]`; the last expression is the result. */
export function planPandas(plan: Plan, types: ColumnTypes): string {
  switch (plan.kind) {
    case 'lookup':
      return lookup(plan, types).join('\n')
    case 'aggregate':
      return aggregate(plan, types).join('\n')
    case 'neighbour':
      return neighbour(plan, types).join('\n')
    case 'share':
      return [
        ...select(plan.table, plan.filter, types),
        `chosen = rows[${conditionPandas(plan.part, types, 'rows')}]`,
        `part, whole = ${measurePandas(plan.measure, types, 'chosen')}, ${measurePandas(plan.measure, types, 'rows')}`,
        'pd.DataFrame({"share": [part / whole if whole else None], "part": [part], "whole": [whole]})',
      ].join('\n')
    case 'compare': {
      const outcome = {
        difference: 'abs(left - right)',
        ratio: 'left / right if right else None',
        growth: '(right - left) / left if left else None',
      }[plan.outcome]
      return [
        `table = tables[${constant(plan.table)}]`,
        ...(['left', 'right'] as const).flatMap((side) => [
          `rows = table[${conditionPandas(plan[side], types, 'table')}]`,
          `${side} = ${measurePandas(plan.measure, types, 'rows')}`,
        ]),
        `pd.DataFrame({${constant(plan.outcome)}: [${outcome}], "left": [left], "right": [right]})`,
      ].join('\n')
    }
  }
}
