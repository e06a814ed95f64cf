import type { AggregatePlan, Cell, Grouping, LookupPlan, NeighbourPlan, Plan, RowOrder } from '@datapilot/contracts'
import type { CatalogTable } from '../catalog/catalog.ts'
import { viewOf } from '../catalog/cell-views.ts'
import { columnOf, matchingRows, rowTest } from './run-condition.ts'
import { runMeasure } from './run-measure.ts'

type Row = readonly Cell[]
type View = number | string | null

function compareViews(a: View, b: View): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

/** Positions in the order wanted; nulls last in both directions, as the compiled SQL says. */
function ordered(
  positions: readonly number[],
  order: RowOrder,
  table: CatalogTable,
  data: readonly Row[],
): { position: number; key: View }[] {
  const { operand } = order
  const column = operand ? columnOf(table, operand.column) : null
  const keyed = positions.map((position) => ({
    position,
    key:
      operand && column
        ? viewOf(data[position]?.[column.index] ?? null, operand.as, column.numeric === 'native')
        : position,
  }))
  const sign = order.direction === 'ascending' ? 1 : -1
  return keyed.sort((a, b) =>
    a.key === null || b.key === null ? compareViews(a.key, b.key) : sign * compareViews(a.key, b.key),
  )
}

/** The first `limit` items and all that tie with the last of them (SQL's rank() <= limit). */
function withTies<T>(items: readonly T[], limit: number, same: (a: T, b: T) => boolean): T[] {
  const edge = items[limit - 1]
  if (edge === undefined) return [...items]
  let end = limit
  while (end < items.length && same(items[end] as T, edge)) end += 1
  return items.slice(0, end)
}

/** The items with the n-th of the different keys; items are in order and missing keys left out (SQL's dense_rank() = n). */
function nthOf<T>(items: readonly T[], nth: number, key: (item: T) => View): T[] {
  const known = items.filter((item) => key(item) !== null)
  const wanted = [...new Set(known.map(key))][nth - 1]
  return wanted === undefined ? [] : known.filter((item) => key(item) === wanted)
}

function distinctRows(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
}

function runLookup(plan: LookupPlan, table: CatalogTable, data: readonly Row[]): Row[] {
  const indexes = plan.select.map((name) => columnOf(table, name).index)
  let positions = matchingRows(plan.filter, table, data)
  if (plan.order) {
    let keyed = ordered(positions, plan.order, table, data)
    if (plan.nth !== undefined) keyed = nthOf(keyed, plan.nth, ({ key }) => key)
    else if (plan.limit !== null)
      keyed = withTies(
        keyed.filter(({ key }) => key !== null),
        plan.limit,
        (a, b) => a.key === b.key,
      )
    positions = keyed.map(({ position }) => position)
  } else if (plan.limit !== null) positions = positions.slice(0, plan.limit)
  const rows = positions.map((position) => indexes.map((index) => data[position]?.[index] ?? null))
  return plan.distinct ? distinctRows(rows) : rows
}

