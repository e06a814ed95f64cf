import type { Cell, ColumnType, Language } from '@datapilot/contracts'

/** BCP 47 tag of a product language. */
export function localeOf(language: Language): string {
  return language === 'pt' ? 'pt-BR' : 'en-US'
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  let format = numberFormats.get(key)
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(localeOf(language), options)))
  return format
}

export function formatInteger(value: number | bigint, language: Language): string {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(value)
}

/** A measured number: at most `digits` decimals, and four significant ones when it is smaller than that. */
export function formatNumber(value: number, language: Language, digits = 2): string {
  const small = value !== 0 && Math.abs(value) < 10 ** -digits
  return numberFormat(language, small ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: digits }).format(
    value,
  )
}

/** Always `digits` decimals, for columns of figures that are compared. */
export function formatFixed(value: number, language: Language, digits: number): string {
  return numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

/** `share` is 0 to 1. A share that is not zero never shows as 0,0%, nor one below 1 as 100%. */
export function formatShare(share: number, language: Language): string {
  const percent = numberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
  if (share > 0 && share < 0.0005) return `<${percent.format(0.001)}`
  if (share < 1 && share >= 0.9995) return `>${percent.format(0.999)}`
  return percent.format(share)
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes in decimal units (1 kB = 1,000 B, SI). */
export function formatBytes(bytes: number, language: Language): string {
  const power = Math.min(BYTE_UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** power
  const digits = power === 0 || amount >= 100 ? 0 : 1
  return `${numberFormat(language, { maximumFractionDigits: digits }).format(amount)} ${BYTE_UNITS[power]}`
}

/** Milliseconds as `38 ms` below a second, `1,2 s` above. */
export function formatDuration(milliseconds: number, language: Language): string {
  if (milliseconds < 1000) return `${formatInteger(Math.round(milliseconds), language)} ms`
  return `${numberFormat(language, { maximumFractionDigits: 1 }).format(milliseconds / 1000)} s`
}

/** A stretch of time that is still to come, in its two largest units: `45 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  const pair = minutes < 60 ? [minutes, 'min', whole % 60, 's'] : [Math.floor(minutes / 60), 'h', minutes % 60, 'min']
  return pair[2] === 0 ? `${pair[0]} ${pair[1]}` : pair.join(' ')
}

/** A calendar date `YYYY-MM-DD…` without moving it through a time zone. */
export function formatDate(iso: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  if (!match) return iso
  const [, year, month, day] = match
  if (language === 'pt') return `${day}/${month}/${year}`
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(date)
}

/** Days since 1970-01-01 (UTC) as a calendar date. */
export function formatEpochDays(days: number, language: Language): string {
  return formatDate(new Date(Math.round(days) * 86_400_000).toISOString(), language)
}

/** An instant as people say it: the time today, `ontem, 17:40`, else the date. `now` is injectable for tests. */
export function formatInstant(iso: string, language: Language, words: { yesterday: string }, now = new Date()): string {
  const instant = new Date(iso)
  const locale = localeOf(language)
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(instant)
  const days = daysBetween(instant, now)
  if (days === 0) return time
  if (days === 1) return `${words.yesterday}, ${time}`
  const sameYear = instant.getFullYear() === now.getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: language === 'pt' ? '2-digit' : 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(instant)
}

/** Whole local calendar days from `earlier` to `later`. */
export function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000)
}

const NUMERIC: ReadonlySet<ColumnType> = new Set(['integer', 'decimal', 'number'])

export function isNumeric(type: ColumnType): boolean {
  return NUMERIC.has(type)
}

/**
 * A cell as a person reads it. Exact decimals and big integers arrive as text and are formatted from that text, so no
 * digit is lost on the way through a double.
 */
export function formatCell(cell: Cell, type: ColumnType, language: Language): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  if (isNumeric(type)) {
    if (typeof cell === 'string' && !/^-?\d+(\.\d+)?$/.test(cell)) return cell
    const digits = typeof cell === 'string' ? (cell.split('.')[1]?.length ?? 0) : undefined
    const format = numberFormat(
      language,
      digits === undefined
        ? { maximumFractionDigits: 6 }
        : { minimumFractionDigits: digits, maximumFractionDigits: digits },
    )
    return typeof cell === 'string' ? format.format(cell as Intl.StringNumericLiteral) : format.format(cell)
  }
  const text = String(cell)
  if (type === 'date') return formatDate(text, language)
  if (type === 'timestamp') return `${formatDate(text, language)} ${text.slice(11, 19)}`.trimEnd()
  return text
}
