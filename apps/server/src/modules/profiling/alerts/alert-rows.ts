import type { Alert, AlertCode, ColumnProfile, Profile } from '@datapilot/contracts'
import { detectorOf } from '../columns/personal-data.ts'
import {
  alertPageSql,
  hitsOfMostFrequent,
  hitsOfPair,
  hitsOfRepeated,
  hitsOfSpellings,
  hitsOfTest,
  hitsOfTwins,
  hitsOfViolations,
  seenAs,
} from '../sql/alert-hits.sql.ts'
import { implausibleDateTest } from '../sql/date-depth.sql.ts'
import { FINITE_DATE } from '../sql/dates.sql.ts'
import { doubleLiteral } from '../sql/double-literal.sql.ts'
import { meaningTest } from '../sql/meanings.sql.ts'
import { breaksEqual, breaksFormat, breaksScale } from '../sql/near-duplicates.sql.ts'
import { bandTest, lostZerosBelow } from '../sql/number-facts.sql.ts'
import { personalTest } from '../sql/personal.sql.ts'
import { BLANK, BROKEN, PADDED, TOTAL } from '../sql/texts.sql.ts'
import { formatTest, otherFormatTest, otherUnitTest, PLACEHOLDER, type ValueFormat } from '../sql/value-tests.sql.ts'

export { ALERT_TABLE } from '../sql/alert-hits.sql.ts'

/** The query that finds the rows of an alert about the given columns (those of the alert, or all of the table). */
type Hits = (columns: readonly ColumnProfile[], alert: Alert, profile: Profile) => string | null

const onValue =
  (test: (column: ColumnProfile, alert: Alert) => string | null): Hits =>
  ([column], alert) => {
    const condition = column ? test(column, alert) : null
    return column && condition !== null ? hitsOfTest(seenAs(column), condition) : null
  }

const mostFrequent: Hits = ([column]) => (column ? hitsOfMostFrequent(seenAs(column)) : null)
const number = (value: Alert['data'][string] | undefined) => Number(value ?? NaN)
const texts = (value: Alert['data'][string] | undefined) => (Array.isArray(value) ? value.map(String) : [])

/** Per code; a code without an entry counts something else than rows, or all of them. */
const HITS: Partial<Record<AlertCode, Hits>> = {
  missing: onValue(() => 'v IS NULL'),
  zeros: onValue(() => 'v = 0'),
  infinite: onValue(() => 'NOT isfinite(v)'),
  outliers: onValue(({ number }) => outlierTest(number?.quantiles.p25 ?? null, number?.quantiles.p75 ?? null)),
  placeholder_values: onValue(({ type }, { data }) =>
    type === 'text'
      ? PLACEHOLDER
      : `v::DOUBLE IN (${texts(data.values)
          .map((value) => doubleLiteral(Number(value)))
          .join(', ')})`,
  ),
  leading_zeros_lost: onValue((_, { data }) => bandTest(0, lostZerosBelow(number(data.digits)))),
  mixed_units: onValue(({ type }, { data }) =>
    type === 'text' ? otherUnitTest(String(data.main)) : bandTest(number(data.low), number(data.high)),
  ),
  mixed_formats: onValue((_, { data }) => otherFormatTest(String(data.main) as ValueFormat)),
  text_dates: onValue((_, { data }) => formatTest(String(data.main) as ValueFormat)),
  padded_text: onValue(() => PADDED),
  blank_text: onValue(() => BLANK),
  broken_encoding: onValue(() => BROKEN),
  totals_row: onValue(() => TOTAL),
  future_dates: onValue(
    (_, { data }) => `${FINITE_DATE} AND v::TIMESTAMP > TIMESTAMP '${secondsOf(String(data.as_of))}'`,
  ),
  implausible_dates: onValue((_, { data }) => implausibleDateTest(texts(data.days))),
  invalid_codes: ([column]) => {
    const test = column?.meaning ? meaningTest(column.meaning.kind) : null
    return column && test !== null ? hitsOfTest(`(${seenAs(column)})::VARCHAR`, `v IS NOT NULL AND NOT ${test}`) : null
  },
  personal_data: ([column]) => personalHits(column, true),
  invalid_check_digits: ([column]) => personalHits(column, false),
  near_constant: mostFrequent,
  imbalance: mostFrequent,
  skewed_key: mostFrequent,
  similar_spellings: ([column]) => (column ? hitsOfSpellings(seenAs(column)) : null),
  duplicate_keys: ([column]) => (column ? hitsOfRepeated(seenAs(column)) : null),
  duplicate_rows: (_, __, { columns }) => hitsOfTwins(columns.map(seenAs)),
  near_duplicate_rows: (_, { data }, { columns }) =>
    hitsOfTwins(columns.filter(({ name }) => !texts(data.keys).includes(name)).map(seenAs)),
  near_duplicate_columns: ([first, second], alert) => {
    const test = relationTest(alert)
    return first && second ? hitsOfPair(seenAs(first), seenAs(second), test) : null
  },
  dependency_violations: (columns) => {
    const to = columns.at(-1)
    return to && columns.length > 1 ? hitsOfViolations(columns.slice(0, -1).map(seenAs), seenAs(to)) : null
  },
}

/** Whether alerts of this code count rows that can be shown. */
export function hasAlertRows(code: AlertCode): boolean {
  return code in HITS
}

/**
 * One page of the rows that an alert counts, as SQL over table `ALERT_TABLE`; the last column is the row's 1-based
 * position. Null where the alert's rows cannot be shown.
 */
export function alertRowsSql(
  profile: Profile,
  alert: Alert,
  page: { readonly offset: number; readonly limit: number },
): string | null {
  const columns = alert.columns.flatMap((name) => profile.columns.filter((column) => column.name === name))
  const hits = HITS[alert.code]?.(columns, alert, profile) ?? null
  return hits === null ? null : alertPageSql(hits, profile.columns.map(({ name }) => name), page) // prettier-ignore
}

/** The present as it was given to the engine: whole seconds. */
function secondsOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
}

/** Tukey's fences, computed as when they were counted. */
function outlierTest(p25: number | null, p75: number | null): string | null {
  if (p25 === null || p75 === null) return null
  const margin = 1.5 * (p75 - p25)
  return `isfinite(v::DOUBLE) AND (v::DOUBLE < ${doubleLiteral(p25 - margin)} OR v::DOUBLE > ${doubleLiteral(p75 + margin)})`
}

function relationTest({ data }: Alert): string {
  if (data.relation === 'scaled') return breaksScale('a', 'b', number(data.factor), number(data.offset))
  return data.relation === 'formatted' ? breaksFormat('a', 'b') : breaksEqual('a', 'b')
}

function personalHits(column: ColumnProfile | undefined, passes: boolean): string | null {
  if (!column?.personal) return null
  const { kind } = column.personal
  const value = `(${seenAs(column)})::VARCHAR`
  if (kind === 'name') return passes ? hitsOfTest(value, 'v IS NOT NULL') : null
  const { derived, valid } = personalTest(detectorOf(kind, column.name), column.type === 'integer')
  return hitsOfTest(value, `d IS NOT NULL AND ${passes ? '' : 'NOT '}(${valid})`, derived)
}
