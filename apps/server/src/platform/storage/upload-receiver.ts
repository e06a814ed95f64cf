import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'
import { errorCode } from './durable-file.ts'

/**
 * Streams a body to a file that must not exist, hashing on the way; `flush` brings it to the disk before this returns.
 * The caller removes the file when it throws.
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
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limits.maxBytes) {
        done(tooLarge(limits.maxBytes))
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(body, meter, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  } catch (error) {
    if (error instanceof AppError) throw error
    if (errorCode(error) === 'ENOSPC') throw new AppError('storage_full', 507, { detail: 'The disk of the server is full.' })
    if (errorCode(error) === 'ECONNRESET' || errorCode(error) === 'ERR_STREAM_PREMATURE_CLOSE') throw cutShort()
    throw error
  }
  if (limits.length !== null && bytes !== limits.length) throw cutShort()
  return { bytes, sha256: hash.digest('hex') }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('upload_too_large', 413, {
    detail: 'The file is larger than this upload accepts.',
    expected: `at most ${maxBytes} bytes`,
    data: { max_bytes: maxBytes },
  })
}

const cutShort = (): AppError => new AppError('upload_cut_short', 400, { detail: 'The connection ended before the whole file had arrived.', expected: 'the upload once more' })
