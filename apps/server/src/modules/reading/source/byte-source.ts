import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { Compression } from '@datapilot/contracts'
import { FileRefused } from '../reading.errors.ts'
import type { ReadLimits } from '../reading-job.ts'

const CHUNK = 1024 * 1024
/** Below this a high ratio harms nobody: a gigabyte of equal lines is an ordinary file. */
const RATIO_FLOOR = 100 * 1024 * 1024

export interface ByteSource {
  readonly path: string
  readonly compression: Compression
  /** Bytes of the file as it lies there. */
  readonly size: number
  /** Reads no further than about this many decompressed bytes; null reads everything. */
  readonly until: number | null
}

export interface ByteChunk {
  /** Valid until the next piece is asked for. */
  readonly bytes: Buffer
  /** Position in the file as it lies there. */
  readonly filePosition: number
}

/**
 * The bytes of a file, decompressed, in pieces of about 1 MB. Memory does not depend on the file.
 *
 * @throws FileRefused `compressed_too_large` (size or ratio), `compressed_invalid` (damaged or cut archive).
 */
export async function* readBytes(source: ByteSource, limits: ReadLimits): AsyncGenerator<ByteChunk> {
  if (source.compression === 'none') {
    yield* readPlain(source, limits)
    return
  }
  const file = createReadStream(source.path, { highWaterMark: CHUNK })
  const stream = decompress(file, source.compression)
  let total = 0
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer
      total += bytes.length
      refuseTooLarge(total, source, limits)
      yield { bytes, filePosition: file.bytesRead }
      if (source.until !== null && total >= source.until) return
    }
  } catch (error) {
    throw asRefusal(error, source, total)
  } finally {
    file.destroy()
    stream.destroy()
  }
}

/** One piece is read while the other one is worked on; both are used again, because fresh memory costs half the time. */
async function* readPlain(source: ByteSource, limits: ReadLimits): AsyncGenerator<ByteChunk> {
  const file = await open(source.path, 'r')
  let [current, other] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)]
  let reading = file.read(current, 0, CHUNK, null)
  let total = 0
  try {
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      total += bytesRead
      refuseTooLarge(total, source, limits)
      reading = file.read(other, 0, CHUNK, null)
      yield { bytes: current.subarray(0, bytesRead), filePosition: total }
      if (source.until !== null && total >= source.until) return
      ;[current, other] = [other, current]
    }
  } finally {
    await reading.catch(() => undefined)
    await file.close()
  }
}

function decompress(file: Readable, compression: Exclude<Compression, 'none'>): Readable {
  const inflate =
    compression === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK })
  return pipeline(file, inflate, () => undefined)
}

function refuseTooLarge(total: number, source: ByteSource, limits: ReadLimits): void {
  const bomb = source.compression !== 'none' && total > RATIO_FLOOR && total > source.size * limits.maxRatio
  if (!bomb && total <= limits.maxBytes) return
  throw new FileRefused('compressed_too_large', `The file grows beyond ${total} bytes when it is decompressed.`, {
    expected: bomb ? `at most ${limits.maxRatio} times its size` : `at most ${limits.maxBytes} bytes`,
    data: { compressed_bytes: source.size, decompressed_bytes: total },
  })
}

function asRefusal(error: unknown, source: ByteSource, total: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (source.compression === 'none' || !/^(Z_|ERR_ZLIB|ZSTD|ERR_ZSTD|ERR_STREAM_PREMATURE)/.test(code)) return error
  return new FileRefused('compressed_invalid', `The ${source.compression} data is damaged or was cut.`, {
    expected: 'a complete archive',
    where: `after ${total} decompressed bytes`,
  })
}
