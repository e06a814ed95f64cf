import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/index.ts'
import type { ColumnPlan, PlannedColumn } from './column-plan.ts'
import {
  FALSE_LETTERS,
  FALSE_WORDS,
  GROUP_SPACES,
  PATTERN,
  SPACED_NUMBER,
  TRUE_LETTERS,
  TRUE_WORDS,
} from './patterns.ts'
import { isNullSpelling, numberCore, rawColumn, trimmed } from '../reading.sql.ts'

/** Marks the error of a value that does not fit its column; the column's number follows. */
export const MISFIT_MARK = '@@misfit:'

const matches = (value: string, pattern: string): string => `regexp_full_match(${value}, ${quoteLiteral(pattern)})`

function dateFormats(plan: { order: 'dmy' | 'mdy' | 'ymd'; shortYear: boolean }, separator: string): string[] {
  const year = plan.shortYear ? '%y' : '%Y'
  const parts = { dmy: ['%d', '%m', year], mdy: ['%m', '%d', year], ymd: [year, '%m', '%d'] }[plan.order]
  return [parts.join(separator)]
}

type NumberPlan = Extract<ColumnPlan, { mark: unknown }>

const CLOCKS = ['%H:%M:%S.%f', '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p']

/** A zone counts: TIMESTAMP would drop it in silence. The session's zone is UTC. */
function castMoment(iso: string, plan: { readonly type: 'date' | 'timestamp'; readonly zoned: boolean }): string {
  if (plan.type === 'date') return `TRY_CAST(${iso} AS DATE)`
  return plan.zoned
    ? `TRY_CAST(replace(${iso}, ' UTC', 'Z') AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`
    : `TRY_CAST(${iso} AS TIMESTAMP)`
}

function parseMoment(value: string, plan: Extract<ColumnPlan, { order: unknown }>): string {
  // ISO 8601 in the engine's own parser, which also ignores what follows a date, hence the pattern.
  if (plan.order === 'ymd') {
    const iso = plan.iso ? value : `regexp_replace(${value}, '^(\\d{4})[-/.](\\d{1,2})[-/.]', '\\1-\\2-')`
    const pattern = plan.type === 'date' ? PATTERN.isoDate : plan.zoned ? PATTERN.zonedTimestamp : PATTERN.isoTimestamp
    return `CASE WHEN ${matches(iso, pattern)} THEN ${castMoment(iso, plan)} END`
  }
  const unified = `regexp_replace(regexp_replace(${value}, '^(\\d{1,2})[-/.](\\d{1,2})[-/.]', '\\1/\\2/'), 'T', ' ')`
  const days = dateFormats(plan, '/')
  const formats =
    plan.type === 'date' ? days : days.flatMap((day) => [...CLOCKS.map((clock) => `${day} ${clock}`), day])
  const list = `[${formats.map(quoteLiteral).join(', ')}]`
  return `TRY_CAST(try_strptime(${unified}, ${list}) AS ${plan.type === 'date' ? 'DATE' : 'TIMESTAMP'})`
}

/** Digits with at most one decimal mark and nothing else: one pattern and one cast. */
function parsePlainNumber(value: string, plan: NumberPlan, type: string): string {
  const scale = plan.type === 'decimal' ? `0,${plan.scale}` : '0,'
  const mark = plan.mark === '.' ? '\\.' : ','
  const fixed = `-?(?:(?:0|[1-9]\\d*)(?:${mark}\\d{${scale}})?|${mark}\\d{1,${plan.type === 'decimal' ? Math.max(1, plan.scale) : ''}})`
  const pattern = plan.type === 'number' && plan.mark === '.' ? PATTERN.scientific : fixed
  const dotted = plan.mark === '.' ? value : `replace(${value}, ',', '.')`
  return `CASE WHEN ${matches(value, pattern)} THEN TRY_CAST(${dotted} AS ${type}) END`
}

/** The number without what divides its groups, and with an ordinary minus. */
function tightened(value: string): string {
  const spaced = matches(value, SPACED_NUMBER)
  return `replace(CASE WHEN ${spaced} THEN regexp_replace(${value}, ${quoteLiteral(GROUP_SPACES)}, '', 'g') ELSE ${value} END, '\u2212', '-')`
}

