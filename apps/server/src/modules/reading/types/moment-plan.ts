import type { DateOrder } from '@datapilot/contracts'
import type { ColumnEvidence } from './column-evidence.ts'
import type { ColumnPlan, Conventions, PlannedColumn } from './plans.ts'

/** The order that values above 12 prove; null without such values. */
export function provenOrder({ values, moments }: ColumnEvidence): DateOrder | null {
  if (values === 0 || moments.yearLast < values) return null
  if (moments.onlyDayFirst > 0 && moments.onlyMonthFirst === 0) return 'dmy'
  return moments.onlyMonthFirst > 0 && moments.onlyDayFirst === 0 ? 'mdy' : null
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
  if (named === values)
    return done({ type, order: 'dmy', shortYear, iso: false, zoned: false, named: true, midnight })
  if (moments.firstMax > 12 && moments.secondMax > 12) return null
  const proven = provenOrder(evidence)
  const chosen = order ?? proven ?? conventions.dateOrder ?? 'dmy'
  const open = order === null && proven === null && conventions.dateOrder === null && moments.either > 0
  const plan = { type, order: chosen, shortYear, iso: false, zoned: false, named: false, midnight } as const
  return done(plan, open ? 'date_order' : null)
}
