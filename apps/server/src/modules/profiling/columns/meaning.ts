import type { ColumnProfile, Meaning, MeaningFinding } from '@datapilot/contracts'
import { byColumn, countOf, type Row, type Session } from '../session.ts'
import { meaningsSql, type TestedMeaning } from '../sql/meanings.sql.ts'
import { sampleSql } from '../sql/personal.sql.ts'
import { nameOf } from './column-kind.ts'

/** Different values looked at before a whole column is tested. */
const SAMPLE = 60

interface Rule {
  readonly meaning: TestedMeaning
  readonly types: 'text' | 'integer' | 'both'
  /** Share of different values that must be valid: enough alone, or beside a fitting name. */
  readonly alone: number
  readonly named: number
  readonly name: RegExp | null
  /** Different valid values from which the values alone decide. */
  readonly values: number
}

const NEVER = 2

/**
 * In this order, the first that holds: a federative unit before a country code, because CE, PA and SE are both. Years
 * and months are too common as plain numbers to be told without a name.
 */
const RULES: readonly Rule[] = [
  { meaning: 'uuid', types: 'text', alone: 0.9, named: 0.9, name: null, values: 1 },
  { meaning: 'url', types: 'text', alone: 0.9, named: 0.9, name: null, values: 1 },
  { meaning: 'hash', types: 'text', alone: 0.95, named: 0.95, name: null, values: 2 },
  { meaning: 'uf', types: 'text', alone: 0.9, named: 0.5, name: /(^|_)(uf|estado|state|sigla)(_|$)/, values: 3 },
  { meaning: 'state', types: 'text', alone: 0.9, named: 0.5, name: /(^|_)(uf|estado|state)(_|$)/, values: 3 },
  { meaning: 'region', types: 'text', alone: 0.9, named: 0.5, name: /regiao|region/, values: 3 },
  { meaning: 'municipality_code', types: 'both', alone: 0.95, named: 0.5, name: /ibge|munic/, values: 8 },
  { meaning: 'cep', types: 'both', alone: NEVER, named: 0.5, name: /(^|_)(cep|zip|postal)/, values: 1 },
  { meaning: 'country', types: 'text', alone: 0.8, named: 0.5, name: /pais|country|nacao|nation/, values: 4 },
  { meaning: 'country_code', types: 'text', alone: 0.95, named: 0.7, name: /pais|country|nation/, values: 8 },
  { meaning: 'municipality', types: 'text', alone: 0.5, named: 0.02, name: /munic|cidade|city|localidade/, values: 8 },
  { meaning: 'year_month', types: 'both', alone: 1, named: 0.9, name: /(ano|anomes|mes|periodo|competencia|period|month)/, values: 6 },
  { meaning: 'year', types: 'integer', alone: NEVER, named: 0.9, name: /(^|_)(ano|anos|year|exercicio|safra|yr)(_|$)/, values: 1 },
  { meaning: 'month', types: 'integer', alone: NEVER, named: 0.95, name: /(^|_)(mes|month)(_|$)/, values: 1 },
] // prettier-ignore

/** Meanings whose other values are worth an alert: each has a closed list or a check digit. */
export const CLOSED_LISTS: ReadonlySet<Meaning> = new Set(['uf', 'state', 'region', 'municipality_code', 'cep', 'country_code', 'year_month']) // prettier-ignore

