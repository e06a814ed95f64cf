import type { ColumnProfile, Profile } from '@datapilot/contracts'

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), also behind spaces. */
const FORMULA = /^\s*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/u
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/**
 * One cell of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers
 * stay numbers.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  const text = String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table of CSV: names of the fields, then one line per item (RFC 4180). */
export function csvTable<T>(
  fields: readonly (readonly [name: string, of: (item: T) => string | number | boolean | null])[],
  items: readonly T[],
): string {
  const header = fields.map(([name]) => name)
  const rows = items.map((item) => fields.map(([, of]) => csvCell(of(item))))
  return `${[header, ...rows].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

/** One row per column of the table, in a form that every program reads: English names, `.` as decimal separator. */
export function profileCsv({ columns }: Profile): string {
  return csvTable(FIELDS, columns)
}

type Field = readonly [name: string, of: (column: ColumnProfile) => string | number | boolean | null]

const FIELDS: readonly Field[] = [
  ['column', ({ name }) => name],
  ['type', ({ type }) => type],
  ['kind', ({ kind }) => kind],
  ['meaning', ({ meaning }) => meaning?.kind ?? null],
  ['unit', ({ unit }) => unit],
  ['count', ({ count }) => count],
  ['missing', ({ missing }) => missing],
  ['missing_share', ({ missing_share: share }) => share],
  ['distinct', ({ distinct }) => distinct],
  ['unique', ({ unique }) => unique],
  ['top_value', ({ top }) => top[0]?.value ?? null],
  ['top_count', ({ top }) => top[0]?.count ?? null],
  ['min', ({ number, date }) => number?.min ?? date?.min ?? null],
  ['p05', ({ number }) => number?.quantiles.p05 ?? null],
  ['p25', ({ number }) => number?.quantiles.p25 ?? null],
  ['median', ({ number }) => number?.quantiles.p50 ?? null],
  ['p75', ({ number }) => number?.quantiles.p75 ?? null],
  ['p95', ({ number }) => number?.quantiles.p95 ?? null],
  ['max', ({ number, date }) => number?.max ?? date?.max ?? null],
  ['mean', ({ number }) => number?.mean ?? null],
  ['standard_deviation', ({ number }) => number?.standard_deviation ?? null],
  ['sum', ({ number }) => number?.sum ?? null],
  ['skewness', ({ number }) => number?.skewness ?? null],
  ['kurtosis', ({ number }) => number?.kurtosis ?? null],
  ['zeros', ({ number }) => number?.zeros ?? null],
  ['negatives', ({ number }) => number?.negatives ?? null],
  ['outliers_iqr', ({ number }) => number?.outliers_iqr ?? null],
  ['outliers_z', ({ number }) => number?.outliers_z ?? null],
  ['length_min', ({ text }) => text?.length_min ?? null],
  ['length_mean', ({ text }) => text?.length_mean ?? null],
  ['length_max', ({ text }) => text?.length_max ?? null],
  ['blank', ({ text }) => text?.blank ?? null],
  ['entropy', ({ category }) => category?.entropy ?? null],
  ['gap_days', ({ date }) => date?.gap_days ?? null],
  ['future', ({ date }) => date?.future ?? null],
  ['personal_data', ({ personal }) => personal?.kind ?? null],
]