function bucketOf(cell: Cell, bucket: Grouping['bucket']): Cell {
  if (cell === null || bucket === null) return cell
  const text = String(cell)
  switch (bucket) {
    case 'year':
      return Number(text.slice(0, 4))
    case 'quarter':
      return `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`
    case 'month':
      return text.slice(0, 7)
    case 'day':
      return text.slice(0, 10)
    case 'weekday':
      return ((new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
  }
}

function seriesAt(series: NonNullable<AggregatePlan['series']>, figures: readonly number[], at: number): Cell {
  const [now, before] = [figures[at] ?? Number.NaN, figures[at - 1] ?? Number.NaN]
  if (series === 'running_total')
    return figures.slice(0, at + 1).reduce((sum, figure) => sum + (Number.isNaN(figure) ? 0 : figure), 0)
  const value = series === 'difference' ? now - before : before === 0 ? Number.NaN : (now - before) / before
  return Number.isNaN(value) ? null : value
}

function runAggregate(plan: AggregatePlan, table: CatalogTable, data: readonly Row[]): Row[] {
  const rows = matchingRows(plan.filter, table, data).map((position) => data[position] ?? [])
  if (plan.groups.length === 0) return [plan.measures.map((measure) => runMeasure(measure, table, rows))]
  const groups = new Map<string, { keys: Cell[]; rows: Row[] }>()
  for (const row of rows) {
    const keys = plan.groups.map(({ column, bucket }) => bucketOf(row[columnOf(table, column).index] ?? null, bucket))
    const id = JSON.stringify(keys)
    const group = groups.get(id)
    if (group) group.rows.push(row)
    else groups.set(id, { keys, rows: [row] })
  }
  let results = [...groups.values()].map((group) => ({
    keys: group.keys,
    figures: plan.measures.map((measure) => runMeasure(measure, table, group.rows)),
  }))
  const [first] = plan.measures
  const total = plan.share && first ? Number(runMeasure(first, table, rows)) : 0
  const { having, direction } = plan
  if (having) {
    const test = {
      lt: (a: number) => a < having.value,
      le: (a: number) => a <= having.value,
      gt: (a: number) => a > having.value,
      ge: (a: number) => a >= having.value,
      eq: (a: number) => a === having.value,
      ne: (a: number) => a !== having.value,
    }[having.comparison]
    results = results.filter(({ figures }) => test(Number(figures[0])))
  }
  const figure = (result: { figures: Cell[] }) => result.figures[0] as View
  if (direction) {
    const sign = direction === 'ascending' ? 1 : -1
    results.sort((a, b) =>
      figure(a) === null || figure(b) === null
        ? compareViews(figure(a), figure(b))
        : sign * compareViews(figure(a), figure(b)),
    )
    const complete = results.filter((result) => figure(result) !== null && result.keys.every((key) => key !== null))
    if (plan.nth !== undefined) results = nthOf(complete, plan.nth, figure)
    else if (plan.limit !== null) results = withTies(complete, plan.limit, (a, b) => figure(a) === figure(b))
  } else results.sort((a, b) => compareViews(a.keys[0] as View, b.keys[0] as View))
  if (plan.series) results = results.filter(({ keys }) => keys.every((key) => key !== null))
  return results.map(({ keys, figures }, at) => [
    ...keys,
    ...figures,
    ...(plan.share ? [total === 0 ? null : Number(figures[0]) / total] : []),
    ...(plan.series
      ? [
          seriesAt(
            plan.series,
            results.map((result) => Number(result.figures[0] ?? Number.NaN)),
            at,
          ),
        ]
      : []),
  ])
}

function runNeighbour(plan: NeighbourPlan, table: CatalogTable, data: readonly Row[]): Row[] {
  const indexes = plan.select.map((name) => columnOf(table, name).index)
  const sequence = ordered(matchingRows(plan.filter, table, data), plan.order, table, data).map(
    ({ position }) => position,
  )
  const test = rowTest(plan.anchor, table)
  return distinctRows(
    sequence.flatMap((position, at) => {
      const neighbour = test(data[position] ?? []) === true ? sequence[at + plan.offset] : undefined
      return neighbour === undefined ? [] : [indexes.map((index) => data[neighbour]?.[index] ?? null)]
    }),
  )
}

/** Runs a plan over the rows of a small table; null when the rows are not at hand. Only for choosing between readings: answers come from the engine. */
export function runPlan(plan: Plan, table: CatalogTable): Row[] | null {
  const { data } = table
  if (!data) return null
  const over = (condition: Parameters<typeof matchingRows>[0]) =>
    matchingRows(condition, table, data).map((position) => data[position] ?? [])
  switch (plan.kind) {
    case 'lookup':
      return runLookup(plan, table, data)
    case 'aggregate':
      return runAggregate(plan, table, data)
    case 'neighbour':
      return runNeighbour(plan, table, data)
    case 'share': {
      const part = plan.filter ? { op: 'and' as const, items: [plan.filter, plan.part] } : plan.part
      const [a, b] = [part, plan.filter].map((condition) => runMeasure(plan.measure, table, over(condition)))
      return [[b === 0 || a === null || b === null ? null : Number(a) / Number(b), a ?? null, b ?? null]]
    }
    case 'analysis':
      return null
    case 'verdict': {
      const left = runMeasure(plan.measure, table, over(plan.left))
      const right = typeof plan.right === 'number' ? plan.right : runMeasure(plan.measure, table, over(plan.right))
      if (left === null || right === null) return [[null, left, right]]
      const [a, b] = [Number(left), Number(right)]
      const holds = { lt: a < b, le: a <= b, gt: a > b, ge: a >= b, eq: a === b, ne: a !== b }[plan.comparison]
      return [[holds, left, right]]
    }
    case 'compare': {
      const [a, b] = [plan.left, plan.right].map((condition) => runMeasure(plan.measure, table, over(condition)))
      if (typeof a !== 'number' || typeof b !== 'number') return [[null, a ?? null, b ?? null]]
      const outcome =
        plan.outcome === 'difference'
          ? Math.abs(a - b)
          : plan.outcome === 'ratio'
            ? b === 0
              ? null
              : a / b
            : a === 0
              ? null
              : (b - a) / a
      return [[outcome, a, b]]
    }
  }
}
