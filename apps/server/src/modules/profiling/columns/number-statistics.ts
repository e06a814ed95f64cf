import type { Histogram, NumberStatistics } from '@datapilot/contracts'
import type { NumberBase } from './number-depth.ts'
import { cellOf } from '../cells.ts'
import { byColumn, countOf, realOf, textOf, type Row, type Session } from '../session.ts'
import type { NumberFamily, SourceColumn } from '../source-table.ts'
import { extremesSql, outliersSql, powerSumsSql, sumSql, weightedFixedPoint } from '../sql/numbers.sql.ts'
import { histogramsOf } from './histogram.ts'
import { momentsOf, NO_MOMENTS, type Moments } from './moments.ts'
import { quantilesOf } from './quantiles.ts'
import { stable } from './stable.ts'

export interface NumberFigures {
  readonly number: NumberBase
  readonly histogram: Histogram | null
}

/** How many different values a column has, and how many rows its most frequent one. */
export interface GroupCounts {
  readonly different: number
  readonly most: number
}

/** What one pass over the groups says about a column; `size` counts finite values. */
interface Extremes extends GroupCounts {
  readonly column: SourceColumn
  readonly row: Row
  readonly size: number
  readonly lowest: number
  readonly highest: number
}

interface Sum {
  readonly sum: NumberStatistics['sum']
  readonly mean: number
}

type Quantiles = (number | null)[]

/**
 * Figures of numeric columns from table `g`. All sums are sums of integers (exact or fixed point), so the same data
 * give the same figures over any number of threads.
 */
export async function numberFigures(
  session: Session,
  family: NumberFamily,
  columns: readonly SourceColumn[],
  counts: ReadonlyMap<number, GroupCounts>,
): Promise<Map<number, NumberFigures>> {
  const rows = byColumn(await session.rows(extremesSql(family)))
  const found = columns.flatMap((column) => extremesOf(column, rows.get(column.index), counts.get(column.index)))
  const finite = found.filter(({ size }) => size > 0)
  if (finite.length === 0) return new Map(found.map((extremes) => [extremes.column.index, emptyFigures(extremes)]))
  const sums = family.exact ? exactSums(family, finite) : await fixedPointSums(session, family, finite)
  const moments = await momentsPerColumn(session, family, finite, sums)
  const quantiles = await quantilesOf(session, family, finite)
  const outliers = await outliersPerColumn(session, family, finite, { sums, moments, quantiles })
  const histograms = await histogramsOf(
    session,
    finite.map((one) => ({ ...one, index: one.column.index, whole: family.kind === 'integer' })),
    'v::DOUBLE',
    family.kind === 'double' ? 'isfinite(v)' : 'true',
  )
  return new Map(
    found.map((extremes) => {
      const { index } = extremes.column
      const sum = sums.get(index)
      if (!sum) return [index, emptyFigures(extremes)]
      const moment = moments.get(index) ?? NO_MOMENTS
      const number = assembleNumber(extremes, sum, moment, quantiles.get(index) ?? [], outliers.get(index))
      return [index, { number, histogram: histograms.get(index) ?? null }]
    }),
  )
}

function extremesOf(column: SourceColumn, row: Row | undefined, counts: GroupCounts | undefined): Extremes[] {
  if (!row || !counts) return []
  const lowest = Number(textOf(row.lowest))
  const highest = Number(textOf(row.highest))
  return [{ column, row, ...counts, size: countOf(row.size), lowest, highest }]
}

function exactSums(family: NumberFamily, finite: readonly Extremes[]): Map<number, Sum> {
  return new Map(
    finite.map(({ column, row, size }) => {
      const total = BigInt(textOf(row.exact_sum) ?? '0')
      const mean = Number(total) / Number(10n ** BigInt(family.scale)) / size
      return [column.index, { sum: cellOf(column, decimalText(total, family.scale)), mean }]
    }),
  )
}

function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString()
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

async function fixedPointSums(
  session: Session,
  family: NumberFamily,
  finite: readonly Extremes[],
): Promise<Map<number, Sum>> {
  const parameters = new Map(finite.map((one) => [one.column.index, [magnitudeOf(one), weightedFixedPoint(one.most)]]))
  const totals = byColumn(await session.rows(sumSql(family, parameters)))
  return new Map(
    finite.map(({ column, size }) => {
      const [magnitude = 1, unit = 1] = parameters.get(column.index) ?? []
      const units = Number(textOf(totals.get(column.index)?.total) ?? 0) / unit
      const mean = (units / size) * magnitude
      return [column.index, { sum: stable(units * magnitude, magnitude), mean }]
    }),
  )
}

