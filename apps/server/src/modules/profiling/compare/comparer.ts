import { link, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Comparison, HealthCheck } from '@datapilot/contracts'
import { programFolders } from '../../../platform/engine/engine-program.ts'
import { AppError } from '../../../platform/errors.ts'
import { giveFile } from '../../../platform/workers/give-file.ts'
import { NODE_MEMORY } from '../node-memory.ts'
import { WorkerPool } from '../../../platform/workers/worker-pool.ts'
import { WorkerDiedError } from '../../../platform/workers/worker-process.ts'
import type { CompareAnswer, ComparedTableJob, CompareJob } from './compare-job.ts'

export interface ComparerOptions {
  /** Folder for the processes' own folders; on the file system of the tables and of the output. */
  readonly workDirectory: string
  /** Memory of the engine in one process, in bytes; the operating system enforces it with Node's share on top. */
  readonly memoryBytes?: number
  readonly threads?: number
  readonly maxConcurrent?: number
  readonly maxQueued?: number
  readonly timeoutMs?: number
}

/** One of two tables. */
export type ComparedInput = ComparedTableJob

export interface CompareInput {
  readonly base: ComparedInput
  readonly current: ComparedInput
  /** Key columns by their names in the current table; null looks for a key. */
  readonly key: readonly string[] | null
  /** Folder for the differing rows, on the file system of the work directory. */
  readonly outputFolder: string
  readonly signal?: AbortSignal
  readonly onProgress?: (share: number) => void
}

export interface CompareResult {
  readonly comparison: Comparison
  /** Parquet file in the output folder; null where the tables have no column in common. */
  readonly differencesPath: string | null
}

/** Compares two tables in worker processes under operating-system limits. */
export interface Comparer {
  /**
   * Schema, drift and rows of two Parquet files.
   *
   * @throws AppError `compare_key_not_found`, `compare_out_of_memory`, `comparing_busy`, `comparing_timeout`, `cancelled`.
   */
  compareTables(input: CompareInput): Promise<CompareResult>
  health(): Promise<HealthCheck>
  close(): Promise<void>
}

const MEBIBYTE = 1024 * 1024
const BASE = join('data', 'base.parquet')
const CURRENT = join('data', 'current.parquet')
const DIFFERENCES = join('tmp', 'differences.parquet')

/** Starts the pool behind a `Comparer`; a process serves one comparison, and none is kept warm: comparing is rare. */
export function createComparer(options: ComparerOptions): Comparer {
  const memory = options.memoryBytes ?? 1024 * MEBIBYTE
  const pool = new WorkerPool({
    name: 'comparing',
    module: new URL('compare.worker.ts', import.meta.url),
    workDirectory: options.workDirectory,
    dataBytes: memory + NODE_MEMORY,
    warm: 0,
    maxConcurrent: options.maxConcurrent ?? 1,
    maxQueued: options.maxQueued ?? 256,
    jobsPerWorker: 1,
    visible: [...programFolders(), fileURLToPath(new URL('..', import.meta.url))],
    env: {
      COMPARE_MEMORY_MB: String(Math.floor(memory / MEBIBYTE)),
      COMPARE_THREADS: String(options.threads ?? Math.min(8, availableParallelism())),
    },
  })

  async function compareTables(input: CompareInput): Promise<CompareResult> {
    const { base, current, key, outputFolder, signal } = input
    const output = join(outputFolder, 'differences.parquet')
    await writeFile(output, '', { mode: 0o600 })
    const makeJob = async (slot: string): Promise<CompareJob> => {
      await giveFile(base.parquetPath, join(slot, BASE))
      await giveFile(current.parquetPath, join(slot, CURRENT))
      // The process sees nothing outside of its folder: it fills this file under a second name.
      await link(output, join(slot, DIFFERENCES))
      const sides = { base: tableJob(base, BASE), current: tableJob(current, CURRENT) }
      return { ...sides, key, differencesPath: DIFFERENCES }
    }
    const onProgress = (share: unknown) => input.onProgress?.(Number(share))
    try {
      const answer = await pool.run(makeJob, { timeoutMs: options.timeoutMs ?? 6 * 3_600_000, signal, onProgress })
      const { comparison, differences } = answer as CompareAnswer
      return { comparison, differencesPath: differences ? output : null }
    } catch (error) {
      throw translate(error)
    }
  }

  return { compareTables, health: () => pool.health(), close: () => pool.close() }
}

function tableJob({ reading, name, keys, personal }: ComparedInput, parquetPath: string): ComparedTableJob {
  return { parquetPath, reading, name, keys, personal }
}

/** A process that the operating system ended at its limit ran out of memory. */
function translate(error: unknown): unknown {
  if (!(error instanceof WorkerDiedError)) return error
  return new AppError('compare_out_of_memory', 422, {
    detail:
      'The comparing process ended while it worked, most likely because the tables need more memory than allowed.',
    expected: 'smaller tables, or a higher limit',
  })
}
