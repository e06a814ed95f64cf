import type { Upload } from '@datapilot/contracts'
import { ApiError, isAborted } from '../../../platform/client/problem.ts'
import { backoffDelay } from '../../../platform/live/backoff.ts'
import type { PutTarget } from './put-file.ts'

/** Parts of one file on their way at the same time: enough to fill a line with latency, few enough to leave it usable. */
const PARALLEL = 3
/** About two minutes of tries: a server that restarts or a train in a tunnel is back by then. */
const TRIES = 12
/** What passes by itself; everything else would fail again. */
const PASSING = new Set([0, 408, 425, 429, 500, 502, 503, 504])

export interface PartTools {
  hash: (part: Blob) => Promise<string>
  sign: (uploadId: string, part: { number: number; sha256: string }) => Promise<PutTarget>
  put: (target: PutTarget, part: Blob, onProgress: (sentBytes: number) => void, signal: AbortSignal) => Promise<void>
  /** Runs one part when the browser has a connection to spare. */
  slot: <T>(task: () => Promise<T>) => Promise<T>
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Part {
  number: number
  start: number
  end: number
}

/** The parts that the server does not have yet, first to last; parts are numbered from 1. */
export function missingParts({ bytes, part_bytes: size, part_count: count, received }: Upload): Part[] {
  const there = new Set(received.map(({ number }) => number))
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    start: index * size,
    end: Math.min(bytes, (index + 1) * size),
  })).filter(({ number }) => !there.has(number))
}

export const receivedBytes = (upload: Upload): number => upload.received.reduce((sum, { bytes }) => sum + bytes, 0)

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return PASSING.has(error.status) || error.code === 'upload_url_expired'
}

/**
 * Sends the missing parts of `file`, three at a time, each with its checksum; a part that fails for a passing reason is
 * signed and sent again with growing pauses. `onProgress` gets the bytes that have arrived or are on their way.
 * @throws {ApiError} what the server refused; an AbortError after `signal`
 */
export async function sendParts(
  upload: Upload,
  file: Blob,
  tools: PartTools,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const queue = missingParts(upload)
  const underWay = new Map<number, number>()
  let arrived = receivedBytes(upload)
  const failed = new AbortController()
  const stop = AbortSignal.any([signal, failed.signal])
  const report = (): void => onProgress([...underWay.values()].reduce((sum, bytes) => sum + bytes, arrived))

  async function once(part: Part): Promise<void> {
    stop.throwIfAborted()
    const bytes = file.slice(part.start, part.end)
    const sha256 = await tools.hash(bytes)
    stop.throwIfAborted()
    const target = await tools.sign(upload.upload_id, { number: part.number, sha256 })
    const note = (sent: number): void => {
      underWay.set(part.number, sent)
      report()
    }
    await tools.put(target, bytes, note, stop)
  }

  async function untilSent(part: Part): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await tools.slot(() => once(part))
        underWay.delete(part.number)
        arrived += part.end - part.start
        report()
        return
      } catch (error) {
        underWay.delete(part.number)
        if (isAborted(error) || !isPassing(error) || attempt + 1 >= TRIES) throw error
        report()
        await tools.sleep(backoffDelay(attempt), stop)
      }
    }
  }

  async function lane(): Promise<void> {
    for (let part = queue.shift(); part; part = queue.shift()) await untilSent(part)
  }

  report()
  try {
    await Promise.all(Array.from({ length: PARALLEL }, lane))
  } catch (error) {
    failed.abort()
    throw error
  }
}

/** Waits; rejects with an AbortError as soon as `signal` is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new DOMException('cancelled', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