/** What the values of text and integer columns stand for, from their groups in table `g`. */
export async function meaningsOf(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, MeaningFinding>> {
  const found = new Map<number, MeaningFinding>()
  for (const column of columns) {
    const own = ownMeaning(column)
    if (own) found.set(column.index, own)
  }
  const asked = columns.filter(
    (column) =>
      !found.has(column.index) && column.count > 0 && !column.personal && RULES.some((rule) => mayHold(rule, column)),
  )
  if (asked.length === 0) return found
  const sample = sampleSql(asked.map(({ index }) => index), SAMPLE) // prettier-ignore
  const tried = RULES.filter((rule) => asked.some((column) => mayHold(rule, column))).map(({ meaning }) => meaning)
  const hints = byColumn(await session.rows(meaningsSql(tried, sample)))
  const chosen = asked.flatMap((column) => {
    const rule = RULES.find((one) => holds(one, column, hints.get(column.index)))
    return rule ? [{ column, rule }] : []
  })
  if (chosen.length === 0) return found
  const meanings = [...new Set(chosen.map(({ rule }) => rule.meaning))]
  const groups = `(SELECT * FROM g WHERE c IN (${chosen.map(({ column }) => column.index).join(', ')}))`
  const counts = byColumn(await session.rows(meaningsSql(meanings, groups)))
  for (const { column, rule } of chosen) {
    const row = counts.get(column.index)
    if (!holds(rule, column, row)) continue
    const valid = countOf(row?.[rule.meaning])
    const evidence = isNamed(rule, column) ? 'values_and_name' : 'values'
    found.set(column.index, { kind: rule.meaning, valid, invalid: column.count - valid, evidence })
  }
  return found
}

/** Range of numbers outside of which a rule need not be tried. */
const RANGES: Partial<Record<TestedMeaning, readonly [number, number]>> = {
  municipality_code: [110_000, 5_399_999],
  year_month: [190_001, 209_912],
}

/** Characters of a usual value; where a column's mean lies outside, a rule need not be tried. */
const LENGTHS: Readonly<Record<TestedMeaning, readonly [number, number]>> = {
  uuid: [36, 38],
  hash: [32, 128],
  url: [8, 2_000],
  uf: [2, 3],
  state: [4, 20],
  region: [3, 13],
  municipality: [3, 40],
  municipality_code: [6, 9],
  cep: [8, 12],
  country: [2, 40],
  country_code: [2, 3],
  year: [4, 4],
  month: [1, 2],
  year_month: [6, 8],
}

function isLongEnough(mean: number | null, [least, most]: readonly [number, number]): boolean {
  return mean !== null && mean >= least - 1 && mean <= most + 1
}

/** What type, range and name say before a value is looked at. */
function mayHold(rule: Rule, column: ColumnProfile): boolean {
  const { meaning, types, alone } = rule
  if (types !== 'both' && types !== column.type) return false
  if (alone === NEVER && !isNamed(rule, column)) return false
  if (column.type === 'text') return isLongEnough(column.text?.length_mean ?? null, LENGTHS[meaning])
  const [low, high] = RANGES[meaning] ?? [-Infinity, Infinity]
  return column.type === 'integer' && Number(column.number?.max) >= low && Number(column.number?.min) <= high
}

function isNamed({ name }: Rule, column: ColumnProfile): boolean {
  return name !== null && name.test(nameOf(column.name))
}

function holds(rule: Rule, column: ColumnProfile, row: Row | undefined): boolean {
  const { meaning, types, alone, named, values } = rule
  if (!row || (types !== 'both' && types !== column.type)) return false
  const valid = countOf(row[`${meaning}_values`])
  const share = valid / Math.max(1, countOf(row.values))
  if (valid > 0 && share >= named && isNamed(rule, column)) return true
  return valid >= values && share >= alone && !(meaning === 'municipality_code' && isShort(column))
}

/** Codes of six digits lack the check digit: any number looks like one, and only a name can tell. */
function isShort({ number, text }: ColumnProfile): boolean {
  return text ? (text.length_min ?? 0) < 7 : Number(number?.min) < 1_100_000
}

const LATITUDE_NAME = /^(lat|latitude)$|_(lat|latitude)$/
const LONGITUDE_NAME = /^(lon|lng|long|longitude)$|_(lon|lng|longitude)$/

/** Meanings that the figures tell: coordinates within their range, running numbers, amounts with their unit. */
function ownMeaning(column: ColumnProfile): MeaningFinding | null {
  const { number, count, unit, unique, distinct, type } = column
  if (!number || number.min === null || column.personal) return null
  const name = nameOf(column.name)
  const [low, high] = [Number(number.min), Number(number.max)]
  const is = (kind: Meaning, evidence: MeaningFinding['evidence']) => ({ kind, valid: count, invalid: 0, evidence })
  if (LATITUDE_NAME.test(name) && low >= -90 && high <= 90) return is('latitude', 'values_and_name')
  if (LONGITUDE_NAME.test(name) && low >= -180 && high <= 180) return is('longitude', 'values_and_name')
  if (type === 'integer' && unique && distinct >= 10 && high - low === distinct - 1) return is('sequence', 'values')
  if (unit === '%') return is('percentage', 'values')
  return unit !== null && /R\$|[$€£]/u.test(unit) ? is('money', 'values') : null
}
