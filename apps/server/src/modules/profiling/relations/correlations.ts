import type { ColumnProfile, CorrelationMatrix } from '@datapilot/contracts'
import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { stable } from '../columns/stable.ts'
import { realOf, type Session } from '../session.ts'
import { doubleLiteral } from '../sql/double-literal.sql.ts'
import { pearsonSql, spearmanSql, type Centred } from '../sql/relations.sql.ts'

/** Pairs grow with the square: 60 columns are 1,770 pairs, about 5 s at a million rows. */
const PEARSON_COLUMNS = 60
const PAIRS_PER_SCAN = 120
/** Ranks have to be made per pair where values are missing: 66 pairs of 100,000 rows take about 4 s; above that it is omitted. */
const SPEARMAN_COLUMNS = 12
const SPEARMAN_CELLS = 400_000

/**
 * Pearson's r and, for small tables, Spearman's rho between numeric columns, over the rows where both are present.
 * Identifiers and constants are left out: their correlations say nothing. The first 60 columns count.
 */
export async function correlations(session: Session, columns: readonly ColumnProfile[], rows: number): Promise<CorrelationMatrix[]> {
  const numeric = columns
    .filter(({ number, distinct, kind, personal }) => number && distinct > 1 && kind !== 'identifier' && !personal)
    .slice(0, PEARSON_COLUMNS)
  if (numeric.length < 2) return []
  const centred = numeric.map(centre)
  const pearson = await matrix(numeric, async (pairs) => {
    const asked = pairs.map(([i, j]) => [centred[i], centred[j]]).filter(isPair)
    const [row] = await session.rows(pearsonSql(asked))
    return asked.map((_, k) => realOf(row?.[`r${k}`]))
  })
  const matrices: CorrelationMatrix[] = [{ method: 'pearson', ...pearson }]
  if (numeric.length > SPEARMAN_COLUMNS || rows * numeric.length > SPEARMAN_CELLS) return matrices
  const spearman = await matrix(numeric, async (pairs) => {
    const found: (number | null)[] = []
    for (const [i, j] of pairs) {
      const pair = [centred[i], centred[j]]
      const [row] = isPair(pair) ? await session.rows(spearmanSql(...pair)) : []
      found.push(realOf(row?.rho))
    }
    return found
  })
  return [...matrices, { method: 'spearman', ...spearman }]
}

function isPair(pair: (Centred | undefined)[]): pair is [Centred, Centred] {
  return pair.every((one) => one !== undefined)
}

function centre({ index, name, type, number }: ColumnProfile): Centred {
  const value = `${quoteIdentifier(name)}::DOUBLE`
  const shifted = `(${value} - ${doubleLiteral(number?.mean ?? 0)})`
  return { index, expression: type === 'number' ? `CASE WHEN isfinite(${quoteIdentifier(name)}) THEN ${shifted} END` : shifted }
}

type Pairs = readonly (readonly [number, number])[]

async function matrix(columns: readonly ColumnProfile[], compute: (pairs: Pairs) => Promise<(number | null)[]>) {
  const values = columns.map((_, i) => columns.map((_, j): number | null => (i === j ? 1 : null)))
  const pairs = columns.flatMap((_, i) => columns.slice(i + 1).map((_, k) => [i, i + 1 + k] as const))
  for (let start = 0; start < pairs.length; start += PAIRS_PER_SCAN) {
    const scan = pairs.slice(start, start + PAIRS_PER_SCAN)
    const found = await compute(scan)
    for (const [k, [i, j]] of scan.entries()) {
      const r = found[k] ?? null
      const value = r === null ? null : stable(Math.max(-1, Math.min(1, r)), 1)
      for (const [a, b] of [[i, j], [j, i]] as const) { // prettier-ignore
        const row = values[a]
        if (row) row[b] = value
      }
    }
  }
  return { columns: columns.map(({ name }) => name), values }
}
