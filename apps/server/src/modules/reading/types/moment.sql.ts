import { quoteLiteral } from '../../../platform/engine/index.ts'
import { matches } from '../reading.sql.ts'
import { MONTHS, PATTERN } from './patterns.ts'
import type { ColumnPlan, MomentPlan } from './plans.ts'

const CLOCKS = ['%H:%M:%S.%f', '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p']
const HALF_DAY_CLOCKS = ['%I:%M:%S %p', '%I:%M %p', '%I:%M:%S%p', '%I:%M%p']
/** The end of a day; only whole: 24:30 is no time. */
const MIDNIGHT = '[ T]24:00(:00)?( ?(?:Z|UTC))?$'

const list = (texts: readonly string[]): string => `[${texts.map(quoteLiteral).join(', ')}]`

function dateFormat({ order, shortYear }: MomentPlan): string {
  const year = shortYear ? '%y' : '%Y'
  return { dmy: ['%d', '%m', year], mdy: ['%m', '%d', year], ymd: [year, '%m', '%d'] }[order].join('/')
}

/** A zone counts: TIMESTAMP would drop it in silence. The session's zone is UTC. */
function castIso(iso: string, { type, zoned }: MomentPlan): string {
  if (type === 'date') return `TRY_CAST(${iso} AS DATE)`
  return zoned
    ? `TRY_CAST(replace(${iso}, ' UTC', 'Z') AS TIMESTAMPTZ) AT TIME ZONE 'UTC'`
    : `TRY_CAST(${iso} AS TIMESTAMP)`
}

/** `1 de março de 2024 10:30` as `1/03/2024 10:30`; null for everything else. */
function numbered(value: string): string {
  const months = `MAP {${Object.entries(MONTHS)
    .map(([name, number]) => `'${name}': '${number}'`)
    .join(', ')}}`
  const names = Object.keys(MONTHS).join('|')
  const name = `regexp_extract(lower(${value}), '(?:^|[^a-zç])(${names})', 1)`
  const part = (group: number): string =>
    `regexp_extract(${value}, '^\\D*(\\d{1,2})\\D+(\\d{4}|\\d{2})(.*)$', ${group})`
  const text = `${part(1)} || '/' || ${months}[${name}] || '/' || ${part(2)} || replace(${part(3)}, 'T', ' ')`
  return `CASE WHEN regexp_full_match(${value}, ${quoteLiteral(PATTERN.named)}, 'i') THEN ${text} END`
}

/** The date or time of a text; null when it does not fit. */
export function parseMoment(value: string, plan: MomentPlan): string {
  if (!plan.midnight || plan.type === 'date') return parseWithin(value, plan)
  const before = `regexp_replace(${value}, '([ T])24:', '\\100:')`
  return `CASE WHEN regexp_matches(${value}, ${quoteLiteral(MIDNIGHT)}) THEN ${parseWithin(before, plan)} + INTERVAL 1 DAY ELSE ${parseWithin(value, plan)} END`
}

function parseWithin(value: string, plan: MomentPlan): string {
  // ISO 8601 in the engine's own parser, which also ignores what follows a date, hence the pattern.
  if (plan.order === 'ymd') {
    const iso = plan.iso ? value : `regexp_replace(${value}, '^(\\d{4})[-/.](\\d{1,2})[-/.]', '\\1-\\2-')`
    const pattern = plan.type === 'date' ? PATTERN.isoDate : plan.zoned ? PATTERN.zonedTimestamp : PATTERN.isoTimestamp
    return `CASE WHEN ${matches(iso, pattern)} THEN ${castIso(iso, plan)} END`
  }
  const slashes = `regexp_replace(${value}, '^(\\d{1,2})[-/.](\\d{1,2})[-/.]', '\\1/\\2/')`
  const unified = plan.named ? numbered(value) : `regexp_replace(${slashes}, 'T', ' ')`
  const day = dateFormat(plan)
  const formats = plan.type === 'date' ? [day] : [...CLOCKS.map((clock) => `${day} ${clock}`), day]
  const type = plan.type === 'date' ? 'DATE' : 'TIMESTAMP'
  return `TRY_CAST(try_strptime(${unified}, ${list(formats)}) AS ${type})`
}

/** The time of day of a text; null when it does not fit. */
export function parseTime(value: string, plan: Extract<ColumnPlan, { type: 'time' }>): string {
  const plain = `CASE WHEN ${matches(value, PATTERN.time)} THEN TRY_CAST(${value} AS TIME) END`
  const halfDay = `TRY_CAST(try_strptime(upper(replace(${value}, '.', '')), ${list(HALF_DAY_CLOCKS)}) AS TIME)`
  const bare = `regexp_replace(regexp_replace(${value}, ' ?(?:UTC|GMT|Z)$', ''), '^(\\d{2})(\\d{2})$', '\\1:\\2')`
  const utc = `CASE WHEN ${matches(value, PATTERN.utcTime)} THEN TRY_CAST(${bare} AS TIME) END`
  const ways = [plain, ...(plan.utc ? [utc] : []), ...(plan.halfDay ? [halfDay] : [])]
  return ways.length === 1 ? plain : `coalesce(${ways.join(', ')})`
}
