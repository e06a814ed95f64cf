import type { ValueCount } from '@datapilot/contracts'
import { cellOf } from '../cells.ts'
import { binsFor } from '../columns/histogram.ts'
import { momentsOf, NO_MOMENTS, type Moments } from '../columns/moments.ts'
import type { NumberDepth } from '../columns/number-depth.ts'
import { assembleNumber, type NumberFigures } from '../columns/number-statistics.ts'
import { interpolated, ranksAt, SHARES } from '../columns/quantiles.ts'
import { stable } from '../columns/stable.ts'
import type { Row, Session } from '../session.ts'
import type { NumberFamily, SourceColumn } from '../source-table.ts'
import { sortedGroupsSql } from '../sql/sorted.sql.ts'
import { numberText } from './number-text.ts'
import { SortedColumn } from './sorted-column.ts'
import { SortedPlaces } from './sorted-places.ts'
import { SortedWalk, type WalkResult } from './sorted-walk.ts'
import type { Run } from './value-runs.ts'

/** Everything about a numeric column that the groups would have told, from its sorted values. */
export interface SortedFigures {
  /** As `COUNTS_OF_GROUPS` has them. */
  readonly counts: Row
  readonly top: ValueCount[]
  readonly number: {
    readonly number: NumberFigures['number'] & NumberDepth
    readonly histogram: NumberFigures['histogram']
  }
}

/** Makes table `sorted` and view `g` over it, and reads off the figures. All values are finite. */
export async function sortedFigures(
  session: Session,
  source: SourceColumn,
  family: NumberFamily,
): Promise<SortedFigures> {
  const column = await SortedColumn.make(session, source.name, family)
  await session.run(sortedGroupsSql(source.index))
  const { size } = column
  const frame = await frameOf(column)
  const { lowest, highest, centre, reach } = frame
  const bins = binsFor({ index: source.index, lowest, highest, size, whole: family.kind === 'integer' })
  const edges = bins?.edges.slice(0, -1) ?? null
  const walk = new SortedWalk({ size, ranks: SHARES.flatMap((share) => ranksAt(share, size)), edges, centre, scale: reach || 1 }) // prettier-ignore
  await column.walk((values) => walk.add(values))
  const walked = walk.result()
  const places = new SortedPlaces(size, walked.milestones, column.range)
  const moments = Number.isFinite(reach) ? momentsOf(size, reach || 1, walked.powers) : NO_MOMENTS
  const mean = column.total === null ? centre + reach * (walked.powers[0] ?? 0) : Number(column.total) / size
  const quantiles = SHARES.map((share) => quantileAt(walked, share, size))
  const outliers = await outliersOf(places, size, quantiles, mean, moments)
  const text = (value: number) => numberText(value, family)
  const sum = column.total === null ? stable(mean * size, Math.max(-lowest, highest)) : cellOf(source, column.total)
  const { zeros, negatives, runs } = walked
  const row: Row = { zeros, negatives, infinities: 0, nans: 0, lowest: text(lowest), highest: text(highest) }
  const base = assembleNumber({ column: source, row }, { sum, mean }, moments, quantiles, outliers)
  const counted = (list: readonly Run[]) =>
    list.map(({ value, count }) => ({ value: cellOf(source, text(value)), count }))
  const depth: NumberDepth = {
    range: stable(highest - lowest),
    coefficient_of_variation: variationOf(base.mean, moments.deviation),
    median_absolute_deviation: await medianDeviation(places, size, quantiles[SHARES.indexOf(0.5)] ?? centre),
    smallest: counted(runs.smallest),
    largest: counted(runs.largest),
  }
  return {
    counts: { c: source.index, present: size, different: runs.different, most: runs.top[0]?.count ?? 0 },
    top: counted(runs.top),
    number: {
      number: { ...base, ...depth },
      histogram: bins
        ? { edges: [...bins.edges], counts: [...walked.bins] }
        : { edges: [lowest, highest], counts: [size] },
    },
  }
}

/** Extremes, a value in the middle, and how far the extremes are from it. */
async function frameOf(column: SortedColumn) {
  const { size } = column
  const middle = Math.floor((size - 1) / 2)
  const at = async (rank: number) => (await column.range(rank, rank + 1))[0] ?? NaN
  const [lowest, centre, highest] = [await at(0), await at(middle), await at(size - 1)]
  return { lowest, centre, highest, reach: Math.max(highest - centre, centre - lowest) }
}

function quantileAt({ atRanks }: WalkResult, share: number, size: number): number | null {
  const [low, high] = ranksAt(share, size)
  return interpolated(atRanks.get(low) ?? null, atRanks.get(high) ?? null, share, size)
}

/** Values outside Tukey's fences and beyond three standard deviations. */
async function outliersOf(
  places: SortedPlaces,
  size: number,
  quantiles: readonly (number | null)[],
  mean: number,
  { deviation }: Moments,
): Promise<Row> {
  const [p25, p75] = [quantiles[SHARES.indexOf(0.25)] ?? 0, quantiles[SHARES.indexOf(0.75)] ?? Infinity]
  const margin = 1.5 * (p75 - p25)
  const reach = deviation === null ? Infinity : 3 * deviation
  const [low, high] = [p25 - margin, p75 + margin]
  const inside = await places.firstRank((value) => !(value < low))
  const above = await places.firstRank((value) => value > high)
  const near = await places.firstRank((value) => value > mean || !(Math.abs(value - mean) > reach))
  const beyond = await places.firstRank((value) => value > mean && Math.abs(value - mean) > reach)
  return { outside: inside + size - above, far: near + size - beyond }
}

function variationOf(mean: number | null, deviation: number | null): number | null {
  return mean === null || mean === 0 || deviation === null ? null : stable(deviation / Math.abs(mean))
}

/** Median of |v − median|. */
async function medianDeviation(places: SortedPlaces, size: number, median: number): Promise<number | null> {
  const [low, high] = ranksAt(0.5, size)
  const near = await places.nthDistance(median, low)
  return interpolated(near, low === high ? near : await places.nthDistance(median, high), 0.5, size)
}
