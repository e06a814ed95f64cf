import { mkdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { DialectOverride, HealthCheck } from '@datapilot/contracts'
import { WorkerPool } from '../../platform/workers/worker-pool.ts'
import {
  DEFAULT_READ_LIMITS,
  type InputFile,
  type PreviewResult,
  type ReadJob,
  type ReadLimits,
  type ReadProgress,
  type ReadResult,
} from './reading-job.ts'

export interface ReadInput extends InputFile {
  /** Further files of the same table: their columns have to agree, and a column says which file a row came from. */
  readonly more?: readonly InputFile[]
  /** Folder for `data.parquet` and `rejects.parquet`; made if absent. */
  readonly outputDir: string
  readonly override?: DialectOverride
  readonly limits?: Partial<ReadLimits>
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ReadProgress) => void
}

export type PreviewInput = Omit<ReadInput, 'outputDir' | 'onProgress' | 'more'>

export interface ReaderOptions {
  /** Scratch space: at most about twice a file's decompressed size while it is read. */
  readonly workDirectory: string
  readonly memoryBytes?: number
  readonly threads?: number
  readonly maxConcurrent?: number
  readonly maxQueued?: number
  /** Processes kept started, so that a small file does not wait 0.3 s for one. */
  readonly warm?: number
  /** The same for previews, which have processes of their own: hours of reading must not keep a person waiting. */
  readonly warmPreviews?: number
}

/**
 * Reads files in processes of their own.
 *
 * @throws AppError what was wrong with the file: `file_empty`, `file_header_only`, `file_binary`, `file_not_text`,
 *   `file_other_format`, `file_encrypted`, `line_too_long`, `too_many_columns`, `encoding_invalid`, `encoding_unknown`,
 *   `compressed_too_large`, `compressed_invalid`, `parquet_invalid`, `no_rows`, `file_unreadable`, `lines_unaccounted`;
 *   of workbooks `workbook_invalid`, `workbook_too_large`, `workbook_empty`, `sheet_empty`; of JSON `json_invalid`,
 *   `json_truncated`, `json_too_deep`, `json_value_too_long`, `json_no_table`; of archives `archive_invalid`,
 *   `archive_unsafe_name`, `archive_nested`, `archive_too_many_files`, `archive_empty`; of several tables or files
 *   `table_not_found`, `files_disagree`; of corrections `correction_contradictory`, `column_unknown`,
 *   `column_type_misfit`; of the pool `reading_busy`, `reading_timeout`, `reading_died`, `cancelled`;
 *   `reading_out_of_memory`.
 */
export interface Reader {
  readFile(input: ReadInput): Promise<ReadResult>
  /** From the first megabyte only, at any file size. */
  previewFile(input: PreviewInput): Promise<PreviewResult>
  health(): Promise<HealthCheck>
  close(): Promise<void>
}

const MEBIBYTE = 1024 * 1024

export function createReader(options: ReaderOptions): Reader {
  const memoryBytes = options.memoryBytes ?? 768 * MEBIBYTE
  const threads = options.threads ?? Math.min(8, availableParallelism())
  const worker = {
    module: new URL('reading.worker.ts', import.meta.url),
    workDirectory: options.workDirectory,
    dataBytes: memoryBytes + 768 * MEBIBYTE,
    maxConcurrent: options.maxConcurrent ?? 2,
    maxQueued: options.maxQueued ?? 100,
    jobsPerWorker: 1,
    visible: null,
    env: {},
  }
  const pools = {
    read: new WorkerPool({ ...worker, name: 'reading', warm: options.warm ?? 1 }),
    preview: new WorkerPool({ ...worker, name: 'preview', warm: options.warmPreviews ?? 0 }),
  }
  pools.read.warmUp()
  pools.preview.warmUp()

  function run(kind: ReadJob['kind'], input: PreviewInput & Partial<ReadInput>): Promise<unknown> {
    const limits = { ...DEFAULT_READ_LIMITS, ...input.limits }
    const makeJob = async (slot: string): Promise<ReadJob> => {
      const scratch = join(slot, 'tmp')
      const outputDir = input.outputDir === undefined ? join(slot, 'data') : resolve(input.outputDir)
      await mkdir(outputDir, { recursive: true })
      const { filename, override = {} } = input
      const more = (input.more ?? []).map((file) => ({ ...file, path: resolve(file.path) }))
      // The worker's working directory is its own folder.
      const path = resolve(input.path)
      return { kind, path, filename, more, nested: false, outputDir, scratch, override, limits, memoryBytes, threads }
    }
    const onProgress = (value: unknown): void => input.onProgress?.(value as ReadProgress)
    return pools[kind].run(makeJob, { timeoutMs: limits.timeoutMs, signal: input.signal, onProgress })
  }

  return {
    async readFile(input) {
      const { reading, parquetPath, rejectsPath } = (await run('read', input)) as ReadResult
      return { reading, parquetPath, rejectsPath }
    },
    async previewFile(input) {
      return (await run('preview', input)) as PreviewResult
    },
    health: () => pools.read.health(),
    close: async () => {
      await Promise.all([pools.read.close(), pools.preview.close()])
    },
  }
}
