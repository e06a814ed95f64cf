import type { ColumnProfile, NumberStatistics, ValueCount } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { bandRowsSql, lostZerosBelow, type Band } from '../sql/number-facts.sql.ts'
import type { ColumnFact } from './column-findings.ts'
import { FactList } from './fact-list.ts'
import { nameOf } from './column-kind.ts'

/** A range of one column's values, and what rows in it would mean. */
interface Suspicion extends Band {
  readonly judge: (rows: number, between: number) => ColumnFact | null
}

/** Facts about numbers of one type whose groups are in table `g`; all suspicions are counted in one scan. */
export async function numberFacts(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, ColumnFact[]>> {
  const facts = new FactList()
  for (const column of columns) facts.add(column.index, placeholders(column))
  const suspicions = columns.flatMap((column) => [...lostZeros(column), ...mixedScales(column)])
  if (suspicions.length === 0) return facts.found
  const rows = new Map((await session.rows(bandRowsSql(suspicions))).map((row) => [Number(row.k), row]))
  for (const [k, { index, judge }] of suspicions.entries()) {
    const isNew = facts.of(index).every(({ code }) => code !== 'mixed_units')
    if (isNew) facts.add(index, judge(countOf(rows.get(k)?.inside), countOf(rows.get(k)?.beside)))
  }
  return facts.found
}

/** Registered Brazilian codes whose leading zeros a number loses: digits they must have, by name. */
const CODES: readonly (readonly [name: RegExp, digits: number])[] = [
  [/(^|_)cep(_|$)/, 8],
  [/(^|_)cpf(_|$)/, 11],
  [/(^|_)cnpj(_|$)/, 14],
]
const DIGITS = { cpf: 11, cnpj: 14 } as const

function lostZeros({ name, type, index, personal, count }: ColumnProfile): Suspicion[] {
  if (type !== 'integer' || count === 0) return []
  const kind = personal?.kind
  const named = CODES.find(([pattern]) => pattern.test(nameOf(name)))?.[1]
  const digits = kind === 'cpf' || kind === 'cnpj' ? DIGITS[kind] : named
  if (digits === undefined) return []
  const judge = (rows: number): ColumnFact | null =>
    rows === 0 ? null : { code: 'leading_zeros_lost', count: rows, data: { digits } }
  return [{ index, low: 0, high: lostZerosBelow(digits), between: null, judge }]
}

const ONLY_NINES = /^-?9{2,9}$/
/** The next value must be at most this share of a placeholder of nines. */
const NEXT_SHARE = 0.5

/**
 * Numbers that stand for no value: −1, −9, −99, … below a column without other negatives, and 99, 999, … far above the
 * others. A single one may be a measurement.
 */
function placeholders({ kind, number }: ColumnProfile): ColumnFact | null {
  if (kind !== 'number' || !number) return null
  const low = leading(number.smallest, (value) => value === -1 || (value < 0 && ONLY_NINES.test(String(value))))
  const belowAll = Number(number.smallest[low.length]?.value ?? -1) >= 0
  const high = leading(number.largest, (value) => value > 0 && ONLY_NINES.test(String(value)))
  const next = Number(number.largest[high.length]?.value ?? Infinity)
  const lastHigh = Number(high.at(-1)?.value ?? 0)
  const chosen = [...(belowAll ? low : []), ...(next <= NEXT_SHARE * lastHigh ? high : [])]
  const count = chosen.reduce((sum, one) => sum + one.count, 0)
  if (count < 2) return null
  return { code: 'placeholder_values', count, data: { values: chosen.map(({ value }) => value) } }
}

function leading(tail: readonly ValueCount[], test: (value: number) => boolean): ValueCount[] {
  const end = tail.findIndex(({ value }) => !test(Number(value)))
  return end === -1 ? [] : tail.slice(0, end)
}

/** Factors between units that people mix: metres and centimetres, kilograms and grams, and the like. */
const FACTORS = [1_000, 100]
/** The bulk of the column reaches from p25 ÷ this to p75 × this. */
const REACH = 2.5
const NARROW = 4
const LEAST_SHARE = 0.001
const MOST_SHARE = 0.4
/** Rows between bulk and band, as a share of those in the band: a long tail has them, another unit has not. */
const BETWEEN_SHARE = 0.05

/** A second cluster at a hundred or a thousand times (or a hundredth of) the bulk with nothing between. */
function mixedScales({ number, kind, count, index, distinct }: ColumnProfile): Suspicion[] {
  if (kind !== 'number' || !number || distinct < 10) return []
  const bulk = bulkOf(number)
  if (!bulk) return []
  const factors = FACTORS.flatMap((times) => [times, 1 / times])
  return factors.flatMap((factor): Suspicion[] => {
    const [low, high] = [bulk.low * factor, bulk.high * factor]
    const isReached = factor > 1 ? Number(number.max) >= low : Number(number.min) <= high && high > 0
    if (!isReached) return []
    const between: Band['between'] = factor > 1 ? [bulk.high, low] : [high, bulk.low]
    const judge = (rows: number, inBetween: number): ColumnFact | null => {
      if (rows < 2 || rows < LEAST_SHARE * count || rows > MOST_SHARE * count) return null
      if (inBetween > BETWEEN_SHARE * rows) return null
      const formats = ['1', factor > 1 ? `×${factor}` : `÷${1 / factor}`]
      return { code: 'mixed_units', count: rows, data: { factor, low, high, formats } }
    }
    return [{ index, low, high, between, judge }]
  })
}

function bulkOf({ quantiles: { p25, p75 } }: NumberStatistics): { low: number; high: number } | null {
  if (p25 === null || p75 === null || p25 <= 0 || p75 / p25 > NARROW) return null
  return { low: p25 / REACH, high: p75 * REACH }
}
