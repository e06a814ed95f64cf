/**
 * Tests of a value `v`. The same text counts rows in the groups of a profile and finds the rows behind an alert, so
 * that both agree.
 */

/** What is the same in spellings that differ only in case, accents or spaces. */
export const SPELLING_KEY = "regexp_replace(strip_accents(lower(trim(v))), '\\s+', ' ', 'g')"
export const EMPTY_SPELLING = `(${SPELLING_KEY} = '')`

const DIGIT_GROUPS = '[0-9]{1,3}(?:[.][0-9]{3})+'
const DIGIT_GROUPS_POINT = '[0-9]{1,3}(?:,[0-9]{3})+'

/** Formats that a person sees as different ways to write the same kind of value, the first match decides. */
const FORMATS: readonly (readonly [ValueFormat, string])[] = [
  ['date_slash', '[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})'],
  ['date_iso', '[0-9]{4}-[0-9]{2}-[0-9]{2}'],
  ['date_dash', '[0-9]{1,2}-[0-9]{1,2}-(?:[0-9]{2}|[0-9]{4})'],
  ['date_dot', '[0-9]{1,2}[.][0-9]{1,2}[.](?:[0-9]{2}|[0-9]{4})'],
  ['number', '[+-]?[0-9]+'],
  ['number_comma', `[+-]?(?:[0-9]+|${DIGIT_GROUPS}),[0-9]+|[+-]?[0-9]{1,3}(?:[.][0-9]{3}){2,}`],
  ['number_point', `[+-]?(?:[0-9]+|${DIGIT_GROUPS_POINT})[.][0-9]+|[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}`],
]
export type ValueFormat =
  'date_slash' | 'date_iso' | 'date_dash' | 'date_dot' | 'number' | 'number_comma' | 'number_point' | 'text'

/** The format of a text; NULL for blank ones. Longer texts than any date or number are told by their length. */
export const FORMAT_OF = `CASE WHEN trim(v) = '' THEN NULL WHEN length(v) > 40 THEN 'text'
  ${FORMATS.map(([name, shape]) => `WHEN regexp_full_match(trim(v), '${shape}') THEN '${name}'`).join(' ')} ELSE 'text' END`

/** Values outside the main format. */
export function otherFormatTest(main: ValueFormat): string {
  return `coalesce(${FORMAT_OF} <> '${main}', false)`
}

export function formatTest(main: ValueFormat): string {
  return `coalesce(${FORMAT_OF} = '${main}', false)`
}

const UNITS = ['kg', 'g', 'mg', 't', 'ton', 'l', 'ml', 'm', 'cm', 'mm', 'km', 'm2', 'm²', 'm3', 'm³', 'ha', 'h', 'hr', 'hs', 'min',
  's', 'seg', 'ms', 'dia', 'dias', 'mes', 'meses', 'mês', 'ano', 'anos', '%', 'un', 'und', 'unid', 'lb', 'lbs', 'oz', 'ft', 'in',
  'mi', 'kb', 'mb', 'gb', 'tb', 'w', 'kw', 'kwh', 'mwh', '°c', '°f', 'ºc', 'ºf', 'km/h', 'mph', 'r$', 'us$', 'brl', 'usd', 'eur',
  'gbp', '$', '€', '£'] // prettier-ignore
const UNIT_LIST = UNITS.map((unit) => `'${unit}'`).join(', ')
const BEFORE = "lower(regexp_extract(trim(v), '^([^0-9+\\s-]{1,4})\\s*[+-]?[0-9][0-9.,]*$', 1))"
const AFTER = "lower(regexp_extract(trim(v), '^[+-]?[0-9][0-9.,]*\\s*([^0-9.,\\s][^\\s]{0,5})$', 1))"

/** The unit of a number with its unit, '' for a bare number, NULL for anything else. */
export const UNIT_OF = `CASE WHEN length(v) > 40 THEN NULL WHEN regexp_full_match(trim(v), '[+-]?[0-9][0-9.,]*') THEN ''
  WHEN ${BEFORE} IN (${UNIT_LIST}) THEN ${BEFORE} WHEN ${AFTER} IN (${UNIT_LIST}) THEN ${AFTER} END`

export function otherUnitTest(main: string): string {
  return `coalesce(${UNIT_OF} <> '${main.replaceAll("'", "''")}', false)`
}

/** What people and programs write for no value; short abbreviations that are also codes (NA, ND) are left out. */
const PLACEHOLDERS = ['#nulo#', '#nulo', 'nulo', '#ne#', 'null', '(null)', 'none', 'nil', 'nan', 'n/a', 'n/d', '#n/d', '#n/a', 's/d', 's/i',
  's/inf', '-', '--', '---', '?', '??', '???', '.', '...', '*', 'xxx', 'nao informado', 'nao informada', 'nao se aplica',
  'nao disponivel', 'nao consta', 'sem informacao', 'sem dados', 'indisponivel', 'ignorado', 'desconhecido', 'desconhecida',
  'not available', 'not applicable', 'not specified', 'unknown', 'undefined', 'missing', '#ref!', '#valor!', '#value!',
  '#div/0!', '#nome?', '#name?', '#num!', '#null!'] // prettier-ignore

export const PLACEHOLDER_WORD = 'strip_accents(lower(trim(v)))'
export const PLACEHOLDER = `(length(v) <= 20 AND ${PLACEHOLDER_WORD} IN (${PLACEHOLDERS.map((word) => `'${word}'`).join(', ')}))`
