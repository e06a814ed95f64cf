import { DuckDBInstance, version, type DuckDBConnection, type Json } from '@duckdb/node-api'

export type Row = Record<string, Json>

/** One DuckDB connection of a worker process, with rows as JSON (integers beyond 32 bits and decimals as text). */
export interface Session {
  run(sql: string): Promise<void>
  rows(sql: string): Promise<Row[]>
  readonly version: string
  close(): void
}

export interface SessionLimits {
  readonly memoryMegabytes: number
  readonly threads: number
  /** Folder for what does not fit into memory. */
  readonly spillFolder: string
}

/** Opens an in-memory database that keeps the order of rows and loads no extension. */
export async function openSession(limits: SessionLimits): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${limits.memoryMegabytes}MB`,
    threads: String(limits.threads),
    temp_directory: limits.spillFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  return sessionOf(instance, connection)
}

function sessionOf(instance: DuckDBInstance, connection: DuckDBConnection): Session {
  return {
    async run(sql) {
      await connection.run(sql)
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql)
      return reader.getRowObjectsJson()
    },
    version: version(),
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** A count from a row; aggregates over no rows are null and count as 0. */
export function countOf(value: Json | undefined): number {
  return value === null || value === undefined ? 0 : Number(value)
}

/** A floating-point figure from a row; null where SQL had none or it is not finite. */
export function realOf(value: Json | undefined): number | null {
  if (value === null || value === undefined) return null
  const real = Number(value)
  return Number.isFinite(real) ? real : null
}

/** A text from a row. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** Rows by their column index `c`. */
export function byColumn(rows: readonly Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [Number(row.c), row]))
}
