import type {
  AggregatePlan,
  ComparePlan,
  Condition,
  LookupPlan,
  NeighbourPlan,
  Plan,
  RowOrder,
  SharePlan,
  VerdictPlan,
} from '@datapilot/contracts'
import { quoteIdentifier as id } from '../../../platform/engine/index.ts'
import { analysisSql } from './analysis.sql.ts'
import { conditionSql, groupingSql, measureSql, operandSql, type ColumnTypes } from './expressions.sql.ts'
import { resultNames } from './names.ts'
import { sourceSql } from './source.sql.ts'

/** Position of a row in the file; the engine keeps the order of the Parquet file. */
const ROW = id('file_row')

function where(...conditions: readonly (string | null)[]): string {
  const present = conditions.filter((condition) => condition !== null)
  return present.length > 0 ? `\nWHERE ${present.join('\n  AND ')}` : ''
}

function filterSql(filter: Condition | null, types: ColumnTypes): string | null {
  return filter ? conditionSql(filter, types) : null
}

function numbered(source: string): string {
  return `(SELECT *, row_number() OVER () AS ${ROW} FROM ${source})`
}

function orderKey({ operand }: RowOrder, types: ColumnTypes): string {
  return operand ? operandSql(operand, types) : ROW
}

function lookupSql(plan: LookupPlan, types: ColumnTypes): string {
  const select = `SELECT ${plan.distinct ? 'DISTINCT ' : ''}${plan.select.map(id).join(', ')}`
  const { order, limit, nth } = plan
  const table = sourceSql(plan)
  const source = order && !order.operand ? numbered(table) : table
  if (!order)
    return `${select}\nFROM ${source}${where(filterSql(plan.filter, types))}${limit === null ? '' : `\nLIMIT ${limit}`}`
  const key = orderKey(order, types)
  const direction = order.direction === 'ascending' ? 'ASC' : 'DESC'
  if (nth !== undefined)
    return `${select}\nFROM ${source}${where(filterSql(plan.filter, types), `${key} IS NOT NULL`)}\nQUALIFY dense_rank() OVER (ORDER BY ${key} ${direction}) = ${nth}`
  if (limit === null)
    return `${select}\nFROM ${source}${where(filterSql(plan.filter, types))}\nORDER BY ${key} ${direction} NULLS LAST`
  const sorted = plan.distinct ? '' : `\nORDER BY ${key} ${direction}`
  return `${select}\nFROM ${source}${where(filterSql(plan.filter, types), `${key} IS NOT NULL`)}\nQUALIFY rank() OVER (ORDER BY ${key} ${direction}) <= ${limit}${sorted}`
}

/** A column that looks at the groups before: all of them, or the one right before. */
function seriesSql(series: NonNullable<AggregatePlan['series']>, figure: string, order: string): string {
  const before = `lag(${figure}) OVER (ORDER BY ${order})`
  if (series === 'running_total') return `sum(${figure}) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING)`
  return series === 'difference'
    ? `${figure} - ${before}`
    : `CAST(${figure} - ${before} AS DOUBLE) / NULLIF(${before}, 0)`
}

/** The figure over the rows of two conditions, or against a number, and whether the comparison holds. */
function verdictSql(plan: VerdictPlan, types: ColumnTypes): string {
  const signs = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '=', ne: '<>' } as const
  const right = typeof plan.right === 'number' ? `${plan.right}` : measureSql(plan.measure, types, plan.right)
  return `SELECT "left" ${signs[plan.comparison]} "right" AS verdict, "left", "right"
FROM (SELECT ${measureSql(plan.measure, types, plan.left ?? undefined)} AS "left", ${right} AS "right"
      FROM ${sourceSql(plan)})`
}

