import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Cell, ColumnType } from '@datapilot/contracts'
import { literal } from '../compile/expressions.sql.ts'
import { quoteIdentifier } from '../../../platform/engine/index.ts'
import { SAMPLES } from './sample-tables.ts'

const TYPES: Readonly<Partial<Record<ColumnType, string>>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  date: 'DATE',
  text: 'VARCHAR',
}

/** An engine in this process with the sample tables in it; for tests of compiled SQL only. */
export async function openSamples(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const { name, columns, rows } of Object.values(SAMPLES)) {
    const definition = columns
      .map((column) => `${quoteIdentifier(column.name)} ${TYPES[column.type] ?? 'VARCHAR'}`)
      .join(', ')
    await connection.run(`CREATE TABLE ${quoteIdentifier(name)} (${definition})`)
    await connection.run(
      `INSERT INTO ${quoteIdentifier(name)} VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}`,
    )
  }
  return connection
}

/** The rows of a statement as cells. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Cell[][]> {
  const reader = await connection.runAndReadAll(sql)
  return reader
    .getRows()
    .map((row) =>
      row.map((cell): Cell =>
        cell === null
          ? null
          : typeof cell === 'bigint'
            ? Number(cell)
            : typeof cell === 'number' || typeof cell === 'boolean'
              ? cell
              : String(cell),
      ),
    )
}
