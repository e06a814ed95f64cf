import { FINITE_DATE } from './dates.sql.ts'

/** Rows per column and day, table `days(c, d, n)`. */
export const CREATE_DAYS = `
  CREATE OR REPLACE TEMP TABLE days AS
  SELECT c, v::DATE AS d, sum(n)::BIGINT AS n FROM g WHERE v IS NOT NULL AND ${FINITE_DATE} GROUP BY ALL`

export const DROP_DAYS = 'DROP TABLE IF EXISTS days'

/** Whether all days open a year or a month. */
export const WHOLE_UNITS = `
  SELECT c, bool_and(month(d) = 1 AND day(d) = 1) AS years, bool_and(day(d) = 1) AS months FROM days GROUP BY c`

/** Rows per hour of the day, and whether anything is left below the hour, the minute and the second. */
export const HOURS = `
  SELECT c, hour(v) AS h, sum(n) AS n, bool_or(us % 3600000000 <> 0) AS minutes, bool_or(us % 60000000 <> 0) AS seconds,
    bool_or(us % 1000000 <> 0) AS fractions
  FROM (SELECT c, v, n, epoch_us(v) AS us FROM g WHERE v IS NOT NULL AND ${FINITE_DATE}) GROUP BY c, h`

/** The longest runs of days without a row. */
export function gapsSql(limit: number): string {
  return `
    SELECT c, (d + 1)::VARCHAR AS first, (next - 1)::VARCHAR AS last, next - d - 1 AS days
    FROM (SELECT c, d, lead(d) OVER (PARTITION BY c ORDER BY d) AS next FROM days) WHERE next - d > 1
    QUALIFY row_number() OVER (PARTITION BY c ORDER BY next - d DESC, d) <= ${limit} ORDER BY c, days DESC, first`
}

/** Zero points of spreadsheets, databases and Unix, and days that people type for none. */
const ZERO_DAYS = ['1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01', '1980-01-01',
  '1111-11-11', '2099-12-31', '9999-12-31'] // prettier-ignore

const OUTSIDE_YEARS = '(year(d) < 1800 OR year(d) > 2200)'

/** The zero days in a column with their rows, their neighbours' distance in days and the rows of a usual day. */
export const ZERO_DAY_ROWS = `
  SELECT * FROM (
    SELECT c, d::VARCHAR AS day, d AS day_value, n, d - lag(d) OVER w AS before, lead(d) OVER w - d AS after,
      sum(n) OVER (PARTITION BY c) / count(*) OVER (PARTITION BY c) AS usual
    FROM days WINDOW w AS (PARTITION BY c ORDER BY d))
  WHERE day_value IN (${ZERO_DAYS.map((day) => `DATE '${day}'`).join(', ')}) AND NOT ${OUTSIDE_YEARS.replaceAll('d)', 'day_value)')}`

/** Rows in years that no record of people or business has. */
export const ROWS_OUTSIDE_YEARS = `SELECT c, sum(n) AS n, min(d)::VARCHAR AS first, max(d)::VARCHAR AS last FROM days WHERE ${OUTSIDE_YEARS} GROUP BY c`

/** The test behind an alert's rows: one of the given days, or a year outside 1800 to 2200. */
export function implausibleDateTest(days: readonly string[]): string {
  const listed = days.length > 0 ? `v::DATE IN (${days.map((day) => `DATE '${day}'`).join(', ')}) OR ` : ''
  return `(${FINITE_DATE} AND (${listed}year(v) < 1800 OR year(v) > 2200))`
}
