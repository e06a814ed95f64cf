import type { ColumnProfile, SeriesMeasure, TimeSeries } from '@datapilot/contracts'
import type { ColumnFindings } from '../columns/column-findings.ts'
import { isAveraged, isMeasure } from '../columns/measures.ts'
import { stable } from '../columns/stable.ts'
import { countOf, textOf, type Row, type Session } from '../session.ts'
import type { SourceColumn } from '../source-table.ts'
import { implausibleDateTest } from '../sql/date-depth.sql.ts'
import { FIXED_POINT } from '../sql/numbers.sql.ts'
import { plausibleSpanSql, seriesSql, type SummedColumn } from '../sql/series.sql.ts'
import { periodOf, periodStarts, type Period } from './periods.ts'
import { seriesFigures } from './series-figures.ts'

/** Each date column takes a scan; each measure up to 500 numbers of the profile. */
const DATE_COLUMNS = 2
const MEASURES = 6
const PERIODS = 500
/** A course needs some periods, and rows in a fair part of them. */
const LEAST_PERIODS = 4
const FILLED = 0.2
const SEASONS: Readonly<Record<Period, number | null>> = { day: 7, week: null, month: 12, year: null }

/** Rows and measures over time, for the most complete date columns. */
export async function seriesOf(
  session: Session,
  findings: readonly ColumnFindings[],
  sources: readonly SourceColumn[],
  rows: number,
): Promise<TimeSeries[]> {
  const dates = findings
    .filter(({ column }) => column.date && column.distinct > 2 && column.count >= rows / 2)
    .sort((a, b) => b.column.count - a.column.count || a.column.index - b.column.index)
    .slice(0, DATE_COLUMNS)
  const measures = measuresOf(findings.map(({ column }) => column))
  const found: TimeSeries[] = []
  for (const date of dates) {
    const span = await spanOf(session, date)
    if (!span) continue
    const period = periodOf(
      (Date.parse(span.to) - Date.parse(span.from)) / 86_400_000,
      date.column.date?.granularity ?? null,
    )
    const starts = periodStarts(period, span.from, span.to)
    if (starts.length > PERIODS) continue
    const summed = measures.map((column) => summedOf(column, sources))
    const counted = await session.rows(seriesSql(date.column.name, period, span, summed))
    if (counted.length < Math.max(LEAST_PERIODS, FILLED * starts.length)) continue
    const byStart = new Map(counted.map((row) => [textOf(row.start) ?? '', row]))
    const periods = starts.map((start) => byStart.get(start))
    found.push({ column: date.column.name, period, starts, measures: measured(periods, period, measures, summed) })
  }
  return found
}

function measuresOf(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns
    .filter(isMeasure)
    .sort((a, b) => Number(a.type === 'integer') - Number(b.type === 'integer') || a.index - b.index)
    .slice(0, MEASURES)
}

/** The days of a column that can be true: one typing error must not stretch the axis over centuries. */
async function spanOf(
  session: Session,
  { column, facts }: ColumnFindings,
): Promise<{ from: string; to: string } | null> {
  const { min = null, max = null } = column.date ?? {}
  const implausible = facts.find(({ code }) => code === 'implausible_dates')
  if (!implausible) return min === null || max === null ? null : { from: min.slice(0, 10), to: max.slice(0, 10) }
  const days = (Array.isArray(implausible.data.days) ? implausible.data.days : []).map(String)
  const [row] = await session.rows(plausibleSpanSql(column.name, implausibleDateTest(days)))
  const [from, to] = [textOf(row?.first), textOf(row?.last)]
  return from === null || to === null ? null : { from, to }
}

function summedOf({ name, index, number, missing }: ColumnProfile, sources: readonly SourceColumn[]): SummedColumn {
  const exact = sources.find((source) => source.index === index)?.family?.exact ?? false
  const magnitude = Math.max(Math.abs(Number(number?.min)), Math.abs(Number(number?.max))) || 1
  const complete = missing === 0 && (number?.nans ?? 0) + (number?.infinities ?? 0) === 0
  return { name, magnitude: exact ? null : magnitude, complete }
}

function measured(
  periods: readonly (Row | undefined)[],
  period: Period,
  columns: readonly ColumnProfile[],
  summed: readonly SummedColumn[],
): SeriesMeasure[] {
  const rows = periods.map((row) => countOf(row?.n))
  const single = rows.every((count) => count <= 1)
  const counts = measureOf(null, 'count', rows, period)
  const measures = columns.map((column, i) => {
    const unit = (summed[i]?.magnitude ?? null) === null ? 1 : (summed[i]?.magnitude ?? 1) / FIXED_POINT
    const isRate = single || isAveraged(column)
    const values = periods.map((row) => {
      const [count, sum] = [countOf(row?.[`c${i}`]), Number(textOf(row?.[`s${i}`]) ?? 0) * unit]
      if (!isRate) return stable(sum)
      return count === 0 ? null : stable(sum / count)
    })
    return measureOf(column.name, isRate ? 'mean' : 'sum', values, period)
  })
  return [counts, ...measures]
}

/** First and last weeks, months and years are seldom whole, so amounts in them say nothing about the course. */
function measureOf(
  column: string | null,
  aggregate: SeriesMeasure['aggregate'],
  values: (number | null)[],
  period: Period,
): SeriesMeasure {
  const whole = aggregate === 'mean' || period === 'day' ? values : values.slice(1, -1)
  return { column, aggregate, values, figures: seriesFigures(whole, SEASONS[period]) }
}