function magnitudeOf({ lowest, highest }: Extremes): number {
  return Math.max(Math.abs(lowest), Math.abs(highest)) || 1
}

async function momentsPerColumn(
  session: Session,
  family: NumberFamily,
  finite: readonly Extremes[],
  sums: ReadonlyMap<number, Sum>,
): Promise<Map<number, Moments>> {
  const centres = new Map<number, number[]>()
  for (const { column, lowest, highest, most } of finite) {
    const mean = sums.get(column.index)?.mean ?? 0
    const scale = Math.max(highest - mean, mean - lowest)
    if (Number.isFinite(scale)) centres.set(column.index, [mean, scale > 0 ? scale : 1, weightedFixedPoint(most)])
  }
  if (centres.size === 0) return new Map()
  const rows = byColumn(await session.rows(powerSumsSql(family, centres)))
  return new Map(
    finite.flatMap(({ column, size }): [number, Moments][] => {
      const row = rows.get(column.index)
      if (!row) return []
      const powers = [row.z1, row.z2, row.z3, row.z4].map((text) => BigInt(textOf(text) ?? '0'))
      const [, scale = 1, unit = 1] = centres.get(column.index) ?? []
      return [
        [
          column.index,
          momentsOf(
            size,
            scale,
            powers.map((power) => Number(power) / unit / size),
          ),
        ],
      ]
    }),
  )
}

interface Shape {
  readonly sums: ReadonlyMap<number, Sum>
  readonly moments: ReadonlyMap<number, Moments>
  readonly quantiles: ReadonlyMap<number, Quantiles>
}

async function outliersPerColumn(
  session: Session,
  family: NumberFamily,
  finite: readonly Extremes[],
  { sums, moments, quantiles }: Shape,
): Promise<Map<number, Row>> {
  const fences = new Map<number, number[]>()
  for (const { column } of finite) {
    const [, , p25, , p75] = quantiles.get(column.index) ?? []
    const deviation = moments.get(column.index)?.deviation
    const reach = deviation === null || deviation === undefined ? Infinity : 3 * deviation
    const margin = 1.5 * ((p75 ?? Infinity) - (p25 ?? 0))
    const low = (p25 ?? -Infinity) - margin
    fences.set(column.index, [low, (p75 ?? Infinity) + margin, sums.get(column.index)?.mean ?? 0, reach])
  }
  return byColumn(await session.rows(outliersSql(family, fences)))
}

/** The figures of one column from its parts; `row` holds counts and extremes as `extremesSql` has them. */
export function assembleNumber(
  { column, row }: Pick<Extremes, 'column' | 'row'>,
  { sum, mean }: Sum,
  moments: Moments,
  quantiles: Quantiles,
  outliers: Row | undefined,
): NumberBase {
  const [p01 = null, p05 = null, p25 = null, p50 = null, p75 = null, p95 = null, p99 = null] = quantiles
  return {
    ...countsOf(row),
    min: cellOf(column, textOf(row.lowest)),
    max: cellOf(column, textOf(row.highest)),
    sum,
    mean: stable(mean, Math.max(Math.abs(realOf(row.lowest) ?? 0), Math.abs(realOf(row.highest) ?? 0))),
    standard_deviation: moments.deviation,
    variance: moments.variance,
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    quantiles: { p01, p05, p25, p50, p75, p95, p99 },
    iqr: p25 === null || p75 === null ? null : stable(p75 - p25),
    outliers_iqr: countOf(outliers?.outside),
    outliers_z: countOf(outliers?.far),
    monotonic: null,
  }
}

function countsOf(row: Row): Pick<NumberStatistics, 'zeros' | 'negatives' | 'infinities' | 'nans'> {
  return {
    zeros: countOf(row.zeros),
    negatives: countOf(row.negatives),
    infinities: countOf(row.infinities),
    nans: countOf(row.nans),
  }
}

/** A column of nothing but NaN and infinities. */
function emptyFigures({ column, row }: Extremes): NumberFigures {
  const number = assembleNumber({ column, row }, { sum: null, mean: NaN }, NO_MOMENTS, [], undefined)
  return { number, histogram: null }
}
