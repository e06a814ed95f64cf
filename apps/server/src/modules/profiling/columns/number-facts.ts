import type { ColumnProfile, NumberStatistics, ValueCount } from '@datapilot/contracts'
import { countOf, type Session } from '../session.ts'
import { bandRowsSql, bandTest, lostZerosTest, rowsOfTestSql } from '../sql/number-facts.sql.ts'
import type { ColumnFact } from './column-findings.ts'
import { nameOf } from './column-kind.ts'

/** Facts about numbers of one type whose groups are in table `g`. */
export async function numberFacts(
  session: Session,
  columns: readonly ColumnProfile[],
): Promise<Map<number, ColumnFact[]>> {
  const found = new Map<number, ColumnFact[]>()
  for (const column of columns) {
    const facts = [await lostZeros(session, column), placeholders(column), await mixedScales(session, column)]
    found.set(
      column.index,
      facts.filter((fact) => fact !== null),
    )
  }
  return found
}

/** Registered Brazilian codes whose leading zeros a number loses: digits they must have, by name. */
const CODES: readonly (readonly [name: RegExp, digits: number])[] = [
  [/(^|_)cep(_|$)/, 8],
  [/(^|_)cpf(_|$)/, 11],
  [/(^|_)cnpj(_|$)/, 14],
]
const DIGITS = { cpf: 11, cnpj: 14 } as const

async function lostZeros(
  session: Session,
  { name, type, index, personal, count }: ColumnProfile,
): Promise<ColumnFact | null> {
  if (type !== 'integer' || count === 0) return null
  const kind = personal?.kind
  const named = CODES.find(([pattern]) => pattern.test(nameOf(name)))?.[1]
  const digits = kind === 'cpf' || kind === 'cnpj' ? DIGITS[kind] : named
  if (digits === undefined) return null
  const [row] = await session.rows(rowsOfTestSql(index, lostZerosTest(digits)))
  const lost = countOf(row?.n)
  return lost === 0 ? null : { code: 'leading_zeros_lost', count: lost, data: { digits } }
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
async function mixedScales(session: Session, column: ColumnProfile): Promise<ColumnFact | null> {
  const { number, kind, count, index, distinct } = column
  if (kind !== 'number' || !number || distinct < 10) return null
  const bulk = bulkOf(number)
  if (!bulk) return null
  for (const factor of FACTORS.flatMap((times) => [times, 1 / times])) {
    const [low, high] = [bulk.low * factor, bulk.high * factor]
    const isReached = factor > 1 ? Number(number.max) >= low : Number(number.min) <= high && high > 0
    if (!isReached) continue
    const between = factor > 1 ? bandTest(bulk.high, low) : bandTest(high, bulk.low)
    const [row] = await session.rows(bandRowsSql(index, bandTest(low, high), between))
    const inside = countOf(row?.inside)
    const share = inside / count
    if (inside < 2 || share < LEAST_SHARE || share > MOST_SHARE) continue
    if (countOf(row?.between) > BETWEEN_SHARE * inside) continue
    return {
      code: 'mixed_units',
      count: inside,
      data: { factor, low, high, formats: [`1`, factor > 1 ? `×${factor}` : `÷${1 / factor}`] },
    }
  }
  return null
}

function bulkOf({ quantiles: { p25, p75 } }: NumberStatistics): { low: number; high: number } | null {
  if (p25 === null || p75 === null || p25 <= 0 || p75 / p25 > NARROW) return null
  return { low: p25 / REACH, high: p75 * REACH }
}
