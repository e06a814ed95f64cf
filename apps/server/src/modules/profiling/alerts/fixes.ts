import type { Alert, AlertCode, AlertFix, Profile } from '@datapilot/contracts'
import { implausibleDateTest } from '../sql/date-depth.sql.ts'
import {
  asDates,
  asNumbers,
  blankAsNull,
  finiteOnly,
  oneSpelling,
  paddedWithZeros,
  rescaled,
  testedAsNull,
  trimmed,
  valuesAsNull,
  withoutColumn,
  withoutRows,
  withoutTwins,
} from '../sql/fixes.sql.ts'
import { bandTest } from '../sql/number-facts.sql.ts'
import { TOTAL } from '../sql/texts.sql.ts'
import { PLACEHOLDER, type ValueFormat } from '../sql/value-tests.sql.ts'
import type { AlertDraft } from './draft.ts'

type Fix = (name: string, draft: AlertDraft, profile: Profile) => AlertFix | null

const sql = (text: string | null): AlertFix | null => (text === null ? null : { kind: 'sql', sql: text })
const list = (value: Alert['data'][string] | undefined) => (Array.isArray(value) ? value : [])

/** Per code; a code without an entry has no repair that a machine may propose. */
const FIXES: Partial<Record<AlertCode, Fix>> = {
  padded_text: (name) => sql(trimmed(name)),
  blank_text: (name) => sql(blankAsNull(name)),
  infinite: (name) => sql(finiteOnly(name)),
  empty_column: (name) => sql(withoutColumn(name)),
  constant: (name) => sql(withoutColumn(name)),
  personal_data: (name) => sql(withoutColumn(name)),
  duplicate_columns: (_, { columns }) => sql(withoutColumn(columns[1] ?? '')),
  duplicate_rows: () => sql(withoutTwins()),
  similar_spellings: (name) => sql(oneSpelling(name)),
  placeholder_values: (name, { data }) => {
    const numbers = list(data.values).map(Number)
    return sql(numbers.every(Number.isFinite) ? valuesAsNull(name, numbers) : testedAsNull(name, PLACEHOLDER))
  },
  implausible_dates: (name, { data }) => sql(testedAsNull(name, implausibleDateTest(list(data.days).map(String)))),
  totals_row: (name) => sql(withoutRows(name, TOTAL)),
  text_dates: (name, { data }) => sql(asDates(name, [String(data.main) as ValueFormat])),
  mixed_formats: (name, { data }) => mixedFormats(name, list(data.formats).map(String) as ValueFormat[]),
  mixed_units: (name, { data }) => {
    const { factor, low, high } = data
    if (typeof factor !== 'number' || typeof low !== 'number' || typeof high !== 'number') return null
    return sql(rescaled(name, bandTest(low, high), factor))
  },
  leading_zeros_lost: (name, { data }, profile) =>
    profile.reading.dialect === null
      ? sql(paddedWithZeros(name, Number(data.digits)))
      : { kind: 'reread', override: { columns: { [name]: 'text' } } },
  broken_encoding: (_, __, { reading }) => {
    const encoding = reading.dialect?.encoding.toLowerCase() ?? ''
    return encoding === '' || encoding.startsWith('utf') ? null : { kind: 'reread', override: { encoding: 'utf-8' } }
  },
}

/** What repairs the cause of an alert, where that is known. */
export function fixOf(one: AlertDraft, profile: Profile): AlertFix | null {
  return FIXES[one.code]?.(one.columns[0] ?? '', one, profile) ?? null
}

/** Dates in several formats become dates; numbers beside other texts become numbers. */
function mixedFormats(name: string, formats: readonly ValueFormat[]): AlertFix | null {
  const [main] = formats
  if (main?.startsWith('date')) return sql(asDates(name, formats))
  const marks = new Set(formats.filter((format) => format === 'number_comma' || format === 'number_point'))
  // With both marks in one column 1.234 is two numbers: a person has to say which.
  if (marks.size > 1) return null
  return sql(asNumbers(name, marks.has('number_comma') ? ',' : '.'))
}
