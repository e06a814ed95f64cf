import type { NumberStatistics } from '@datapilot/contracts'
import type { ColumnProfile } from '@datapilot/contracts'
import { realOf, textOf, type Session } from '../session.ts'
import { monotonicPresentSql, monotonicSql, rowGroupExtremesSql } from '../sql/relations.sql.ts'

type Direction = NonNullable<NumberStatistics['monotonic']>

/** Columns per scan: each needs its neighbour's value. */
const COLUMNS_PER_SCAN = 50

/**
 * Direction of numeric columns in file order. The extremes of the row groups rule most columns out without reading
 * them; only the rest is scanned.
 */
export async function monotonicColumns(
  session: Session,
  parquetPath: string,
  columns: readonly ColumnProfile[],
): Promise<Map<number, Direction>> {
  const numeric = columns.filter(({ number, count }) => number !== null && count > 0)
  const found = new Map<number, Direction>(numeric.map(({ index }) => [index, 'none']))
  if (numeric.length === 0) return found
  const groups = Map.groupBy(await session.rows(rowGroupExtremesSql(parquetPath)), ({ name }) => textOf(name) ?? '')
  const varying = numeric.filter(({ distinct }) => distinct > 1)
  for (const { index, distinct } of numeric) if (distinct === 1) found.set(index, 'constant')
  const possible = varying.filter(({ name }) => {
    const extremes = (groups.get(name) ?? []).map(({ low, high }) => [realOf(low), realOf(high)] as const)
    return canRise(extremes) || canFall(extremes)
  })
  const complete = possible.filter(({ missing }) => missing === 0)
  const scans = Array.from({ length: Math.ceil(complete.length / COLUMNS_PER_SCAN) }, (_, i) =>
    complete.slice(i * COLUMNS_PER_SCAN, (i + 1) * COLUMNS_PER_SCAN),
  )
  for (const scan of scans) record(await session.rows(monotonicSql(scan)), scan, found)
  for (const column of possible.filter(({ missing }) => missing > 0)) {
    record(await session.rows(monotonicPresentSql(column)), [column], found)
  }
  return found
}

type Extremes = readonly (readonly [number | null, number | null])[]

/** Missing statistics rule nothing out. */
function canRise(groups: Extremes): boolean {
  return groups.every(([low], i) => i === 0 || low === null || (groups[i - 1]?.[1] ?? low) <= low)
}

function canFall(groups: Extremes): boolean {
  return groups.every(([, high], i) => i === 0 || high === null || (groups[i - 1]?.[0] ?? high) >= high)
}

function record(
  rows: Awaited<ReturnType<Session['rows']>>,
  scanned: readonly ColumnProfile[],
  found: Map<number, Direction>,
) {
  for (const { index } of scanned) {
    if (rows[0]?.[`up${index}`] === true) found.set(index, 'increasing')
    else if (rows[0]?.[`down${index}`] === true) found.set(index, 'decreasing')
  }
}
