import { PATTERN } from './patterns.ts'

const whole = (pattern: string, flags?: string): RegExp => new RegExp(`^(?:${pattern})$`, flags)
const YEAR_FIRST = whole(PATTERN.yearFirst)
const YEAR_LAST = whole(PATTERN.yearLast)
const NAMED = whole(PATTERN.named, 'i')
const TIME = whole(PATTERN.time)
const UTC_TIME = whole(PATTERN.utcTime)
const HALF_DAY_TIME = whole(PATTERN.halfDayTime)
const ZONED = new RegExp(`\\d${PATTERN.zone}$`)
const DAY_MONTH = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})?/
const LONG_YEAR = /\D\d{4}(?:\D|$)/

/** Counts over the dates and times among the values of one column. */
export class MomentEvidence {
  yearFirst = 0
  /** Dates with the year first that are not in ISO 8601's own form (2024-01-31). */
  otherYearFirst = 0
  yearLast = 0
  /** Dates whose month is a word. */
  named = 0
  fourDigitYears = 0
  withClock = 0
  /** Clock times with a zone or an offset. */
  zoned = 0
  firstMax = 0
  secondMax = 0
  /** Dates that only day-first, or only month-first reads. */
  onlyDayFirst = 0
  onlyMonthFirst = 0
  /** Dates that both read, and differently. */
  either = 0
  times = 0
  /** Times that are `0000 UTC` or have UTC behind them, and times with AM and PM. */
  utcTimes = 0
  halfDayTimes = 0
  /** The last hour of a day written as 24:00. */
  midnights = 0

  /** @param value trimmed. */
  add(value: string): void {
    if (this.#addTime(value)) return
    if (YEAR_FIRST.test(value)) {
      this.yearFirst += 1
      if (value[4] !== '-') this.otherYearFirst += 1
    } else if (YEAR_LAST.test(value)) this.#addNumbered(value)
    else if (NAMED.test(value)) {
      this.named += 1
      if (LONG_YEAR.test(value)) this.fourDigitYears += 1
    } else return
    if (!value.includes(':')) return
    this.withClock += 1
    if (/[ T]24:/.test(value)) this.midnights += 1
    if (ZONED.test(value)) this.zoned += 1
  }

  #addTime(value: string): boolean {
    const utc = UTC_TIME.test(value)
    const halfDay = !utc && HALF_DAY_TIME.test(value)
    if (!utc && !halfDay && !TIME.test(value)) return false
    this.times += 1
    if (utc) this.utcTimes += 1
    if (halfDay) this.halfDayTimes += 1
    return true
  }

  #addNumbered(value: string): void {
    const [, first, second, year] = DAY_MONTH.exec(value) ?? []
    const [one, two] = [Number(first), Number(second)]
    this.yearLast += 1
    this.firstMax = Math.max(this.firstMax, one)
    this.secondMax = Math.max(this.secondMax, two)
    if (one > 12) this.onlyDayFirst += 1
    else if (two > 12) this.onlyMonthFirst += 1
    else if (one !== two) this.either += 1
    if (year !== undefined) this.fourDigitYears += 1
  }
}
