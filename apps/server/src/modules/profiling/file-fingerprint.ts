import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const PIECES = 64
const PIECE_BYTES = 4_096
/** Covers the footer of a Parquet file of some thousand columns: places, sizes and extremes of every column chunk. */
const TAIL_BYTES = 1_048_576

/**
 * A hash of a file's length, pieces all over it and its end: tells tables apart in a millisecond at any size. No proof
 * against somebody who wants two files to look the same.
 */
export async function fingerprintOf(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const hash = createHash('sha256').update(String(size))
    const tail = Math.min(size, TAIL_BYTES)
    const before = size - tail
    const starts = before === 0 ? [] : Array.from({ length: PIECES }, (_, i) => Math.floor((before * i) / PIECES))
    const buffer = Buffer.alloc(Math.max(tail, PIECE_BYTES))
    for (const start of starts) {
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, start)
      hash.update(buffer.subarray(0, bytesRead))
    }
    const { bytesRead } = await file.read(buffer, 0, tail, before)
    return hash.update(buffer.subarray(0, bytesRead)).digest('hex')
  } finally {
    await file.close()
  }
}
