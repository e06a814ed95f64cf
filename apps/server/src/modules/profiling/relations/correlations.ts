import type { ColumnProfile, CorrelationMatrix } from '@datapilot/contracts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { stable } from '../columns/stable.ts'
import { countOf, textOf, type Row, type Session } from '../session.ts'
import {
  createScaledSql,
  dropScaledSql,
  HALF_POINT,
  pairSumsSql,
  rankSumsSql,
  type Pair,
  type Scaled,
} from '../sql/correlations.sql.ts'
import { doubleLiteral } from '../sql/double-literal.sql.ts'
import { FIXED_POINT } from '../sql/numbers.sql.ts'

/** Pairs grow with the square: 60 columns are 1,770 pairs. */
const PEARSON_COLUMNS = 60
const PAIRS_PER_SCAN = 60
/** 8 bytes each: 160 MB. */
const CELLS_IN_MEMORY = 20_000_000
/** Ranks have to be made per pair, because values may be missing: 66 pairs of 30,000 rows take about 3 s; above that it is omitted. */
const SPEARMAN_COLUMNS = 12
const SPEARMAN_CELLS = 400_000

/**
 * Pearson's r and, for small tables, Spearman's rho (average ranks) between numeric columns, over the rows where both
 * are present and finite. Identifiers and constants are left out: their correlations say nothing. The first 60 count.
 */
export async function correlations(
  session: Session,
  columns: readonly ColumnProfile[],
  rows: number,
): Promise<CorrelationMatrix[]> {
  const numeric = columns
    .filter(({ number, distinct, kind, personal }) => number && distinct > 1 && kind !== 'identifier' && !personal)
    .slice(0, PEARSON_COLUMNS)
  if (numeric.length < 2) return []
  const scaled = numeric.map(scale)
  const pairs = scaled.flatMap((a, i) => scaled.slice(i + 1).map((b): Pair => [a, b]))
  const ranked = numeric.length <= SPEARMAN_COLUMNS && rows * numeric.length <= SPEARMAN_CELLS
  const severalScans = ranked || pairs.length > PAIRS_PER_SCAN
  const kind = severalScans && rows * numeric.length <= CELLS_IN_MEMORY ? 'TABLE' : 'VIEW'
  await session.run(createScaledSql(scaled, kind))
  const matrices: CorrelationMatrix[] = [matrixOf('pearson', numeric, await pearson(session, pairs))]
  if (ranked) matrices.push(matrixOf('spearman', numeric, await spearman(session, pairs)))
  await session.run(dropScaledSql(kind))
  return matrices
}

/** Keeps rounding from carrying an extreme beyond 1, where fixed-point sums could overflow. */
const SLACK = 1 + 1e-9

type Coefficients = Map<string, number | null>
const keyOf = (a: number, b: number) => `${Math.min(a, b)}-${Math.max(a, b)}`

async function pearson(session: Session, pairs: readonly Pair[]): Promise<Coefficients> {
  const found: Coefficients = new Map()
  for (const scan of slices(pairs)) {
    const { sql, names } = pairSumsSql(scan)
    const [row = {}] = await session.rows(sql)
    for (const [i, [a, b]] of scan.entries()) {
      const [n, ...sums] = (names[i] ?? []).map((name) => row[name])
      found.set(keyOf(a.index, b.index), coefficient(countOf(n), sums))
    }
  }
  return found
}

function slices<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PAIRS_PER_SCAN) }, (_, i) =>
    list.slice(i * PAIRS_PER_SCAN, (i + 1) * PAIRS_PER_SCAN),
  )
}

/** r from Σab, Σa, Σb, Σaa, Σbb of values that are centred already, so that nothing cancels. */
function coefficient(n: number, sums: readonly (Row[string] | undefined)[]): number | null {
  if (n < 2) return null
  const [ab = 0, a = 0, b = 0, aa = 0, bb = 0] = sums.map((sum) => Number(textOf(sum) ?? 0) / FIXED_POINT / n)
  return clamped((ab - a * b) / Math.sqrt((aa - a * a) * (bb - b * b)))
}

async function spearman(session: Session, pairs: readonly Pair[]): Promise<Coefficients> {
  const found: Coefficients = new Map()
  for (const [a, b] of pairs) {
    const [row = {}] = await session.rows(rankSumsSql(a, b))
    const [ab = 0, aa = 0, bb = 0] = [row.ab, row.aa, row.bb].map((sum) => Number(textOf(sum) ?? 0))
    found.set(keyOf(a.index, b.index), clamped(ab / Math.sqrt(aa * bb)))
  }
  return found
}

function clamped(r: number): number | null {
  return Number.isFinite(r) ? stable(Math.max(-1, Math.min(1, r)), 1) : null
}

/** The column around its mean, as a share of its largest deviation; what is not finite does not count. */
function scale({ index, name, type, number, missing }: ColumnProfile): Scaled {
  const column = quoteIdentifier(name)
  const mean = number?.mean ?? 0
  const reach = Math.max(Number(number?.max) - mean, mean - Number(number?.min))
  const within = `(${column}::DOUBLE - ${doubleLiteral(mean)}) / ${doubleLiteral(reach)} * ${doubleLiteral(HALF_POINT / SLACK)}`
  const special = (number?.infinities ?? 0) + (number?.nans ?? 0)
  const guards = [
    missing > 0 ? `${column} IS NOT NULL` : '',
    type === 'number' && special > 0 ? `isfinite(${column})` : '',
  ]
  const condition = guards.filter(Boolean).join(' AND ')
  return {
    index,
    complete: condition === '',
    expression: condition === '' ? within : `CASE WHEN ${condition} THEN ${within} END`,
  }
}

function matrixOf(
  method: CorrelationMatrix['method'],
  columns: readonly ColumnProfile[],
  found: Coefficients,
): CorrelationMatrix {
  const at = (a: ColumnProfile, b: ColumnProfile) =>
    a.index === b.index ? 1 : (found.get(keyOf(a.index, b.index)) ?? null)
  return {
    method,
    columns: columns.map(({ name }) => name),
    values: columns.map((a) => columns.map((b) => at(a, b))),
    exact: true,
  }
}
