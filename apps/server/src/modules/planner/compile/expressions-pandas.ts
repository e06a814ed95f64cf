import type { Cell, ColumnType, Comparator, Condition, Grouping, Measure, Operand } from '@datapilot/contracts'
import { NUMBER_PATTERN, YEAR_PATTERN } from '../catalog/cell-views.ts'
import { opposite, type ColumnTypes } from './expressions.sql.ts'

const SIGNS: Readonly<Record<Comparator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '==', ne: '!=' }
const DATES: ReadonlySet<ColumnType> = new Set(['date', 'timestamp'])

/** A Python constant. JSON strings are Python strings. */
export function constant(value: Cell): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** The operand as a Series of `frame`. */
export function operandPandas({ column, as }: Operand, types: ColumnTypes, frame: string): string {
  const series = `${frame}[${constant(column)}]`
  const type = types.get(column)
  if (as === 'number')
    return `pd.to_numeric(${series}.astype("string").str.extract(r"(${NUMBER_PATTERN})")[0].str.replace(r"[, ]", "", regex=True), errors="coerce")`
  if (as === 'year')
    return type !== undefined && DATES.has(type)
      ? `${series}.dt.year`
      : `pd.to_numeric(${series}.astype("string").str.extract(r"(${YEAR_PATTERN})")[0], errors="coerce")`
  return series
}

function comparable(operand: Operand, types: ColumnTypes, frame: string): string {
  const sql = operandPandas(operand, types, frame)
  return operand.as === 'value' && types.get(operand.column) === 'timestamp' ? `${sql}.dt.normalize()` : sql
}

function bound(value: number | string, operand: Operand, types: ColumnTypes): string {
  const type = types.get(operand.column)
  return typeof value === 'string' && type !== undefined && DATES.has(type)
    ? `pd.Timestamp(${constant(value)})`
    : constant(value)
}

function words(series: string): string {
  return `${series}.str.normalize("NFKD").str.replace("[\\u0300-\\u036f]", "", regex=True).str.lower().str.replace(r"[\\W_]+", " ", regex=True).str.strip()`
}

/**
 * The condition as a boolean mask of `frame`. Negation is pushed down to the tests, where a null meets neither the
 * test nor its opposite, as in SQL.
 */
export function conditionPandas(condition: Condition, types: ColumnTypes, frame: string, negated = false): string {
  const series = (column: string) => `${frame}[${constant(column)}]`
  const unless = (column: string, mask: string) => (negated ? `(${series(column)}.notna() & ~${mask})` : mask)
  switch (condition.op) {
    case 'in':
      // Clock times are objects in pandas and text on the wire.
      return unless(
        condition.column,
        `${series(condition.column)}${types.get(condition.column) === 'time' ? '.astype("string")' : ''}.isin([${condition.values.map(constant).join(', ')}])`,
      )
    case 'compare': {
      const comparison = negated ? opposite(condition.comparison) : condition.comparison
      const value = comparable(condition.operand, types, frame)
      const test = `(${value} ${SIGNS[comparison]} ${bound(condition.value, condition.operand, types)})`
      return comparison === 'ne' ? `(${value}.notna() & ${test}.fillna(False))` : `${test}.fillna(False)`
    }
    case 'between': {
      const value = comparable(condition.operand, types, frame)
      const [low, high] = [condition.low, condition.high].map((edge) => bound(edge, condition.operand, types))
      return negated
        ? `((${value} < ${low}) | (${value} > ${high})).fillna(False)`
        : `${value}.between(${low}, ${high}).fillna(False)`
    }
    case 'contains':
      return unless(
        condition.column,
        `${words(series(condition.column))}.str.contains(${constant(condition.text)}, regex=False).fillna(False).astype(bool)`,
      )
    case 'null':
      return `${series(condition.column)}.${negated ? 'notna' : 'isna'}()`
    case 'period': {
      const parts = (['year', 'quarter', 'month', 'day'] as const).flatMap((part) =>
        condition[part] === null ? [] : [`(${series(condition.column)}.dt.${part} == ${condition[part]})`],
      )
      return unless(condition.column, `(${parts.join(' & ')})`)
    }
    case 'and':
    case 'or': {
      const all = (condition.op === 'and') !== negated
      return `(${condition.items.map((item) => conditionPandas(item, types, frame, negated)).join(all ? ' & ' : ' | ')})`
    }
    case 'not':
      return conditionPandas(condition.item, types, frame, !negated)
  }
}

