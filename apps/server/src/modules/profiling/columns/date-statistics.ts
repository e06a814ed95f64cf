import type { Histogram } from '@datapilot/contracts'
import { instantOf } from '../cells.ts'
import { countOf, realOf, textOf, type Row, type Session } from '../session.ts'
import { DAYS_SINCE_EPOCH, dateFiguresSql, FINITE_DATE } from '../sql/dates.sql.ts'
import type { DateBase } from './date-depth.ts'
import { histogramsOf } from './histogram.ts'
import { stable } from './stable.ts'

const GAPS_UP_TO_DAYS = 100_000

export interface DateFigures {
  readonly date: DateBase
  readonly histogram: Histogram | null
}

/** Figures of date and timestamp columns from table `g`. `now` decides what lies in the future. */
export async function dateFigures(session: Session, whole: boolean, now: Date): Promise<Map<number, DateFigures>> {
  const rows = await session.rows(dateFiguresSql(now.toISOString().slice(0, 19).replace('T', ' ')))
  const subjects = rows.map((row) => ({
    index: Number(row.c),
    lowest: Number(row.first_day),
    highest: Number(row.last_day),
    size: countOf(row.size),
    whole,
  }))
  const histograms = await histogramsOf(session, subjects, DAYS_SINCE_EPOCH, FINITE_DATE)
  return new Map(
    rows.map((row) => [Number(row.c), { date: statisticsOf(row), histogram: histograms.get(Number(row.c)) ?? null }]),
  )
}

function statisticsOf(row: Row): DateBase {
  const span = countOf(row.span)
  const spanDays = realOf(row.span_days)
  return {
    min: instantOf(textOf(row.earliest)),
    max: instantOf(textOf(row.latest)),
    span_days: spanDays === null ? null : stable(spanDays),
    gap_days: span > GAPS_UP_TO_DAYS ? null : span - countOf(row.days),
    future: countOf(row.future),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => countOf(row[`w${day}`])),
    months: Array.from({ length: 12 }, (_, i) => countOf(row[`m${i + 1}`])),
  }
}
