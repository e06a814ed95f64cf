import { quoteIdentifier } from '../../../platform/engine/engine.sql.ts'
import { byColumn, realOf, type Row, type Session } from '../session.ts'
import type { NumberFamily, SourceColumn } from '../source-table.ts'
import { directQuantilesSql, ranksSql } from '../sql/numbers.sql.ts'
import { stable } from './stable.ts'

export const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const

/** A column whose quantiles are wanted: `size` finite values, `different` of them different. */
export interface QuantileSubject {
  readonly column: SourceColumn
  readonly size: number
  readonly different: number
}

/** Sorting the column itself wins over sorting its groups when there are nearly as many groups as rows. */
const DIRECT_SHARE = 0.5

/** Exact quantiles of type 7 (Hyndman & Fan 1996) per column index, in the order of `SHARES`. */
export async function quantilesOf(
  session: Session,
  family: NumberFamily,
  subjects: readonly QuantileSubject[],
): Promise<Map<number, (number | null)[]>> {
  const found = new Map<number, (number | null)[]>()
  const grouped: QuantileSubject[] = []
  for (const subject of subjects) {
    if (subjects.length === 1 && subject.different > subject.size * DIRECT_SHARE) {
      const name = quoteIdentifier(subject.column.name)
      const [row] = await session.rows(directQuantilesSql(family, name, SHARES))
      const values = Array.isArray(row?.quantiles) ? row.quantiles : []
      found.set(subject.column.index, SHARES.map((_, i) => stableOrNull(realOf(values[i])))) // prettier-ignore
    } else grouped.push(subject)
  }
  if (grouped.length === 0) return found
  const ranks = new Map(
    grouped.map(({ column, size }) => [column.index, SHARES.flatMap((share) => ranksAt(share, size))]),
  )
  const rows = byColumn(await session.rows(ranksSql(family, ranks)))
  for (const { column, size } of grouped) {
    const row = rows.get(column.index)
    found.set(column.index, SHARES.map((share, i) => interpolate(row, i, share, size))) // prettier-ignore
  }
  return found
}

function ranksAt(share: number, size: number): [number, number] {
  const position = share * (size - 1)
  return [Math.floor(position), Math.ceil(position)]
}

function interpolate(row: Row | undefined, index: number, share: number, size: number): number | null {
  const low = realOf(row?.[`r${index * 2}`])
  const high = realOf(row?.[`r${index * 2 + 1}`])
  if (low === null || high === null) return null
  const position = share * (size - 1)
  return stable(low + (high - low) * (position - Math.floor(position)))
}

function stableOrNull(value: number | null): number | null {
  return value === null ? null : stable(value)
}
