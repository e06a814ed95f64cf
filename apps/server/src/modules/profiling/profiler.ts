import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HealthCheck, Profile, Reading } from '@datapilot/contracts'
import { AppError } from '../../platform/errors.ts'
import { programFolders } from '../../platform/engine/engine-program.ts'
import { giveFile } from '../../platform/workers/give-file.ts'
import { WorkerPool } from '../../platform/workers/worker-pool.ts'
import { WorkerDiedError } from '../../platform/workers/worker-process.ts'
import { openCheckpoint, type Checkpoint } from './checkpoint.ts'
import { NODE_MEMORY } from './node-memory.ts'
import type { ProfileJob, ProfileKind, ProfileProgress, SampleRows } from './profile-job.ts'
import type { ProfileListener } from './work-left.ts'

export interface ProfilerOptions {
  /** Folder for the processes' own folders; on the file system of the Parquet files, which are hard-linked into it. */
  readonly workDirectory: string
  /** Memory of the engine in one process, in bytes; the operating system enforces it with Node's share on top. */
  readonly memoryBytes?: number
  readonly threads?: number
  /** Profiles made at the same time. */
  readonly maxConcurrent?: number
  readonly maxQueued?: number
  /** Processes kept started. */
  readonly warm?: number
  /** The same for previews, which have processes of their own: a long profile must not keep a person waiting. */
  readonly warmPreviews?: number
  readonly timeoutMs?: number
}

export interface TableInput extends ProfileInput {
  readonly parquetPath: string
  /** `basic_eda` by default. */
  readonly kind?: ProfileKind
  /**
   * File that keeps finished columns, made if absent. After an abort or a crash the same call goes on behind them; it
   * stays when the profile is done, so that who stores the profile removes it afterwards.
   */
  readonly checkpointPath?: string
}

export interface ProfileInput extends Partial<ProfileListener> {
  readonly reading: Reading
  /** The table's name for people. */
  readonly name: string
  readonly signal?: AbortSignal
  /** Decides which dates lie in the future; the present by default. */
  readonly now?: Date
}

/** Profiles tables in worker processes under operating-system limits. */
export interface Profiler {
  /**
   * The exact profile of a Parquet file. Progress and finished columns are told on the way.
   *
   * @throws AppError `profile_out_of_memory`, `profiling_busy`, `profiling_timeout` (of previews: `preview_…`), `cancelled`.
   */
  profileTable(input: TableInput): Promise<Profile>
  /** The profile of some rows, with `exact: false`. */
  profilePreview(input: ProfileInput & { readonly sample: SampleRows }): Promise<Profile>
  health(): Promise<HealthCheck>
  close(): Promise<void>
}

const MEBIBYTE = 1024 * 1024
/** Some hundred rows need little; four thousand columns of them need this. */
const PREVIEW_MEMORY = 512 * MEBIBYTE
/** The data folder is read-only for the process; a sample is written by the process itself. */
const TABLE = join('data', 'table.parquet')
const SAMPLE = join('tmp', 'sample.parquet')

/** Starts the pool behind a `Profiler`; a process serves one profile, so nothing of one table reaches another's. */
export function createProfiler(options: ProfilerOptions): Profiler {
  const memory = options.memoryBytes ?? 1024 * MEBIBYTE
  const worker = {
    module: new URL('profile.worker.ts', import.meta.url),
    workDirectory: options.workDirectory,
    maxConcurrent: options.maxConcurrent ?? 2,
    maxQueued: options.maxQueued ?? 256,
    jobsPerWorker: 1,
    visible: [...programFolders(), fileURLToPath(new URL('.', import.meta.url))],
  }
  const limited = (bytes: number, threads: number) => ({
    dataBytes: bytes + NODE_MEMORY,
    env: { PROFILE_MEMORY_MB: String(Math.floor(bytes / MEBIBYTE)), PROFILE_THREADS: String(threads) },
  })
  const threads = options.threads ?? Math.min(8, availableParallelism())
  const pools = {
    table: new WorkerPool({ ...worker, ...limited(memory, threads), name: 'profiling', warm: options.warm ?? 1 }),
    preview: new WorkerPool({
      ...worker,
      // One thread: dividing two hundred rows takes longer than working on them.
      ...limited(Math.min(memory, PREVIEW_MEMORY), 1),
      name: 'preview',
      warm: options.warmPreviews ?? 0,
    }),
  }
  pools.table.warmUp()
  pools.preview.warmUp()

  async function run(input: ProfileInput, work: Work): Promise<Profile> {
    const { reading, name, signal } = input
    const { parquetPath, sample, kind, checkpoint } = work
    const now = (checkpoint?.now ?? input.now ?? new Date()).toISOString()
    const finished = checkpoint?.finished ?? []
    const makeJob = async (slot: string): Promise<ProfileJob> => {
      if (parquetPath !== null) await giveFile(parquetPath, join(slot, TABLE))
      return { parquetPath: parquetPath === null ? SAMPLE : TABLE, reading, name, kind, finished, now, sample }
    }
    const onProgress = (value: unknown) => tell(input, value as ProfileProgress, checkpoint)
    const pool = parquetPath === null ? pools.preview : pools.table
    try {
      return (await pool.run(makeJob, { timeoutMs: options.timeoutMs ?? 6 * 3_600_000, signal, onProgress })) as Profile
    } catch (error) {
      throw translate(error)
    } finally {
      await checkpoint?.settle()
    }
  }

  async function profileTable(input: TableInput): Promise<Profile> {
    const { parquetPath, reading, checkpointPath, kind = 'basic_eda', now = new Date() } = input
    const checkpoint =
      checkpointPath === undefined ? null : await openCheckpoint(checkpointPath, { parquetPath, reading, kind, now })
    const finished = checkpoint?.finished ?? []
    if (finished.length > 0) input.onColumns?.(finished.map(({ column }) => column))
    return run(input, { parquetPath, kind, checkpoint, sample: null })
  }

  return {
    profileTable,
    profilePreview: (input) =>
      run(input, { parquetPath: null, kind: 'basic_eda', checkpoint: null, sample: input.sample }),
    health: () => pools.table.health(),
    close: async () => {
      await Promise.all([pools.table.close(), pools.preview.close()])
    },
  }
}

/** What is profiled: a file, or rows. */
interface Work {
  readonly parquetPath: string | null
  readonly kind: ProfileKind
  readonly checkpoint: Checkpoint | null
  readonly sample: SampleRows | null
}

function tell(listener: Partial<ProfileListener>, progress: ProfileProgress, checkpoint: Checkpoint | null): void {
  if (progress.kind === 'stage') return listener.onProgress?.(progress.stage, progress.share, progress.left)
  checkpoint?.add(progress.findings)
  listener.onColumns?.(progress.findings.map(({ column }) => column))
}

/** A process that the operating system ended at its limit ran out of memory. */
function translate(error: unknown): unknown {
  if (!(error instanceof WorkerDiedError)) return error
  return new AppError('profile_out_of_memory', 422, {
    detail:
      'The profiling process ended while it worked, most likely because the table needs more memory than allowed.',
    expected: 'a table with fewer columns or shorter texts, or a higher limit',
  })
}
