const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => `coalesce(sum(n) FILTER (isodow(d) = ${day}), 0) AS w${day}`)
const MONTHS = Array.from({ length: 12 }, (_, i) => `coalesce(sum(n) FILTER (month(d) = ${i + 1}), 0) AS m${i + 1}`)

/** Days since 1970-01-01 (UTC), fractions for instants. */
export const DAYS_SINCE_EPOCH = 'epoch_us(v) / 86400000000.0'

/** Infinite dates, which the engine knows, stay out of every figure, and so do days that no instant can express. */
export const FINITE_DATE = "(isfinite(v) AND v > DATE '290000-01-01 (BC)' AND v < DATE '290000-01-01')"

/** Extremes, future values and the shape over weekdays and months, by way of one row per day. `now` is an ISO instant in UTC. */
export function dateFiguresSql(now: string): string {
  return `
    WITH days AS MATERIALIZED (
      SELECT c, v::DATE AS d, min(v) AS lowest, max(v) AS highest, sum(n) AS n,
        coalesce(sum(n) FILTER (v::TIMESTAMP > TIMESTAMP '${now}'), 0) AS future
      FROM g WHERE v IS NOT NULL AND ${FINITE_DATE} GROUP BY ALL)
    SELECT c, min(lowest)::VARCHAR AS earliest, max(highest)::VARCHAR AS latest, sum(n) AS size, sum(future) AS future,
      count(*) AS days, (max(d) - min(d)) + 1 AS span,
      (epoch_us(max(highest)) - epoch_us(min(lowest))) / 86400000000.0 AS span_days,
      epoch_us(min(lowest)) / 86400000000.0 AS first_day, epoch_us(max(highest)) / 86400000000.0 AS last_day,
      ${[...WEEKDAYS, ...MONTHS].join(', ')}
    FROM days GROUP BY c`
}