function parseNumber(raw: string, plan: NumberPlan): string {
  const value = plan.loose === null ? raw : tightened(raw)
  const type = plan.type === 'decimal' ? `DECIMAL(18, ${plan.scale})` : 'DOUBLE'
  if (!plan.decorated) return parsePlainNumber(value, plan, type)
  const core = numberCore(value)
  const plain = plan.mark === '.' ? `replace(${core}, ',', '')` : `replace(replace(${core}, '.', ''), ',', '.')`
  const pattern = plan.mark === '.' ? PATTERN.dotNumber : PATTERN.commaNumber
  const scale = plan.type === 'decimal' ? ` AND NOT regexp_matches(${plain}, '\\.\\d{${plan.scale + 1}}')` : ''
  const unit =
    plan.unit === null
      ? ` AND regexp_matches(${value}, '^[-(]?[0-9.,]+[-)]?$')`
      : ` AND contains(${value}, ${quoteLiteral(plan.unit)})`
  const balanced = `starts_with(${value}, '(') = ends_with(${value}, ')')`
  const negative = `(contains(${value}, '-') OR starts_with(${value}, '('))`
  const number = `TRY_CAST(${plain} AS ${type})`
  return `CASE WHEN ${matches(core, pattern)} AND NOT starts_with(${core}, '0') OR regexp_full_match(${core}, '0|0?[.,]\\d*')
    THEN CASE WHEN ${balanced}${scale}${unit} THEN CASE WHEN ${negative} THEN -${number} ELSE ${number} END END END`
}

function parseBoolean(value: string): string {
  const word = `lower(${value})`
  const yes = [...TRUE_WORDS, ...TRUE_LETTERS].map(quoteLiteral).join(', ')
  const no = [...FALSE_WORDS, ...FALSE_LETTERS].map(quoteLiteral).join(', ')
  return `CASE WHEN ${word} IN (${yes}) THEN true WHEN ${word} IN (${no}) THEN false END`
}

/** The value of a trimmed, filled text in its column's type; null when it does not fit. */
function parse(value: string, plan: Exclude<ColumnPlan, { type: 'text' }>): string {
  switch (plan.type) {
    case 'absent':
      return 'NULL'
    case 'integer':
      // Only the way the engine itself writes the number: no zeros in front, no sign, no fraction to be rounded off.
      return `CASE WHEN TRY_CAST(${value} AS BIGINT)::VARCHAR = ${value} THEN TRY_CAST(${value} AS BIGINT) END`
    case 'decimal':
    case 'number':
      return parseNumber(value, plan)
    case 'boolean':
      return parseBoolean(value)
    case 'date':
    case 'timestamp':
      return parseMoment(value, plan)
    case 'time':
      return `TRY_CAST(${value} AS TIME)`
  }
}

/** The value without padding, or null where it is a spelling of nothing; both only where the column has such. */
function valueOf(index: number, column: PlannedColumn): string {
  const value = column.padded ? trimmed(index) : rawColumn(index)
  return column.nullSpellings > 0 ? `CASE WHEN ${isNullSpelling(value)} THEN NULL ELSE ${value} END` : value
}

/** Converts every column; a value that does not fit ends the statement, naming the column. Nothing becomes null in silence. */
export function convertSelect(relation: string, columns: readonly PlannedColumn[], names: readonly string[]): string {
  const misfit = (index: number): string => `error('${MISFIT_MARK}${index}')`
  const typed = columns.flatMap((column, index) => {
    const name = quoteIdentifier(names[index] ?? rawColumn(index))
    if (column.plan.type === 'absent') return []
    if (column.plan.type === 'text') return `${rawColumn(index)} AS ${name}`
    return `CASE WHEN v${index} IS NULL THEN NULL ELSE coalesce(${parse(`v${index}`, column.plan)}, ${misfit(index)}) END AS ${name}`
  })
  const values = columns.map((column, index) =>
    column.plan.type === 'text' ? rawColumn(index) : `${valueOf(index, column)} AS v${index}`,
  )
  const absent = columns.flatMap(({ plan }, index) =>
    plan.type === 'absent' ? `CASE WHEN v${index} IS NULL THEN true ELSE ${misfit(index)}::BOOLEAN END` : [],
  )
  const where = absent.length === 0 ? '' : ` WHERE ${absent.join(' AND ')}`
  return `SELECT ${typed.join(', ')} FROM (SELECT ${values.join(', ')} FROM ${relation})${where}`
}

type TypedColumn = PlannedColumn & { readonly plan: Exclude<ColumnPlan, { type: 'text' }> }

export function isTyped(column: PlannedColumn): column is TypedColumn {
  return column.plan.type !== 'text'
}

/** Values of one column that do not fit its plan, different ones with their counts, as counterexamples. */
export function misfitQuery(relation: string, index: number, column: TypedColumn, limit: number): string {
  const values = `SELECT ${valueOf(index, column)} AS v FROM ${relation}`
  return `SELECT v, count(*) AS n FROM (${values}) WHERE v IS NOT NULL AND ${parse('v', column.plan)} IS NULL GROUP BY v ORDER BY n DESC LIMIT ${limit}`
}

/** How many values of each given column are spellings of nothing. */
export function nullSpellingQuery(relation: string, columns: readonly number[]): string {
  const counts = columns.map((index) => `count(*) FILTER (WHERE ${isNullSpelling(trimmed(index))})`)
  return `SELECT ${counts.join(', ')} FROM ${relation}`
}