/** What the rows are grouped by, as a Series. */
export function groupingPandas({ column, bucket }: Grouping, frame: string): string {
  const series = `${frame}[${constant(column)}]`
  switch (bucket) {
    case null:
      return series
    case 'year':
      return `${series}.dt.year.astype("Int64")`
    case 'quarter':
      return `${series}.dt.year.astype("Int64").astype("string") + "-Q" + ${series}.dt.quarter.astype("Int64").astype("string")`
    case 'month':
      return `${series}.dt.strftime("%Y-%m")`
    case 'day':
      return `${series}.dt.strftime("%Y-%m-%d")`
    case 'weekday':
      return `(${series}.dt.dayofweek + 1).astype("Int64")`
  }
}

const METHODS: Readonly<Partial<Record<Measure['fn'], string>>> = {
  sum: 'sum(min_count=1)',
  mean: 'mean()',
  median: 'median()',
  min: 'min()',
  max: 'max()',
  standard_deviation: 'std()',
  variance: 'var()',
  population_deviation: 'std(ddof=0)',
  population_variance: 'var(ddof=0)',
  count_distinct: 'nunique()',
  skewness: 'skew()',
  kurtosis: 'kurt()',
}

/** A measure over `frame`, or over its groups when `keys` (a Python list) is given. */
export function measurePandas(measure: Measure, types: ColumnTypes, frame: string, keys?: string): string {
  const { fn, operand, second, q } = measure
  const grouped = (series: string) => (keys ? `${series}.groupby(${keys}, dropna=False)` : series)
  if (fn === 'count' || !operand) return keys ? `${frame}.groupby(${keys}, dropna=False).size()` : `len(${frame})`
  const x = operandPandas(operand, types, frame)
  switch (fn) {
    case 'missing':
      return keys ? `${grouped(`${x}.isna()`)}.sum()` : `int(${x}.isna().sum())`
    case 'range':
      return `(${grouped(x)}.max() - ${grouped(x)}.min())`
    case 'quantile':
      return `${grouped(x)}.quantile(${q ?? 0.5})`
    case 'kurtosis':
      return keys ? `${grouped(x)}.agg(pd.Series.kurt)` : `${x}.kurt()`
    case 'population_skewness':
    case 'population_kurtosis': {
      const power = fn === 'population_skewness' ? 3 : 4
      const excess = power === 4 ? ' - 3' : ''
      const moment = (part: string) =>
        `(((${part} - ${part}.mean()) ** ${power}).mean() / ${part}.std(ddof=0) ** ${power}${excess})`
      return keys
        ? `${grouped(`${x}.astype("float64")`)}.agg(lambda part: ${moment('part')})`
        : moment(`${x}.astype("float64")`)
    }
    case 'mode':
      return keys
        ? `${grouped(x)}.agg(lambda part: part.mode().iloc[0] if part.notna().any() else None)`
        : `next(iter(${x}.mode()), None)`
    case 'correlation':
      if (keys)
        return `pd.concat([${x}.astype("float64").rename("x"), ${operandPandas(second ?? operand, types, frame)}.astype("float64").rename("y")], axis=1).groupby(${keys}, dropna=False)[["x", "y"]].apply(lambda part: part["x"].corr(part["y"]))`
      return `${x}.astype("float64").corr(${operandPandas(second ?? operand, types, frame)}.astype("float64"))`
    default:
      return `${grouped(x)}.${METHODS[fn] ?? 'count()'}`
  }
}
