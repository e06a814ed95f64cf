import {
  DuckDBDoubleVector,
  DuckDBInstance,
  version,
  type DuckDBConnection,
  type DuckDBVector,
  type Json,
} from '@duckdb/node-api'

export type Row = Record<string, Json>
export type ChunkColumn = Float64Array | readonly (string | null)[]

/** One DuckDB connection of a worker process, with rows as JSON (integers beyond 32 bits and decimals as text). */
export interface Session {
  run(sql: string): Promise<void>
  rows(sql: string): Promise<Row[]>
  /**
   * The result in chunks of up to 2,048 rows, for what is too much for objects. DOUBLE columns are arrays of numbers
   * (NULL is not told apart: give it a value in SQL), VARCHAR columns lists of text.
   */
  scan(sql: string, onChunk: (columns: readonly ChunkColumn[], rows: number) => void): Promise<void>
  /**
   * The only column of a result, of type DOUBLE and without NULL, in pieces of up to 2,048. The result is held in
   * memory as a whole, which is ten times as quick as `scan`.
   */
  numbers(sql: string, onValues: (values: Float64Array) => void): Promise<void>
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
    async scan(sql, onChunk) {
      const result = await connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        const vectors = Array.from({ length: chunk.columnCount }, (_, i) => columnOf(chunk.getColumnVector(i)))
        onChunk(vectors, chunk.rowCount)
      }
    },
    async numbers(sql, onValues) {
      const result = await connection.run(sql)
      for (let i = 0; i < result.chunkCount; i++) {
        const vector = result.getChunk(i).getColumnVector(0)
        if (!(vector instanceof DuckDBDoubleVector)) throw new Error('The column is not of type DOUBLE.')
        onValues(numbersOf(vector))
      }
    },
    version: version(),
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** NULL becomes NaN. */
function numbersOf(vector: DuckDBDoubleVector): Float64Array {
  const values = new Float64Array(vector.itemCount)
  for (let i = 0; i < values.length; i++) values[i] = vector.getItem(i) ?? NaN
  return values
}

function columnOf(vector: DuckDBVector): ChunkColumn {
  if (vector instanceof DuckDBDoubleVector) return numbersOf(vector)
  return Array.from({ length: vector.itemCount }, (_, i) => {
    const item = vector.getItem(i)
    return typeof item === 'string' ? item : null
  })
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
