import type { ColumnProfile, NumberStatistics, ValueCount } from '@datapilot/contracts'
import { cellOf } from '../cells.ts'
import { countOf, textOf, type Session } from '../session.ts'
import type { NumberFamily, SourceColumn } from '../source-table.ts'
import { distancesSql, tailsSql } from '../sql/number-depth.sql.ts'
import { quantilesOf, type QuantileSubject } from './quantiles.ts'
import { stable } from './stable.ts'

export type NumberDepth = Pick<
  NumberStatistics,
  'range' | 'coefficient_of_variation' | 'median_absolute_deviation' | 'smallest' | 'largest'
>
export type NumberBase = Omit<NumberStatistics, keyof NumberDepth>

export const NO_DEPTH: NumberDepth = {
  range: null,
  coefficient_of_variation: null,
  median_absolute_deviation: null,
  smallest: [],
  largest: [],
}

const TAIL = 5
const DISTANCE: NumberFamily = { kind: 'double', scale: 0, exact: false }

interface Subject {
  readonly source: SourceColumn
  readonly column: ColumnProfile
  readonly number: NumberStatistics
}

/** Tails and robust spread of numeric columns of one type whose groups are in table `g`. */
export async function numberDepth(
  session: Session,
  family: NumberFamily,
  sources: readonly SourceColumn[],
  columns: readonly ColumnProfile[],
): Promise<Map<number, NumberDepth>> {
  const subjects = columns.flatMap((column, i): Subject[] => {
    const source = sources[i]
    // A sorted column has its depth already.
    const isOpen = column.number && column.number.min !== null && column.number.range === null
    return source && column.number && isOpen ? [{ source, column, number: column.number }] : []
  })
  if (subjects.length === 0) return new Map()
  const tails = await tailsOf(session, family, subjects)
  const deviations = await medianDeviations(session, family, subjects)
  return new Map(
    subjects.map(({ column: { index }, number }) => {
      const { min, max, mean, standard_deviation: deviation } = number
      return [
        index,
        {
          range: stable(Number(max) - Number(min)),
          coefficient_of_variation:
            mean === null || mean === 0 || deviation === null ? null : stable(deviation / Math.abs(mean)),
          median_absolute_deviation: deviations.get(index) ?? null,
          smallest: tails.get(`${index} low`) ?? [],
          largest: tails.get(`${index} high`) ?? [],
        },
      ]
    }),
  )
}

async function tailsOf(session: Session, family: NumberFamily, subjects: readonly Subject[]) {
  const sources = new Map(subjects.map(({ source }) => [source.index, source]))
  const found = new Map<string, ValueCount[]>()
  for (const row of await session.rows(tailsSql(family, [...sources.keys()], TAIL))) {
    const source = sources.get(Number(row.c))
    if (!source) continue
    const key = `${source.index} ${textOf(row.side) ?? ''}`
    const tail = found.get(key) ?? []
    tail.push({ value: cellOf(source, textOf(row.value)), count: countOf(row.n) })
    found.set(key, tail)
  }
  return found
}

/** Median of |v − median|, by the same exact quantiles as the others. */
async function medianDeviations(session: Session, family: NumberFamily, subjects: readonly Subject[]) {
  const medians = new Map<number, number[]>()
  const measured: QuantileSubject[] = []
  for (const { source, column, number } of subjects) {
    const median = number.quantiles.p50
    if (median === null) continue
    medians.set(source.index, [median])
    measured.push({
      column: source,
      size: column.count - number.nans - number.infinities,
      different: column.distinct,
      lowest: 0,
      highest: Math.max(Number(number.max) - median, median - Number(number.min)),
    })
  }
  if (measured.length === 0) return new Map<number, number | null>()
  const choice = { shares: [0.5], from: distancesSql(family, medians) }
  const found = await quantilesOf(session, DISTANCE, measured, choice)
  return new Map([...found].map(([index, [median = null]]) => [index, median]))
}
