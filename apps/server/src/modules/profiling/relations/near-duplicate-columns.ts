import type { ColumnProfile, CorrelationMatrix, NearDuplicateColumns } from '@datapilot/contracts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { countOf, textOf, type Session } from '../session.ts'
import { bareTextsSql, breakingRowsSql, breaksEqual, breaksFormat, breaksScale } from '../sql/near-duplicates.sql.ts'
import { linearRelation } from './linear-relation.ts'
import type { RowSample, SampledColumn } from './row-sample.ts'

/** Share of the rows that must follow; chance agreement is taken off by Cohen's kappa (1960). */
const FOLLOW = 0.95
const KAPPA = 0.9
const CORRELATION = 0.99
const TEXT_ROWS = 2_000
const TEXT_COLUMNS = 30
const TEXT_VALUES = 20
const PAIRS = 30

interface Relation {
  readonly columns: [string, string]
  readonly relation: NearDuplicateColumns['relation']
  readonly factor: number | null
  readonly offset: number | null
  readonly test: string
}

/**
 * Pairs of columns of which one tells nothing beyond the other, but for few rows: equal, scaled, or differently
 * formatted. The sample finds them, all rows count. Columns equal in every row (`equal` pairs) are told elsewhere.
 */
export async function nearDuplicateColumns(
  session: Session,
  sample: RowSample,
  columns: readonly ColumnProfile[],
  rows: number,
  known: { readonly equal: readonly (readonly [string, string])[]; readonly pearson: CorrelationMatrix | undefined },
): Promise<NearDuplicateColumns[]> {
  const isKnown = ({ columns }: Relation) => known.equal.some(([a, b]) => columns.includes(a) && columns.includes(b))
  const equal = equalPairs(sample)
  const isEqual = ({ columns }: Relation) => equal.some((pair) => pair.columns.every((name) => columns.includes(name)))
  const scaled = scaledPairs(sample, known.pearson).filter((pair) => !isEqual(pair))
  const formatted = (await formattedPairs(session, columns)).filter((pair) => !isEqual(pair))
  const pairs = [...equal, ...scaled, ...formatted].filter((pair) => !isKnown(pair)).slice(0, PAIRS)
  if (pairs.length === 0) return []
  const [row] = await session.rows(breakingRowsSql(pairs.map(({ test }) => test)))
  return pairs.flatMap(({ columns, relation, factor, offset }, i) => {
    const differing = countOf(row?.[`d${i}`])
    const share = differing / rows
    return share <= 1 - FOLLOW ? [{ columns, relation, factor, offset, differing, share }] : []
  })
}

function pairsOf<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]))
}

function equalPairs(sample: RowSample): Relation[] {
  const comparable = pairsOf(sample.columns).filter(
    ([a, b]) =>
      a.column.type === b.column.type &&
      Math.abs(a.distinct - b.distinct) <= 0.1 * Math.max(a.distinct, b.distinct) + 1,
  )
  return comparable.flatMap(([a, b]) => {
    if (kappaOf(a, b) < KAPPA) return []
    const test = breaksEqual(quoteIdentifier(a.column.name), quoteIdentifier(b.column.name))
    return [{ columns: [a.column.name, b.column.name], relation: 'equal', factor: null, offset: null, test }]
  })
}

/** Agreement beyond what the most frequent values alone would give; missing values agree with each other. */
function kappaOf(a: SampledColumn, b: SampledColumn): number {
  const rows = a.values.length
  let agree = 0
  for (let i = 0; i < rows; i++) {
    const [x = NaN, y = NaN] = [a.values[i], b.values[i]]
    if (x === y || (Number.isNaN(x) && Number.isNaN(y))) agree++
    else if (i - agree > (1 - FOLLOW) * rows) return 0
  }
  const share = agree / rows
  const chance =
    Math.max(a.column.top[0]?.count ?? 0, a.column.missing) / Math.max(1, a.column.count + a.column.missing)
  return chance >= 1 ? 0 : (share - chance) / (1 - chance)
}

function scaledPairs(sample: RowSample, pearson: CorrelationMatrix | undefined): Relation[] {
  const numbers = sample.columns.filter(({ column }) => column.number !== null)
  return pairsOf(numbers).flatMap(([a, b]) => {
    if (Math.abs(correlationOf(pearson, a.column.name, b.column.name) ?? 1) < CORRELATION) return []
    const line = linearRelation(a.values, b.values)
    if (!line || line.share < FOLLOW || (line.factor === 1 && line.offset === 0)) return []
    const { factor, offset } = line
    const test = breaksScale(quoteIdentifier(a.column.name), quoteIdentifier(b.column.name), factor, offset)
    return [{ columns: [a.column.name, b.column.name], relation: 'scaled', factor, offset, test }]
  })
}

/** Null where the matrix leaves the pair out. */
function correlationOf(matrix: CorrelationMatrix | undefined, a: string, b: string): number | null {
  const [i, j] = [matrix?.columns.indexOf(a) ?? -1, matrix?.columns.indexOf(b) ?? -1]
  return matrix?.values[i]?.[j] ?? null
}

async function formattedPairs(session: Session, columns: readonly ColumnProfile[]): Promise<Relation[]> {
  const texts = columns
    .filter(({ type, distinct }) => (type === 'text' || type === 'integer') && distinct >= TEXT_VALUES)
    .slice(0, TEXT_COLUMNS)
  if (!texts.some(({ type }) => type === 'text') || texts.length < 2) return []
  const rows = await session.rows(bareTextsSql(texts.map(({ name }) => name), TEXT_ROWS)) // prettier-ignore
  const bare = texts.map((_, i) => rows.map((row) => textOf(row[`x${i}`])))
  return pairsOf(texts.map((one, i) => ({ ...one, bare: bare[i] ?? [] }))).flatMap(([a, b]) => {
    if (a.type !== 'text' && b.type !== 'text') return []
    const [name, other] = [a.name, b.name]
    const same = a.bare.filter((text, i) => text === b.bare[i]).length
    const filled = a.bare.filter((text) => text !== null && text !== '').length
    if (filled < TEXT_VALUES || same < FOLLOW * rows.length) return []
    const test = breaksFormat(quoteIdentifier(name), quoteIdentifier(other))
    return [{ columns: [name, other], relation: 'formatted', factor: null, offset: null, test }]
  })
}
