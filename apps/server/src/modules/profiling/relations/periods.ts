import type { TimeSeries } from '@datapilot/contracts'

export type Period = TimeSeries['period']

const DAY = 86_400_000
/** Days up to which a period is used: enough points to see a course, few enough to draw. */
const REACH: readonly (readonly [Period, number])[] = [
  ['day', 400],
  ['week', 3 * 366],
  ['month', 40 * 366],
]
const ORDER: readonly Period[] = ['day', 'week', 'month', 'year']

/** The period of a span of days, not finer than the dates themselves. */
export function periodOf(days: number, granularity: string | null): Period {
  const bySpan = REACH.find(([, reach]) => days <= reach)?.[0] ?? 'year'
  const least: Period = granularity === 'year' ? 'year' : granularity === 'month' ? 'month' : 'day'
  return ORDER.indexOf(bySpan) < ORDER.indexOf(least) ? least : bySpan
}

/** First days of all periods from the one with `from` to the one with `to`, both ISO dates; weeks begin on Monday. */
export function periodStarts(period: Period, from: string, to: string): string[] {
  const starts: string[] = []
  const last = Date.parse(to)
  for (let day = startOf(period, Date.parse(from)); day <= last; day = nextStart(period, day)) {
    starts.push(new Date(day).toISOString().slice(0, 10))
  }
  return starts
}

function startOf(period: Period, time: number): number {
  const date = new Date(time)
  if (period === 'day') return time
  if (period === 'week') return time - ((date.getUTCDay() + 6) % 7) * DAY
  return Date.UTC(date.getUTCFullYear(), period === 'month' ? date.getUTCMonth() : 0, 1)
}

function nextStart(period: Period, time: number): number {
  const date = new Date(time)
  if (period === 'day') return time + DAY
  if (period === 'week') return time + 7 * DAY
  return Date.UTC(
    date.getUTCFullYear() + (period === 'year' ? 1 : 0),
    period === 'month' ? date.getUTCMonth() + 1 : 0,
    1,
  )
}
