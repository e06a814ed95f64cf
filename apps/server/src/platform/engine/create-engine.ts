import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { HealthCheck } from '@datapilot/contracts'
import { AppError } from '../errors.ts'
import { giveFile } from '../workers/give-file.ts'
import { WorkerDiedError } from '../workers/worker-process.ts'
import { WorkerPool } from '../workers/worker-pool.ts'
import type { EngineAnswer, EngineJob } from './engine-job.ts'
import type { Engine, EngineLimits, EngineResult } from './engine.ts'
import { ENGINE_VERSION, programFolders } from './engine-program.ts'

type EngineInput = Parameters<Engine['runUntrusted']>[0]

export interface EngineOptions {
  /** Folder for the processes' own folders; on the file system of the Parquet files, which are hard-linked into it. */
  readonly workDirectory: string
  /** Memory of one engine process in bytes; the operating system enforces it with half as much again for Node. */
  readonly memoryBytes?: number
  readonly threads?: number
  /** Processes that work at the same time, per kind (untrusted, trusted). */
  readonly maxConcurrent?: number
  readonly maxQueued?: number
  /** Processes kept started for each kind. */
  readonly warm?: number
  readonly limits?: Partial<EngineLimits>
}

/** The engine with its health, as the server and the command line start it. */
export interface RunningEngine extends Engine {
  health(): Promise<HealthCheck>
}

const MEBIBYTE = 1024 * 1024
const DEFAULT_LIMITS: EngineLimits = { maxRows: 10_000, maxBytes: 16 * MEBIBYTE, timeoutMs: 60_000 }

/** A job that waits costs a closure; a question makes up to four, so that 50 people may ask at the same moment. */
const QUEUED = 512
/** An answer of the built-in planner runs two statements at once; one without a warm process waits 0.4 s, not 0.04 s. */
const WARM = 2
/** Jobs of a process for statements of our own; then a fresh one, so that a slow leak cannot grow. */
const TRUSTED_JOBS = 500

function translate(error: unknown): unknown {
  if (error instanceof WorkerDiedError) {
    return new AppError('sql_out_of_memory', 422, {
      detail: 'The engine process ended while it worked, most likely because the statement needs too much memory.',
      expected: 'fewer groups, fewer columns or a filter',
    })
  }
  if (error instanceof AppError && error.code === 'engine_timeout') {
    return new AppError('sql_timeout', 408, error.facts)
  }
  return error
}

/** Starts the pools behind an `Engine`. Processes are warmed in the background; the first statement may wait for one. */
export function createEngine(options: EngineOptions): RunningEngine {
  const memory = options.memoryBytes ?? 1024 * MEBIBYTE
  const threads = options.threads ?? Math.min(8, availableParallelism())
  const warm = options.warm ?? WARM
  const shared = {
    name: 'engine',
    module: new URL('engine.worker.ts', import.meta.url),
    workDirectory: options.workDirectory,
    dataBytes: Math.round(memory * 1.5),
    maxConcurrent: options.maxConcurrent ?? Math.max(2, availableParallelism()),
    maxQueued: options.maxQueued ?? QUEUED,
    visible: programFolders(),
    env: { ENGINE_MEMORY: `${Math.floor(memory / MEBIBYTE)}MiB`, ENGINE_THREADS: String(threads) },
  }
  const untrusted = new WorkerPool({ ...shared, warm, jobsPerWorker: 1 })
  const trusted = new WorkerPool({ ...shared, warm, jobsPerWorker: TRUSTED_JOBS })
  untrusted.warmUp()
  trusted.warmUp()

  let jobs = 0

  async function execute(pool: WorkerPool, input: EngineInput, isUntrusted: boolean): Promise<EngineResult> {
    const limits = { ...DEFAULT_LIMITS, ...options.limits, ...input.limits }
    const started = performance.now()
    const given: string[] = []
    // A process that is used again may get its next job before this one's files are removed.
    const job = (jobs += 1)
    const fileOf = (index: number) => `j${job}t${index}.parquet`
    const makeJob = async (slot: string): Promise<EngineJob> => {
      const tables = input.tables.map(({ name }, index) => ({ name, path: `data/${fileOf(index)}` }))
      for (const [index, table] of input.tables.entries()) {
        const target = join(slot, 'data', fileOf(index))
        given.push(target)
        await giveFile(table.parquetPath, target)
      }
      return { tables, sql: input.sql, untrusted: isUntrusted, maxRows: limits.maxRows, maxBytes: limits.maxBytes }
    }
    try {
      const answer = (await pool.run(makeJob, { timeoutMs: limits.timeoutMs, signal: input.signal })) as EngineAnswer
      return {
        columns: [...answer.columns],
        rows: answer.rows.map((row) => [...row]),
        row_count: answer.row_count,
        truncated: answer.truncated,
        elapsedMs: performance.now() - started,
      }
    } catch (error) {
      throw translate(error)
    } finally {
      if (!isUntrusted) await Promise.all(given.map((path) => rm(path, { force: true })))
    }
  }

  return {
    version: ENGINE_VERSION,
    runUntrusted: (input) => execute(untrusted, input, true),
    runTrusted: (input) => execute(trusted, input, false),
    health: () => untrusted.health(),
    async close() {
      await Promise.all([untrusted.close(), trusted.close()])
    },
  }
}
