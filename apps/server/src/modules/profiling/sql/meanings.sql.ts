import type { Meaning } from '@datapilot/contracts'
import { countries, FEDERATIVE_UNITS, IRREGULAR_MUNICIPALITIES, MUNICIPALITIES, REGIONS } from '../columns/places.ts'

const listed = (values: readonly string[]) => values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')
const NAME = 'strip_accents(lower(trim(v)))'
const CODE = 'upper(trim(v))'
const world = countries()
const units = Object.entries(FEDERATIVE_UNITS)
const unitCodes = units.map(([, [, code]]) => String(code))

/** Luhn-like over six digits with weights 1 and 2, as IBGE publishes it. */
const IBGE_SUM = Array.from({ length: 6 }, (_, i) => {
  const digit = `(ascii(trim(v)[${i + 1}]) - 48)`
  return i % 2 === 0 ? digit : `(CASE WHEN ${digit} > 4 THEN 2 * ${digit} - 9 ELSE 2 * ${digit} END)`
}).join(' + ')
const SHORT_IBGE = `CASE WHEN regexp_full_match(trim(v), '[1-5][0-9]{5}') THEN left(trim(v), 2) IN (${listed(unitCodes)}) ELSE false END`
const IBGE = `CASE WHEN regexp_full_match(trim(v), '[1-5][0-9]{6}') THEN left(trim(v), 2) IN (${listed(unitCodes)})
    AND ((10 - (${IBGE_SUM}) % 10) % 10 = ascii(trim(v)[7]) - 48 OR trim(v) IN (${listed(IRREGULAR_MUNICIPALITIES)}))
  ELSE false END`

/** Whether text `v` is a valid value of a meaning. Numbers are tested as text. */
const TESTS = {
  uuid: "regexp_full_match(lower(v), '\\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\}?')",
  hash: "length(v) IN (32, 40, 56, 64, 96, 128) AND regexp_full_match(lower(v), '[0-9a-f]+')",
  url: "regexp_full_match(lower(trim(v)), '(?:https?|ftp)://[^\\s/]+\\S*')",
  uf: `${CODE} IN (${listed(units.map(([code]) => code))})`,
  state: `${NAME} IN (${listed(units.map(([, [name]]) => name))})`,
  region: `${NAME} IN (${listed(REGIONS)})`,
  municipality: `${NAME} IN (${listed(MUNICIPALITIES)})`,
  municipality_code: `(${IBGE} OR ${SHORT_IBGE})`,
  cep: "regexp_full_match(trim(v), '[0-9]{5}-[0-9]{3}|[0-9]{2}[.][0-9]{3}-[0-9]{3}|[0-9]{8}') AND trim(v) NOT IN ('00000000', '00000-000', '99999999', '99999-999')",
  country: `${NAME} IN (${listed(world.names)})`,
  country_code: `${CODE} IN (${listed(world.codes)})`,
  year: "regexp_full_match(trim(v), '1[5-9][0-9]{2}|2[01][0-9]{2}')",
  month: "regexp_full_match(trim(v), '0?[1-9]|1[0-2]')",
  year_month: "regexp_full_match(trim(v), '(?:19|20)[0-9]{2}[-/]?(?:0[1-9]|1[0-2])')",
} as const satisfies Partial<Record<Meaning, string>>

export type TestedMeaning = keyof typeof TESTS

/** The test of a meaning on text `v`; null where validity is no question of a single value. */
export function meaningTest(meaning: Meaning): string | null {
  return meaning in TESTS ? `coalesce(${TESTS[meaning as TestedMeaning]}, false)` : null
}

/** Rows, different values and, per meaning, valid rows and valid different values in each column of `from`. */
export function meaningsSql(meanings: readonly TestedMeaning[], from: string): string {
  const counts = meanings.map((name) => {
    const test = `coalesce(${TESTS[name]}, false)`
    return `coalesce(sum(n) FILTER (${test}), 0) AS ${name}, count(*) FILTER (${test}) AS ${name}_values`
  })
  return `SELECT c, sum(n) AS n, count(*) AS values, ${counts.join(', ')}
    FROM (SELECT c, n, v::VARCHAR AS v FROM ${from} AS groups WHERE v IS NOT NULL) GROUP BY c`
}
