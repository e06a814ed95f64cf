import type { JobContext } from '../../platform/workers/worker-child.ts'
import { openAnalysis } from './analysis-session.ts'
import { zipContent } from './archive/open-zip.ts'
import { readMembers } from './archive/read-members.ts'
import { readSeveral } from './archive/read-several.ts'
import { ZipArchive } from './archive/zip-archive.ts'
import { jsonShape } from './json/json-shape.ts'
import { readJson } from './json/json-input.ts'
import { readParquetFile } from './parquet-input.ts'
import { FileRefused } from './reading.errors.ts'
import type { FileReading, PreviewResult, ReadJob, ReadProgress, ReadResult } from './reading-job.ts'
import { isCompoundFile, isParquet, isZip, refuseBinary } from './source/magic.ts'
import { openFile, plainFile, type Opened } from './source/open-file.ts'
import { readTextTable } from './text-tables.ts'
import { openOds } from './workbook/ods-workbook.ts'
import { readWorkbook } from './workbook/workbook-input.ts'
import { openXls } from './workbook/xls-workbook.ts'
import { openXlsx } from './workbook/xlsx-workbook.ts'

/** A first picture looks at so much of the text, as the search for a dialect does: four times as much takes 0.2 s longer. */
const PREVIEW_BYTES = 1024 * 1024
const PREVIEW_ROWS = 200
const PREVIEW_PARQUET_ROWS = 10_000
const PROGRESS_MS = 100

type ProgressListener = (progress: ReadProgress) => void

function throttled(context: JobContext): (progress: ReadProgress) => void {
  let last = 0
  let stage: string | null = null
  return (progress) => {
    const now = performance.now()
    const isLast = progress.bytes === progress.total_bytes
    if (progress.stage === stage && now - last < PROGRESS_MS && !isLast) return
    last = now
    stage = progress.stage
    context.progress(progress)
  }
}

async function readParquet(job: ReadJob, opened: Opened): Promise<FileReading> {
  const { size, compression } = opened
  const limit = job.kind === 'preview' ? PREVIEW_PARQUET_ROWS : null
  const result = await readParquetFile(job, await plainFile(job, opened), size, compression, limit)
  return { ...result, lines: [], complete: limit === null || result.reading.rows < limit }
}

async function readZip(job: ReadJob, opened: Opened, progress: ProgressListener): Promise<FileReading> {
  const archive = await ZipArchive.open(await plainFile(job, opened), job.limits)
  try {
    const file = { job, size: opened.size, compression: opened.compression, progress }
    const content = await zipContent(archive, job)
    if (content === 'xlsx') return await readWorkbook(file, await openXlsx(archive, job))
    if (content === 'ods') return await readWorkbook(file, await openOds(archive))
    return await readMembers(file, archive, (member) => readOne(member, progress))
  } finally {
    archive.close()
  }
}

/** One file, whatever it is: its first bytes say so, never its name. */
async function readOne(job: ReadJob, progress: ProgressListener): Promise<FileReading> {
  const opened = await openFile(job)
  const { head, size, compression } = opened
  if (isParquet(head)) return readParquet(job, opened)
  if (isZip(head)) return readZip(job, opened, progress)
  if (isCompoundFile(head)) {
    const workbook = await openXls(await plainFile(job, opened))
    return readWorkbook({ job, size, compression, progress }, workbook)
  }
  refuseBinary(head)
  const until = job.kind === 'preview' ? PREVIEW_BYTES : null
  const json = job.override.delimiter === undefined ? jsonShape(head) : null
  if (json !== null) return readJson({ job, ...opened, until, progress }, json)
  return readTextTable({ job, ...opened, until, progress })
}

function read(job: ReadJob, context: JobContext): Promise<FileReading> {
  const progress = throttled(context)
  if (job.more.length === 0) return readOne(job, progress)
  const files = [{ path: job.path, filename: job.filename }, ...job.more]
  return readSeveral(job, files, (file) => readOne(file, progress))
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
