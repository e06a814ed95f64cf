import type { ResultTable } from '@datapilot/contracts'

/** A table a statement may read: the name it has in SQL and the Parquet file behind it. */
export interface EngineTable {
  readonly name: string
  readonly parquetPath: string
}

export interface EngineLimits {
  /** Rows returned; the rest is counted and `truncated` is set. */
  readonly maxRows: number
  /** Serialized bytes of the rows returned. */
  readonly maxBytes: number
  /** Wall clock, after which the process is killed. */
  readonly timeoutMs: number
}

export interface EngineResult extends ResultTable {
  readonly elapsedMs: number
}

/**
 * DuckDB in killable child processes. Nothing of the engine runs in the server's process.
 *
 * @throws AppError `sql_refused` (not one SELECT, or a disallowed function), `sql_failed` (the engine's message),
 *   `sql_timeout`, `sql_out_of_memory`, `engine_busy`.
 */
export interface Engine {
  /** Runs one statement that a person or a model wrote: a fresh process, locked down, discarded afterwards. */
  runUntrusted(input: {
    readonly tables: readonly EngineTable[]
    readonly sql: string
    readonly limits?: Partial<EngineLimits>
    readonly signal?: AbortSignal
  }): Promise<EngineResult>
  /** Runs one statement that the server generated; the process may be used again. Same lockdown of files. */
  runTrusted(input: {
    readonly tables: readonly EngineTable[]
    readonly sql: string
    readonly limits?: Partial<EngineLimits>
    readonly signal?: AbortSignal
  }): Promise<EngineResult>
  readonly version: string
  close(): Promise<void>
}
