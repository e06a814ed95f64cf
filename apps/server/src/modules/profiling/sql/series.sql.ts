import type { TimeSeries } from '@datapilot/contracts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { doubleLiteral } from './double-literal.sql.ts'
import { FIXED_POINT } from './numbers.sql.ts'

/** A measure of a series; `magnitude` ≥ all |values| where its sum is not exact by itself. */
export interface SummedColumn {
  readonly name: string
  readonly magnitude: number | null
  /** Whether every row has a finite value. */
  readonly complete: boolean
}

const finiteDate = (name: string) => `${quoteIdentifier(name)} IS NOT NULL AND isfinite(${quoteIdentifier(name)})`

/** First and last day of a date column without the days that `implausible`, a test of `v`, names. */
export function plausibleSpanSql(name: string, implausible: string): string {
  return `SELECT min(v)::DATE::VARCHAR AS first, max(v)::DATE::VARCHAR AS last
    FROM (SELECT ${quoteIdentifier(name)} AS v FROM source WHERE ${finiteDate(name)}) WHERE NOT ${implausible}`
}

/**
 * Rows, and values and sums of each measure, per period. Days are added up first: a million instants are cheap as days,
 * and there are few of them to find the period of. Sums of doubles are sums of fixed-point integers, so that they do
 * not depend on the order of threads.
 */
export function seriesSql(
  name: string,
  period: TimeSeries['period'],
  span: { readonly from: string; readonly to: string },
  measures: readonly SummedColumn[],
): string {
  const column = quoteIdentifier(name)
  const perDay = measures.flatMap((measure, i) => [`${countOf(measure)} AS c${i}`, `${sumOf(measure)} AS s${i}`])
  const perPeriod = measures.flatMap((_, i) => [`sum(c${i}) AS c${i}`, `sum(s${i})::VARCHAR AS s${i}`])
  return `SELECT date_trunc('${period}', d)::DATE::VARCHAR AS start, ${['sum(n) AS n', ...perPeriod].join(', ')} FROM (
      SELECT ${column}::DATE AS d, ${['count(*) AS n', ...perDay].join(', ')} FROM source WHERE ${finiteDate(name)} GROUP BY 1)
    WHERE d BETWEEN DATE '${span.from}' AND DATE '${span.to}' GROUP BY 1`
}

function countOf({ name, magnitude, complete }: SummedColumn): string {
  if (complete) return 'count(*)'
  const value = quoteIdentifier(name)
  return magnitude === null ? `count(${value})` : `count(*) FILTER (isfinite(${value}::DOUBLE))`
}

function sumOf({ name, magnitude }: SummedColumn): string {
  const value = quoteIdentifier(name)
  if (magnitude === null) return `sum(${value})`
  const fixed = `(${value}::DOUBLE / ${doubleLiteral(magnitude)} * ${doubleLiteral(FIXED_POINT)})::BIGINT`
  // CASE, because the values of a FILTER are cast before it is applied: NaN is no integer.
  return `sum(CASE WHEN isfinite(${value}::DOUBLE) THEN ${fixed} END)`
}
