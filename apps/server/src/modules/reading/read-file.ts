import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Compression } from '@datapilot/contracts'
import type { JobContext } from '../../platform/workers/worker-child.ts'
import { openAnalysis } from './analysis-session.ts'
import { readBytes, type ByteSource } from './source/byte-source.ts'
import { readDelimited } from './delimited.ts'
import { detectCompression, isParquet, refuseBinary } from './source/magic.ts'
import { readParquetFile } from './parquet-input.ts'
import { FileRefused } from './reading.errors.ts'
import type { PreviewResult, ReadJob, ReadProgress, ReadResult } from './reading-job.ts'

const HEAD_BYTES = 64 * 1024
/** A first picture looks at so much of the text: 4 MB take 0.2 s. */
const PREVIEW_BYTES = 4 * 1024 * 1024
const PREVIEW_ROWS = 200
const PREVIEW_PARQUET_ROWS = 10_000
const PROGRESS_MS = 100

interface Opened {
  readonly size: number
  readonly compression: Compression
  /** First bytes of the content, decompressed. */
  readonly head: Buffer
}

async function openFile(job: ReadJob): Promise<Opened> {
  const handle = await open(job.path, 'r').catch(refuseUnreadable)
  try {
    const status = await handle.stat()
    if (!status.isFile()) return refuseUnreadable({ code: 'EISDIR' })
    const { size } = status
    if (size === 0) throw new FileRefused('file_empty', 'The file is empty.', { expected: 'at least one row' })
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    const raw = buffer.subarray(0, bytesRead)
    const compression = detectCompression(raw)
    if (compression === 'none') return { size, compression, head: raw }
    return {
      size,
      compression,
      head: await decompressedHead({ path: job.path, compression, size, until: HEAD_BYTES }, job),
    }
  } finally {
    await handle.close()
  }
}

function refuseUnreadable(error: unknown): never {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'
  throw new FileRefused('file_unreadable', 'The file cannot be opened.', {
    expected: 'a file that exists and may be read',
    data: { code },
  })
}

async function decompressedHead(source: ByteSource, job: ReadJob): Promise<Buffer> {
  for await (const { bytes } of readBytes(source, job.limits))
    if (bytes.length > 0) return Buffer.from(bytes.subarray(0, HEAD_BYTES))
  throw new FileRefused('file_empty', 'The archive holds an empty file.', { expected: 'at least one row' })
}

/** Parquet needs random access, so a compressed one is written out first. */
async function plainParquet(job: ReadJob, { compression, size }: Opened): Promise<string> {
  if (compression === 'none') return job.path
  const path = join(job.scratch, 'input.parquet')
  const source = { path: job.path, compression, size, until: null }
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const { bytes } of readBytes(source, job.limits)) yield bytes
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  return path
}

function throttled(context: JobContext): (progress: ReadProgress) => void {
  let last = 0
  let stage: string | null = null
  return (progress) => {
    const now = performance.now()
    if (progress.stage === stage && now - last < PROGRESS_MS) return
    last = now
    stage = progress.stage
    context.progress(progress)
  }
}

async function read(
  job: ReadJob,
  context: JobContext,
): Promise<ReadResult & Pick<PreviewResult, 'complete' | 'lines'>> {
  const opened = await openFile(job)
  const preview = job.kind === 'preview'
  if (isParquet(opened.head)) {
    const path = await plainParquet(job, opened)
    const result = await readParquetFile(
      job,
      path,
      opened.size,
      opened.compression,
      preview ? PREVIEW_PARQUET_ROWS : null,
    )
    return { ...result, lines: [], complete: !preview || result.reading.rows < PREVIEW_PARQUET_ROWS }
  }
  refuseBinary(opened.head)
  const until = preview ? PREVIEW_BYTES : null
  return readDelimited({ job, ...opened, until, progress: throttled(context) })
}

async function preview(job: ReadJob, context: JobContext): Promise<PreviewResult> {
  const { reading, parquetPath, complete, lines } = await read(job, context)
  const session = await openAnalysis(job.scratch, job.memoryBytes, job.threads)
  try {
    return { reading, complete, lines, ...(await session.firstRows(parquetPath, PREVIEW_ROWS)) }
  } finally {
    session.close()
  }
}

function isReadJob(job: unknown): job is ReadJob {
  return typeof job === 'object' && job !== null && 'kind' in job && 'path' in job && 'outputDir' in job
}

/** What the engine says of memory may quote values, so only the kind is passed on. */
function refuseOutOfMemory(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error)
  if (!/out of memory|failed to allocate|could not allocate|bad allocation/i.test(message)) throw error
  throw new FileRefused('reading_out_of_memory', 'Reading this file takes more memory than is allowed for it.', {
    expected: 'a table with fewer columns or shorter texts, or a higher limit',
  })
}

/**
 * Does one reading job in this process: a worker's, or a test's. What it throws says what was wrong with the file.
 */
export async function runReadJob(job: unknown, context: JobContext): Promise<ReadResult | PreviewResult> {
  if (!isReadJob(job)) throw new Error('This is not a reading job.')
  return (job.kind === 'preview' ? preview(job, context) : read(job, context)).catch(refuseOutOfMemory)
}
