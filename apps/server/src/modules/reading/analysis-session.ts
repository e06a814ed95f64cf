import { DuckDBInstance, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api'
import { join } from 'node:path'
import type { Cell } from '@datapilot/contracts'
import { columnCells, logicalType } from '../../platform/engine/index.ts'
import { firstRowsQuery } from './reading.sql.ts'

/** The engine as reading uses it: trusted statements over files of our own, inside the reading process. */
export interface AnalysisSession {
  run(sql: string): Promise<void>
  /** All rows as plain values. For results of a few rows. */
  rows(sql: string): Promise<unknown[][]>
  /** Names and types of a Parquet file's columns. */
  columns(path: string): Promise<{ name: string; type: DuckDBType }[]>
  /** The first rows of a Parquet file as they travel on the wire. */
  firstRows(
    path: string,
    limit: number,
  ): Promise<{ columns: { name: string; type: ReturnType<typeof logicalType> }[]; rows: Cell[][] }>
  close(): void
}

/**
 * Every thread keeps buffers for the expressions of every column: 2,000 columns of integers took 1.38 GiB of address
 * space with one thread and 1.62 GiB with two, where 1.5 GiB are allowed.
 */
const WIDE = 500

/** A progress bar that is never printed: the engine counts only where it has one. */
const SETTINGS = [
  "SET TimeZone='UTC'",
  'SET enable_progress_bar=true',
  'SET enable_progress_bar_print=false',
  'SET progress_bar_time=0',
]
const PROGRESS_MS = 200

/** Threads for a table of so many columns: a wide one is short on memory, not on time. */
export function threadsFor(columns: number, threads: number): number {
  return columns > WIDE ? 1 : threads
}

/** @param onShare hears how much of a long `run` is done, 0 to 1, by the engine's own estimate. */
export async function openAnalysis(
  scratch: string,
  memoryBytes: number,
  threads: number,
  onShare?: (share: number) => void,
): Promise<AnalysisSession> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${Math.floor(memoryBytes / 1024 ** 2)}MiB`,
    threads: String(threads),
    temp_directory: join(scratch, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection: DuckDBConnection = await instance.connect()
  for (const setting of SETTINGS) await connection.run(setting)
  return {
    async run(sql) {
      const watch = () => {
        const { percentage } = connection.progress
        if (percentage > 0) onShare?.(Math.min(1, percentage / 100))
      }
      const timer = onShare === undefined ? null : setInterval(watch, PROGRESS_MS)
      try {
        await connection.run(sql)
      } finally {
        if (timer !== null) clearInterval(timer)
      }
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRowsJson()
    },
    async columns(path) {
      const result = await connection.run(firstRowsQuery(path, 0))
      const names = result.columnNames()
      return result.columnTypes().map((type, index) => ({ name: names[index] ?? '', type }))
    },
    async firstRows(path, limit) {
      const result = await connection.run(firstRowsQuery(path, limit))
      const types = result.columnTypes()
      const names = result.columnNames()
      const rows: Cell[][] = []
      for (const chunk of await result.fetchAllChunks()) {
        const cells = types.map((type, index) => columnCells(chunk, index, type))
        for (let row = 0; row < chunk.rowCount; row += 1) rows.push(cells.map((column) => column[row] ?? null))
      }
      return { columns: types.map((type, index) => ({ name: names[index] ?? '', type: logicalType(type) })), rows }
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
