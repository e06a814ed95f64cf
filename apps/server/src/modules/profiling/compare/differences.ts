import type { Cell, Comparison, DifferencesQuery, ResultColumn, RowDifferences } from '@datapilot/contracts'
import type { Engine } from '../../../platform/engine/engine.ts'
import { DIFFERENCES_TABLE, differencesCountSql, differencesPageSql } from './sql/differences.sql.ts'

/** A page of a grid has to come soon or not at all. */
const PAGE_TIMEOUT_MS = 20_000

interface PairedColumn extends ResultColumn {
  /** Its number in the file of differences. */
  readonly index: number
}

/** Columns that both tables have, by their names in the current one. */
export function comparedColumns({ columns }: Pick<Comparison, 'columns'>): PairedColumn[] {
  return columns.flatMap(({ base, current }, index) =>
    base === null || current === null ? [] : [{ name: current.name, type: current.type, index }],
  )
}

/** One page of the rows that differ, from the file that the comparison wrote. */
export async function readDifferences(
  engine: Engine,
  parquetPath: string,
  { comparison, query }: { readonly comparison: Comparison; readonly query: DifferencesQuery },
): Promise<RowDifferences> {
  const { kind, offset, limit } = query
  const paired = comparedColumns(comparison)
  const indexes = paired.map(({ index }) => index)
  const changed = paired.find(({ name }) => name === query.column)?.index ?? null
  const tables = [{ name: DIFFERENCES_TABLE, parquetPath }]
  const page = await engine.runTrusted({
    tables,
    sql: differencesPageSql(indexes, { kind, changed, offset, limit }),
    limits: { maxRows: limit, timeoutMs: PAGE_TIMEOUT_MS },
  })
  const total = await engine.runTrusted({
    tables,
    sql: differencesCountSql({ kind, changed }),
    limits: { maxRows: 1, timeoutMs: PAGE_TIMEOUT_MS },
  })
  const names = new Map(paired.map(({ index, name }) => [index, name]))
  const items = page.rows.map(([hasBase, hasCurrent, list, count, ...cells]) => ({
    base: hasBase === true ? cells.slice(0, indexes.length) : null,
    current: hasCurrent === true ? cells.slice(indexes.length) : null,
    changed: changedNames(list ?? null, names),
    count: Number(count),
  }))
  const types = page.columns.slice(4 + indexes.length)
  const columns = paired.map(({ name, type }, i) => ({ name, type: types[i]?.type ?? type }))
  return { kind, columns, items, offset, total: Number(total.rows[0]?.[0] ?? 0) }
}

/** `,3,5,` as the names of columns 3 and 5. */
function changedNames(list: Cell, names: ReadonlyMap<number, string>): string[] {
  return String(list ?? '')
    .split(',')
    .flatMap((index) => (index === '' ? [] : [names.get(Number(index)) ?? '']))
}
