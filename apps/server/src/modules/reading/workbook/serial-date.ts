const DAY_MS = 86_400_000
/** 29 February 1900, which Lotus 1-2-3 and Excel have and the calendar has not. */
const PHANTOM_DAY = 60
/** 31 December 9999, the last day of spreadsheets. */
const LAST_DAY = 2_958_466

export interface MomentShape {
  readonly date: boolean
  readonly clock: boolean
  readonly elapsed: boolean
}

/**
 * A serial number of days as ISO 8601 text: a date, a date with a clock time, or a time of day; null for what is no
 * moment. Days count from 1900 with its phantom leap day, or from 1904 (ECMA-376 part 1, 18.17.4).
 */
export function momentOfSerial(serial: number, shape: MomentShape, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= LAST_DAY) return null
  const totalMs = Math.round(serial * DAY_MS)
  const day = Math.floor(totalMs / DAY_MS)
  const ms = totalMs - day * DAY_MS
  if (shape.elapsed) return clockText(totalMs)
  if (!shape.date && day === 0) return clockText(ms)
  if (!from1904 && day === PHANTOM_DAY) return `1900-02-29${ms > 0 || shape.clock ? ` ${clockText(ms)}` : ''}`
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : day < PHANTOM_DAY ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30)
  const date = new Date(epoch + day * DAY_MS).toISOString().slice(0, 10)
  return ms > 0 || shape.clock ? `${date} ${clockText(ms)}` : date
}

/** `HH:MM:SS`, with milliseconds where there are some; more than 24 hours stay hours. */
function clockText(totalMs: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const seconds = Math.floor(totalMs / 1000)
  const rest = totalMs % 1000
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`
}
