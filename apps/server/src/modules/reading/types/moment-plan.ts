import type { DateOrder } from '@datapilot/contracts'
import type { ColumnEvidence } from './column-evidence.ts'
import type { MomentEvidence } from './moment-evidence.ts'
import type { ColumnPlan, Conventions, PlannedColumn } from './plans.ts'

const ENOUGH_MONTHS = 12

/** The order that values above 12 prove, or a series by month; null without either. */
export function provenOrder({ values, moments }: ColumnEvidence): DateOrder | null {
  if (values === 0 || moments.yearLast < values) return null
  if (moments.onlyDayFirst > 0 && moments.onlyMonthFirst === 0) return 'dmy'
  if (moments.onlyMonthFirst > 0 && moments.onlyDayFirst === 0) return 'mdy'
  return monthlyOrder(moments)
}

/** Series by month: the first day of many months, or else the first days of January and of no other month. */
export function monthlyOrder({ yearLast, firstMax, secondMax }: MomentEvidence): DateOrder | null {
  if (yearLast < ENOUGH_MONTHS) return null
  if (firstMax === 1 && secondMax === 12) return 'dmy'
  return secondMax === 1 && firstMax === 12 ? 'mdy' : null
}

/** @param order said by a person for this column. */
export function planMoment(
  evidence: ColumnEvidence,
  conventions: Conventions,
  order: DateOrder | null = null,
): PlannedColumn | null {
  const { values, moments } = evidence
  const { yearFirst, yearLast, named } = moments
  const done = (plan: ColumnPlan, ambiguous: PlannedColumn['ambiguous'] = null): PlannedColumn => ({
    plan,
    nullSpellings: new Map(evidence.spellings),
    padded: evidence.padded > 0,
    ambiguous,
    mixed: 0,
  })
  if (moments.times === values)
    return done({ type: 'time', utc: moments.utcTimes > 0, halfDay: moments.halfDayTimes > 0 })
  if (yearFirst < values && yearLast < values && named < values) return null
  const type = moments.withClock > 0 ? 'timestamp' : 'date'
  const zoned = moments.zoned > 0
  const midnight = moments.midnights > 0
  if (yearFirst === values) {
    const iso = moments.otherYearFirst === 0
    return done({ type, order: 'ymd', shortYear: false, iso, zoned, named: false, midnight })
  }
  if (moments.fourDigitYears > 0 && moments.fourDigitYears < values) return null
  const shortYear = moments.fourDigitYears === 0
  if (named === values) return done({ type, order: 'dmy', shortYear, iso: false, zoned: false, named: true, midnight })
  if (moments.firstMax > 12 && moments.secondMax > 12) return null
  const proven = provenOrder(evidence)
  const chosen = order ?? proven ?? conventions.dateOrder ?? 'dmy'
  const open = order === null && proven === null && conventions.dateOrder === null && moments.either > 0
  const plan = { type, order: chosen, shortYear, iso: false, zoned: false, named: false, midnight } as const
  return done(plan, open ? 'date_order' : null)
}
