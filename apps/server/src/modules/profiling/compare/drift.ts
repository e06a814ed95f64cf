import type { ColumnDrift, DriftBin, OneSidedValues } from '@datapilot/contracts'
import { cellOf, instantOf } from '../cells.ts'
import { stable } from '../columns/stable.ts'
import { countOf, realOf, textOf, type Row, type Session } from '../session.ts'
import type { ColumnPair } from './column-pairs.ts'
import { levelOf } from './drift-level.ts'
import {
  createValuesSql,
  decilesSql,
  distanceSql,
  DROP_VALUES,
  presentSql,
  rangesSql,
  topSql,
  VALUE_COUNTS,
} from './sql/drift.sql.ts'
import { cell } from './sql/sides.sql.ts'
import { chiSquareTest, kolmogorovSmirnovP, populationStability } from './statistics.ts'

/** More different values than this are free text: an index over its most frequent values would say nothing. */
const MOST_CATEGORIES = 1000
/** Values with a bin of their own in the index, and in the test. */
const INDEX_VALUES = 20
const TEST_VALUES = 50
const EXAMPLES = 5

export interface DriftTask {
  readonly pairs: readonly ColumnPair[]
  readonly rows: { readonly base: number; readonly current: number }
  /** Columns of which no value may be shown. */
  readonly hidden: ReadonlySet<ColumnPair>
  readonly onColumn: () => void
}

/** How every column moved, strongest first. */
export async function columnDrifts(session: Session, task: DriftTask): Promise<ColumnDrift[]> {
  const { pairs, rows, hidden, onColumn } = task
  const [base = {}] = await session.rows(presentSql('b', pairs))
  const [current = {}] = await session.rows(presentSql('c', pairs))
  const drifts: ColumnDrift[] = []
  for (const pair of pairs) {
    const missing = {
      base_share: missingShare(countOf(base[cell(pair)]), rows.base),
      current_share: missingShare(countOf(current[cell(pair)]), rows.current),
    }
    const figures = await figuresOf(session, pair, hidden.has(pair))
    const drift = { column: pair.current.name, base_column: pair.base.name, missing, ...figures }
    drifts.push({ ...drift, level: levelOf(drift) })
    onColumn()
  }
  await session.run(DROP_VALUES)
  return drifts.sort((a, b) => strength(b) - strength(a))
}

function missingShare(present: number, rows: number): number {
  return rows === 0 ? 0 : (stable((rows - present) / rows) ?? 0)
}

const LEVELS = ['none', 'moderate', 'strong'] as const

/** The level decides; within it the distance. The sort is stable, so equal columns keep their order. */
function strength({ level, psi, total_variation: variation }: ColumnDrift): number {
  return LEVELS.indexOf(level) * 1000 + Math.min(999, psi ?? variation ?? 0)
}

type Figures = Omit<ColumnDrift, 'column' | 'base_column' | 'missing' | 'level'>

const NO_FIGURES: Omit<Figures, 'family'> = {
  psi: null,
  bins: [],
  ks: null,
  chi_square: null,
  total_variation: null,
  new_values: null,
  vanished_values: null,
  base_range: null,
  current_range: null,
  base_mean: null,
  current_mean: null,
}

async function figuresOf(session: Session, pair: ColumnPair, hidden: boolean): Promise<Figures> {
  await session.run(createValuesSql(pair))
  const [counts = {}] = await session.rows(VALUE_COUNTS)
  const sizes = { base: countOf(counts.base_rows), current: countOf(counts.current_rows) }
  if (pair.type === 'integer' || pair.type === 'decimal' || pair.type === 'number')
    return { ...(await lineFigures(session, pair, sizes, hidden)), family: 'number' }
  if (pair.type === 'date' || pair.type === 'timestamp')
    return { ...(await lineFigures(session, pair, sizes, hidden)), family: 'date' }
  return valueFigures(session, pair, counts, sizes, hidden)
}

interface Sizes {
  readonly base: number
  readonly current: number
}

/** Numbers and dates: deciles of the base, distribution functions, extremes. */
async function lineFigures(session: Session, pair: ColumnPair, sizes: Sizes, hidden: boolean) {
  const [ranges = {}] = await session.rows(rangesSql(pair))
  const extremes = (side: 'base' | 'current') => ({
    min: shownCell(pair, textOf(ranges[`${side}_min`])),
    max: shownCell(pair, textOf(ranges[`${side}_max`])),
  })
  const known = {
    ...NO_FIGURES,
    base_range: hidden || sizes.base === 0 ? null : extremes('base'),
    current_range: hidden || sizes.current === 0 ? null : extremes('current'),
    base_mean: hidden ? null : mean(ranges.base_mean),
    current_mean: hidden ? null : mean(ranges.current_mean),
  }
  if (sizes.base === 0 || sizes.current === 0) return known
  const [distance] = await session.rows(distanceSql(sizes.base, sizes.current))
  const statistic = (realOf(distance?.distance) ?? 0) / sizes.base / sizes.current
  const bins = binsOf(await session.rows(decilesSql(pair, sizes.base)), sizes)
  return {
    ...known,
    ks: { statistic: stable(statistic) ?? 0, p_value: kolmogorovSmirnovP(statistic, sizes.base, sizes.current) },
    psi: stable(populationStability(bins.map(sharesOf))),
    bins: hidden ? [] : bins,
  }
}

