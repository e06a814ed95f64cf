import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { AppError } from '../errors.ts'
import { errorCode } from './durable-file.ts'
import { storageFull } from './storage.errors.ts'

/**
 * Streams a body to a file that must not exist, hashing on the way, and brings it to the disk. The caller removes the
 * file when this throws.
 *
 * @param limits `length` is what the request announced, when it did.
 * @returns bytes received and their SHA-256, lower-case hex.
 * @throws AppError `upload_too_large`, `upload_cut_short`, `storage_full`.
 */
export async function receiveUpload(
  body: Readable,
  path: string,
  limits: { maxBytes: number; length: number | null },
): Promise<{ bytes: number; sha256: string }> {
  if (limits.length !== null && limits.length > limits.maxBytes) throw tooLarge(limits.maxBytes)
  const file = await open(path, 'wx', 0o600)
  try {
    const received = await copy(body, file, limits.maxBytes)
    if (limits.length !== null && received.bytes !== limits.length) throw cutShort()
    await file.sync()
    return received
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw storageFull()
    if (errorCode(error) === 'ECONNRESET' || errorCode(error) === 'ERR_STREAM_PREMATURE_CLOSE') throw cutShort()
    throw error
  } finally {
    await file.close()
  }
}

/** One chunk at a time, so that a slow disk slows the sender down. The body is not destroyed: its socket still carries the answer. */
async function copy(body: Readable, file: FileHandle, maxBytes: number): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { bytes, sha256: hash.digest('hex') }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('upload_too_large', 413, {
    detail: 'The file is larger than this upload accepts.',
    expected: `at most ${maxBytes} bytes`,
    data: { max_bytes: maxBytes },
  })
}

const cutShort = (): AppError =>
  new AppError('upload_cut_short', 400, {
    detail: 'The connection ended before the whole file had arrived.',
    expected: 'the upload once more',
  })
