import type { Cell, ColumnType, Comparator, Condition, Grouping, Measure, Operand } from '@datapilot/contracts'
import { quoteIdentifier as id, quoteLiteral } from '../../../platform/engine/index.ts'
import { NUMBER_PATTERN, YEAR_PATTERN } from '../catalog/cell-views.ts'

/** The columns of the table a plan runs over, with their types. */
export type ColumnTypes = ReadonlyMap<string, ColumnType>

const SIGNS: Readonly<Record<Comparator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '=', ne: '<>' }
const OPPOSITE: Readonly<Record<Comparator, Comparator>> = {
  lt: 'ge',
  le: 'gt',
  gt: 'le',
  ge: 'lt',
  eq: 'ne',
  ne: 'eq',
}
const DATES: ReadonlySet<ColumnType> = new Set(['date', 'timestamp'])

/** The comparison that holds exactly where the other one fails. */
export function opposite(comparison: Comparator): Comparator {
  return OPPOSITE[comparison]
}

/** A constant; negative numbers in brackets, because `x--3` is a comment. */
export function literal(value: Cell): string {
  if (value === null) return 'NULL'
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value)
  return quoteLiteral(value)
}

/** The operand as a value that can be compared and added up. */
export function operandSql({ column, as }: Operand, types: ColumnTypes): string {
  const name = id(column)
  const type = types.get(column)
  if (as === 'number')
    return `TRY_CAST(regexp_replace(regexp_extract(${name}, '${NUMBER_PATTERN}'), '[, ]', '', 'g') AS DOUBLE)`
  if (as === 'year')
    return type !== undefined && DATES.has(type)
      ? `year(${name})`
      : `TRY_CAST(regexp_extract(CAST(${name} AS VARCHAR), '${YEAR_PATTERN}') AS INTEGER)`
  return type === 'boolean' ? `CAST(${name} AS VARCHAR)` : name
}

function bound(value: number | string, operand: Operand, types: ColumnTypes): string {
  const type = types.get(operand.column)
  return typeof value === 'string' && type !== undefined && DATES.has(type)
    ? `DATE ${quoteLiteral(value)}`
    : literal(value)
}

function comparable(operand: Operand, types: ColumnTypes): string {
  const sql = operandSql(operand, types)
  return operand.as === 'value' && types.get(operand.column) === 'timestamp' ? `CAST(${sql} AS DATE)` : sql
}

/** The words of a text, folded: the same as `valueKey` in TypeScript. */
export function wordsSql(sql: string): string {
  return `trim(regexp_replace(lower(strip_accents(${sql})), '[^\\p{L}\\p{N}]+', ' ', 'g'))`
}

/** A condition as a boolean expression; unknown where a cell is null. */
export function conditionSql(condition: Condition, types: ColumnTypes): string {
  switch (condition.op) {
    case 'in': {
      const [only] = condition.values
      if (condition.values.length === 1 && only !== undefined) return `${id(condition.column)} = ${literal(only)}`
      return `${id(condition.column)} IN (${condition.values.map(literal).join(', ')})`
    }
    case 'compare':
      return `${comparable(condition.operand, types)} ${SIGNS[condition.comparison]} ${bound(condition.value, condition.operand, types)}`
    case 'between':
      return `${comparable(condition.operand, types)} BETWEEN ${bound(condition.low, condition.operand, types)} AND ${bound(condition.high, condition.operand, types)}`
    case 'contains':
      return `contains(${wordsSql(id(condition.column))}, ${quoteLiteral(condition.text)})`
    case 'null':
      return `${id(condition.column)} IS NULL`
    case 'period': {
      const parts = (['year', 'quarter', 'month', 'day'] as const).flatMap((part) =>
        condition[part] === null ? [] : [`${part}(${id(condition.column)}) = ${condition[part]}`],
      )
      return parts.length > 1 ? `(${parts.join(' AND ')})` : (parts[0] ?? 'TRUE')
    }
    case 'and':
    case 'or':
      return `(${condition.items.map((item) => conditionSql(item, types)).join(condition.op === 'and' ? ' AND ' : ' OR ')})`
    case 'not':
      return `NOT (${conditionSql(condition.item, types)})`
  }
}

/** What the rows are grouped by. */
export function groupingSql({ column, bucket }: Grouping): string {
  const name = id(column)
  switch (bucket) {
    case null:
      return name
    case 'year':
      return `year(${name})`
    case 'quarter':
      return `CAST(year(${name}) AS VARCHAR) || '-Q' || CAST(quarter(${name}) AS VARCHAR)`
    case 'month':
      return `strftime(${name}, '%Y-%m')`
    case 'day':
      return `strftime(${name}, '%Y-%m-%d')`
    case 'weekday':
      return `isodow(${name})`
  }
}

/**
 * A measure as an aggregate. Standard deviation and variance are of the sample; skewness and kurtosis are
 * bias-corrected; quantiles interpolate linearly (Hyndman & Fan type 7), as pandas does.
 */
export function measureSql(measure: Measure, types: ColumnTypes, filter?: Condition): string {
  const when = filter ? ` FILTER (WHERE ${conditionSql(filter, types)})` : ''
  const { fn, operand, second, q } = measure
  if (fn === 'count' || !operand) return `count(*)${when}`
  const x = operandSql(operand, types)
  switch (fn) {
    case 'count_distinct':
      return `count(DISTINCT ${x})${when}`
    case 'missing':
      return `(count(*)${when} - count(${x})${when})`
    case 'sum':
      return `sum(${x})${when}`
    case 'mean':
      return `avg(${x})${when}`
    case 'median':
      return `quantile_cont(${x}, 0.5)${when}`
    case 'quantile':
      return `quantile_cont(${x}, ${q ?? 0.5})${when}`
    case 'min':
      return `min(${x})${when}`
    case 'max':
      return `max(${x})${when}`
    case 'range':
      return `(max(${x})${when} - min(${x})${when})`
    case 'standard_deviation':
      return `stddev_samp(${x})${when}`
    case 'variance':
      return `var_samp(${x})${when}`
    case 'population_deviation':
      return `stddev_pop(${x})${when}`
    case 'population_variance':
      return `var_pop(${x})${when}`
    case 'mode': {
      // Of several equally frequent values the smallest.
      const counts = `histogram(${x})${when}`
      return `list_min(list_transform(list_filter(map_entries(${counts}), lambda entry: entry.value = list_max(map_values(${counts}))), lambda entry: entry.key))`
    }
    case 'population_skewness':
      return `(skewness(${x})${when} * (count(${x})${when} - 2) / sqrt(count(${x})${when} * (count(${x})${when} - 1.0)))`
    case 'population_kurtosis':
      return `kurtosis_pop(${x})${when}`
    case 'skewness':
      return `skewness(${x})${when}`
    case 'kurtosis':
      return `kurtosis(${x})${when}`
    case 'correlation':
      return `corr(${x}, ${operandSql(second ?? operand, types)})${when}`
  }
}
