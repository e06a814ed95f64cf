import type { DateStatistics } from '@datapilot/contracts'
import { byColumn, countOf, realOf, textOf, type Row, type Session } from '../session.ts'
import {
  CREATE_DAYS,
  DROP_DAYS,
  gapsSql,
  HOURS,
  ROWS_OUTSIDE_YEARS,
  WHOLE_UNITS,
  ZERO_DAY_ROWS,
} from '../sql/date-depth.sql.ts'
import type { ColumnFact } from './column-findings.ts'

export type DateDepth = Pick<DateStatistics, 'granularity' | 'gaps' | 'implausible' | 'hours'>
export type DateBase = Omit<DateStatistics, keyof DateDepth>

export const NO_DATE_DEPTH: DateDepth = { granularity: null, gaps: [], implausible: 0, hours: null }

const GAPS = 5
/** A zero day stands for nothing where no other day is near, or where it has many times the rows of a usual day. */
const APART_DAYS = 5 * 365
const TIMES_USUAL = 10
const ROWS_AT_LEAST = 5

/** Granularity, gaps, clock and implausible days of date columns whose groups are in table `g`. */
export async function dateDepth(
  session: Session,
  hasTime: boolean,
): Promise<{ depth: Map<number, DateDepth>; facts: Map<number, ColumnFact[]> }> {
  await session.run(CREATE_DAYS)
  const units = byColumn(await session.rows(WHOLE_UNITS))
  const hours = hasTime ? Map.groupBy(await session.rows(HOURS), ({ c }) => Number(c)) : new Map<number, Row[]>()
  const gaps = Map.groupBy(await session.rows(gapsSql(GAPS)), ({ c }) => Number(c))
  const facts = await implausibleDays(session)
  await session.run(DROP_DAYS)
  const depth = new Map<number, DateDepth>()
  for (const [index, unit] of units) {
    const clock = hours.get(index) ?? []
    const granularity = granularityOf(unit, clock)
    const hasDays = granularity !== 'year' && granularity !== 'month'
    depth.set(index, {
      granularity,
      gaps: hasDays ? (gaps.get(index) ?? []).map(gapOf) : [],
      implausible: facts.get(index)?.[0]?.count ?? 0,
      hours: hasClock(clock) ? hoursOf(clock) : null,
    })
  }
  return { depth, facts }
}

function hasClock(clock: readonly Row[]): boolean {
  return clock.some(({ h, minutes }) => countOf(h) > 0 || minutes === true)
}

function granularityOf(unit: Row, clock: readonly Row[]): DateStatistics['granularity'] {
  const some = (key: 'fractions' | 'seconds' | 'minutes') => clock.some((row) => row[key] === true)
  if (some('fractions')) return 'subsecond'
  if (some('seconds')) return 'second'
  if (some('minutes')) return 'minute'
  if (hasClock(clock)) return 'hour'
  if (unit.years === true) return 'year'
  return unit.months === true ? 'month' : 'day'
}

function hoursOf(clock: readonly Row[]): number[] {
  const byHour = new Map(clock.map(({ h, n }) => [Number(h), countOf(n)]))
  return Array.from({ length: 24 }, (_, hour) => byHour.get(hour) ?? 0)
}

function gapOf(row: Row): DateStatistics['gaps'][number] {
  return { from: textOf(row.first) ?? '', to: textOf(row.last) ?? '', days: countOf(row.days) }
}

async function implausibleDays(session: Session): Promise<Map<number, ColumnFact[]>> {
  const outside = byColumn(await session.rows(ROWS_OUTSIDE_YEARS))
  const zeros = Map.groupBy((await session.rows(ZERO_DAY_ROWS)).filter(standsApart), ({ c }) => Number(c))
  const found = new Map<number, ColumnFact[]>()
  for (const index of new Set([...outside.keys(), ...zeros.keys()])) {
    const days = (zeros.get(index) ?? []).map(({ day }) => textOf(day) ?? '')
    const listed = (zeros.get(index) ?? []).reduce((sum, { n }) => sum + countOf(n), 0)
    const far = outside.get(index)
    const examples = [...days, ...[far?.first, far?.last].map((day) => textOf(day ?? null) ?? '').filter(Boolean)]
    const data = { days, examples: [...new Set(examples)] }
    found.set(index, [{ code: 'implausible_dates', count: listed + countOf(far?.n), data }])
  }
  return found
}

function standsApart({ n, before, after, usual }: Row): boolean {
  const [below, above] = [realOf(before), realOf(after)]
  if (below === null && above === null) return false
  const alone = (below ?? Infinity) > APART_DAYS && (above ?? Infinity) > APART_DAYS
  return alone || (countOf(n) >= ROWS_AT_LEAST && countOf(n) > TIMES_USUAL * (realOf(usual) ?? Infinity))
}