function mean(value: Row[string] | undefined): number | null {
  const real = realOf(value)
  return real === null ? null : stable(real)
}

function binsOf(rows: readonly Row[], sizes: Sizes): DriftBin[] {
  return rows.map((row, i) => ({
    from: i === 0 ? null : realOf(rows[i - 1]?.edge),
    to: i === rows.length - 1 ? null : realOf(row.edge),
    value: null,
    base_share: countOf(row.nb) / sizes.base,
    current_share: countOf(row.nc) / sizes.current,
  }))
}

function sharesOf({ base_share: base, current_share: current }: DriftBin): { base: number; current: number } {
  return { base, current }
}

/** Categories and texts: distance of all values, and for categories index and test. */
async function valueFigures(
  session: Session,
  pair: ColumnPair,
  counts: Row,
  sizes: Sizes,
  hidden: boolean,
): Promise<Figures> {
  const category = countOf(counts.different) <= MOST_CATEGORIES
  const known: Figures = {
    ...NO_FIGURES,
    family: category ? 'category' : 'text',
    total_variation: realOf(counts.variation) === null ? null : stable(realOf(counts.variation) ?? 0),
    new_values: await oneSided(session, pair, { counts, side: 'new', hidden }),
    vanished_values: await oneSided(session, pair, { counts, side: 'vanished', hidden }),
  }
  if (!category || sizes.base === 0 || sizes.current === 0) return known
  const bins = await indexBins(session, pair, sizes)
  const test = chiSquareTest(await testCounts(session, sizes))
  return {
    ...known,
    psi: stable(populationStability(bins.map(sharesOf))),
    bins: hidden ? [] : bins,
    chi_square: test && {
      statistic: stable(test.statistic) ?? 0,
      degrees_of_freedom: test.degreesOfFreedom,
      p_value: test.p,
    },
  }
}

async function oneSided(
  session: Session,
  pair: ColumnPair,
  { counts, side, hidden }: { counts: Row; side: 'new' | 'vanished'; hidden: boolean },
): Promise<OneSidedValues> {
  const distinct = countOf(counts[`${side}_distinct`])
  const sql = side === 'new' ? topSql('nc', 'nb = 0', EXAMPLES) : topSql('nb', 'nc = 0', EXAMPLES)
  const rows = hidden || distinct === 0 ? [] : await session.rows(sql)
  const examples = rows.map((row) => ({
    value: shownCell(pair, textOf(row.x)),
    count: countOf(side === 'new' ? row.nc : row.nb),
  }))
  return { distinct, rows: countOf(counts[`${side}_rows`]), examples }
}

/** The most frequent values of the base, and the rest. */
async function indexBins(session: Session, pair: ColumnPair, sizes: Sizes): Promise<DriftBin[]> {
  const rows = await session.rows(topSql('nb', 'nb > 0', INDEX_VALUES))
  const bins = rows.map((row) => ({
    from: null,
    to: null,
    value: shownCell(pair, textOf(row.x)),
    base_share: countOf(row.nb) / sizes.base,
    current_share: countOf(row.nc) / sizes.current,
  }))
  const rest = restOf(rows, sizes)
  if (rest.base === 0 && rest.current === 0) return bins
  const share = { base_share: rest.base / sizes.base, current_share: rest.current / sizes.current }
  return [...bins, { from: null, to: null, value: null, ...share }]
}

/** The most frequent values of both sides, and the rest. */
async function testCounts(session: Session, sizes: Sizes): Promise<{ base: number; current: number }[]> {
  const rows = await session.rows(topSql('nb + nc', 'true', TEST_VALUES))
  return [...rows.map((row) => ({ base: countOf(row.nb), current: countOf(row.nc) })), restOf(rows, sizes)]
}

function restOf(rows: readonly Row[], sizes: Sizes): { base: number; current: number } {
  const sum = (side: 'nb' | 'nc') => rows.reduce((total, row) => total + countOf(row[side]), 0)
  return { base: sizes.base - sum('nb'), current: sizes.current - sum('nc') }
}

function shownCell(pair: ColumnPair, text: string | null) {
  return pair.type === 'timestamp' ? instantOf(text) : cellOf(pair, text)
}