function aggregateSql(plan: AggregatePlan, types: ColumnTypes): string {
  const names = resultNames(plan)
  const groups = plan.groups.map(groupingSql)
  const measures = plan.measures.map((measure) => measureSql(measure, types))
  const [first = 'count(*)'] = measures
  const columns = [
    ...groups,
    ...measures,
    ...(plan.share ? [`${first} / NULLIF(CAST(sum(${first}) OVER () AS DOUBLE), 0)`] : []),
    ...(plan.series ? [seriesSql(plan.series, first, groups.join(', '))] : []),
  ]
  const body = `SELECT ${columns.map((sql, index) => `${sql} AS ${id(names[index] ?? '')}`).join(', ')}\nFROM ${sourceSql(plan)}${where(filterSql(plan.filter, types))}`
  if (groups.length === 0) return body
  const signs = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '=', ne: '<>' } as const
  const limited = (plan.limit !== null || plan.nth !== undefined) && plan.direction !== null
  const having = [
    ...(plan.having ? [`${first} ${signs[plan.having.comparison]} ${plan.having.value}`] : []),
    ...(limited ? [`${first} IS NOT NULL`] : []),
    ...(limited || plan.series ? groups.map((group) => `${group} IS NOT NULL`) : []),
  ]
  const direction = plan.direction === 'ascending' ? 'ASC' : 'DESC'
  const rank =
    plan.nth === undefined
      ? `rank() OVER (ORDER BY ${first} ${direction}) <= ${plan.limit}`
      : `dense_rank() OVER (ORDER BY ${first} ${direction}) = ${plan.nth}`
  const qualify = limited ? `\nQUALIFY ${rank}` : ''
  const order = plan.direction
    ? `${first} ${direction} NULLS LAST`
    : groups.map((group) => `${group} NULLS LAST`).join(', ')
  return `${body}\nGROUP BY ${groups.join(', ')}${having.length > 0 ? `\nHAVING ${having.join(' AND ')}` : ''}${qualify}\nORDER BY ${order}`
}

function shareSql(plan: SharePlan, types: ColumnTypes): string {
  return `SELECT CAST(part AS DOUBLE) / NULLIF(whole, 0) AS share, part, whole
FROM (SELECT ${measureSql(plan.measure, types, plan.part)} AS part, ${measureSql(plan.measure, types)} AS whole
      FROM ${sourceSql(plan)}${where(filterSql(plan.filter, types))})`
}

function compareSql(plan: ComparePlan, types: ColumnTypes): string {
  const outcome = {
    difference: 'abs("left" - "right")',
    ratio: 'CAST("left" AS DOUBLE) / NULLIF("right", 0)',
    growth: 'CAST("right" - "left" AS DOUBLE) / NULLIF("left", 0)',
  }[plan.outcome]
  return `SELECT ${outcome} AS ${id(plan.outcome)}, "left", "right"
FROM (SELECT ${measureSql(plan.measure, types, plan.left)} AS "left", ${measureSql(plan.measure, types, plan.right)} AS "right"
      FROM ${sourceSql(plan)})`
}

function neighbourSql(plan: NeighbourPlan, types: ColumnTypes): string {
  const step = plan.offset > 0 ? 'lead' : 'lag'
  const key = orderKey(plan.order, types)
  const window = `OVER (ORDER BY ${key} ${plan.order.direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST, ${ROW})`
  const columns = plan.select.map((name) => `${step}(${id(name)}, ${Math.abs(plan.offset)}) ${window} AS ${id(name)}`)
  return `SELECT DISTINCT ${plan.select.map(id).join(', ')}
FROM (SELECT ${columns.join(', ')}, ${conditionSql(plan.anchor, types)} AS is_anchor, ${step}(${ROW}, ${Math.abs(plan.offset)}) ${window} AS neighbour
      FROM ${numbered(id(plan.table))}${where(filterSql(plan.filter, types))})
WHERE is_anchor AND neighbour IS NOT NULL`
}

/** The plan as one DuckDB SELECT. Identifiers are quoted, constants escaped. */
export function planSql(plan: Plan, types: ColumnTypes): string {
  switch (plan.kind) {
    case 'lookup':
      return lookupSql(plan, types)
    case 'aggregate':
      return aggregateSql(plan, types)
    case 'share':
      return shareSql(plan, types)
    case 'compare':
      return compareSql(plan, types)
    case 'neighbour':
      return neighbourSql(plan, types)
    case 'verdict':
      return verdictSql(plan, types)
    case 'analysis':
      return analysisSql(plan, types)
  }
}
