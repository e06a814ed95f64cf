import type {
  AggregatePlan,
  Condition,
  Join,
  LookupPlan,
  NeighbourPlan,
  Plan,
  RowOrder,
  VerdictPlan,
} from '@datapilot/contracts'
import { analysisPandas } from './analysis-pandas.ts'
import { conditionPandas, constant, groupingPandas, measurePandas, operandPandas } from './expressions-pandas.ts'
import type { ColumnTypes } from './expressions.sql.ts'
import { resultNames } from './names.ts'

/** The plan's table as `table`; looked-up columns are merged by keys that are unique on the other side. */
function open({ table, joins = [] }: { table: string; joins?: readonly Join[] | undefined }): string[] {
  return [
    `table = tables[${constant(table)}].reset_index(drop=True)`,
    ...joins.flatMap((join, at) => {
      const names = [
        `${constant(join.key)}: "key ${at}"`,
        ...join.columns.map(({ column, as }) => `${constant(column)}: ${constant(as)}`),
      ]
      const columns = [join.key, ...join.columns.map(({ column }) => column)].map(constant)
      return [
        `other = tables[${constant(join.table)}][[${columns.join(', ')}]].dropna(subset=[${constant(join.key)}]).rename(columns={${names.join(', ')}})`,
        `table = table.merge(other, how="left", left_on=${constant(join.column)}, right_on="key ${at}")`,
      ]
    }),
  ]
}

function select(
  plan: { table: string; filter: Condition | null; joins?: readonly Join[] | undefined },
  types: ColumnTypes,
): string[] {
  const { filter } = plan
  return [...open(plan), filter ? `rows = table[${conditionPandas(filter, types, 'table')}]` : 'rows = table']
}

function key({ operand }: RowOrder, types: ColumnTypes): string {
  return operand ? operandPandas(operand, types, 'rows') : 'rows.index.to_series()'
}

function lookup(plan: LookupPlan, types: ColumnTypes): string[] {
  const lines = select(plan, types)
  const { order, limit, nth } = plan
  const ascending = order?.direction === 'ascending' ? 'True' : 'False'
  if (order) {
    lines.push(`key = ${key(order, types)}`)
    if (nth !== undefined) lines.push(`rows = rows.loc[key.rank(method="dense", ascending=${ascending}) == ${nth}]`)
    else if (limit === null) lines.push(`rows = rows.loc[key.sort_values(ascending=${ascending}, kind="stable").index]`)
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

const SERIES = {
  running_total: 'result["figure0"].cumsum()',
  difference: 'result["figure0"].diff()',
  growth: 'result["figure0"].astype("float64").diff() / result["figure0"].astype("float64").shift().replace(0, np.nan)',
} as const

function verdict(plan: VerdictPlan, types: ColumnTypes): string[] {
  const signs = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '==', ne: '!=' } as const
  const rows = (condition: Condition | null) =>
    condition ? `table[${conditionPandas(condition, types, 'table')}]` : 'table'
  return [
    ...open(plan),
    `rows = ${rows(plan.left)}`,
    `left = ${measurePandas(plan.measure, types, 'rows')}`,
    ...(typeof plan.right === 'number'
      ? [`right = ${plan.right}`]
      : [`rows = ${rows(plan.right)}`, `right = ${measurePandas(plan.measure, types, 'rows')}`]),
    `known = not (pd.isna(left) or pd.isna(right))`,
    `pd.DataFrame({"verdict": [bool(left ${signs[plan.comparison]} right) if known else None], "left": [left], "right": [right]})`,
  ]
}

function aggregate(plan: AggregatePlan, types: ColumnTypes): string[] {
  const names = resultNames(plan)
  const lines = select(plan, types)
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
  if (plan.series)
    lines.push(
      `result = result.dropna(subset=[${labels.join(', ')}]).sort_values([${labels.join(', ')}], ignore_index=True)`,
      `result["series"] = ${SERIES[plan.series]}`,
    )
  if (plan.direction && plan.nth !== undefined) {
    lines.push(`result = result.dropna(subset=[${labels.join(', ')}, "figure0"])`)
    lines.push(
      `result = result[result["figure0"].rank(method="dense", ascending=${plan.direction === 'ascending' ? 'True' : 'False'}) == ${plan.nth}]`,
    )
  } else if (plan.direction && plan.limit !== null) {
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
    ...select(plan, types),
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
    case 'verdict':
      return verdict(plan, types).join('\n')
    case 'analysis':
      return analysisPandas(plan, types).join('\n')
    case 'share':
      return [
        ...select(plan, types),
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
        ...open(plan),
        ...(['left', 'right'] as const).flatMap((side) => [
          `rows = table[${conditionPandas(plan[side], types, 'table')}]`,
          `${side} = ${measurePandas(plan.measure, types, 'rows')}`,
        ]),
        `pd.DataFrame({${constant(plan.outcome)}: [${outcome}], "left": [left], "right": [right]})`,
      ].join('\n')
    }
  }
}
