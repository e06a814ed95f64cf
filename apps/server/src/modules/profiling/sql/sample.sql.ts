import type { Cell } from '@datapilot/contracts'
import { quoteIdentifier, quoteLiteral } from '../../../platform/engine/engine.sql.ts'

export function createSampleSql(columns: readonly { readonly name: string; readonly sqlType: string }[]): string {
  const list = columns.map(({ name, sqlType }) => `${quoteIdentifier(name)} ${sqlType}`)
  return `CREATE OR REPLACE TEMP TABLE sample (${list.join(', ')})`
}

/** Values travel as text and are cast; one that does not fit its column becomes NULL. */
export function fillSampleSql(rows: readonly (readonly Cell[])[], sqlTypes: readonly string[]): string {
  const tuples = rows.map((row) => {
    const cells = sqlTypes.map((_, i) => {
      const cell = row[i] ?? null
      return cell === null ? 'NULL' : quoteLiteral(String(cell))
    })
    return `(${cells.join(', ')})`
  })
  const casts = sqlTypes.map((type, i) => `TRY_CAST(v${i} AS ${type})`)
  return `INSERT INTO sample SELECT ${casts.join(', ')}
    FROM (VALUES ${tuples.join(', ')}) AS t(${sqlTypes.map((_, i) => `v${i}`).join(', ')})`
}

export function writeSampleSql(parquetPath: string): string {
  return `COPY sample TO ${quoteLiteral(parquetPath)} (FORMAT parquet)`
}
