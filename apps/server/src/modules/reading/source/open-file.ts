import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Compression } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadJob } from '../reading-job.ts'
import { readBytes, type ByteSource } from './byte-source.ts'
import { detectCompression } from './magic.ts'

const HEAD_BYTES = 64 * 1024

export interface Opened {
  readonly size: number
  readonly compression: Compression
  /** First bytes of the content, decompressed. */
  readonly head: Buffer
}

/** @throws FileRefused `file_unreadable`, `file_empty`, `compressed_invalid`. */
export async function openFile(job: ReadJob): Promise<Opened> {
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
    const source = { path: job.path, compression, size, until: HEAD_BYTES }
    return { size, compression, head: await decompressedHead(source, job) }
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

/** Formats that are read at any position (Parquet, ZIP): a compressed one is written out first. */
export async function plainFile(job: ReadJob, { compression, size }: Opened): Promise<string> {
  if (compression === 'none') return job.path
  const path = join(job.scratch, 'input.plain')
  const source = { path: job.path, compression, size, until: null }
  async function* chunks(): AsyncGenerator<Buffer> {
    // The reader uses its buffers again; what waits to be written must not change.
    for await (const { bytes } of readBytes(source, job.limits)) yield Buffer.from(bytes)
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path))
  return path
}
