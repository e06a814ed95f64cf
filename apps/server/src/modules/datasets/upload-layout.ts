import type { PartLayout } from '../../platform/storage/part-storage.ts'

const MEBIBYTE = 1024 ** 2
/** S3 takes no smaller part than 5 MiB, and no more than 10,000 of them. */
const SMALLEST = 8 * MEBIBYTE
const LARGEST = 64 * MEBIBYTE
const MOST_PARTS = 10_000
/** Beyond that many, larger parts cost less than the round trips of more. */
const WANTED_PARTS = 1000

/**
 * Cuts a file into parts: small ones, so that a cut line costs little, larger ones for large files. Every part but the
 * last has the same size, as R2 demands.
 */
export function chooseLayout(bytes: number): PartLayout {
  let partBytes = SMALLEST
  while (bytes > partBytes * WANTED_PARTS && partBytes < LARGEST) partBytes *= 2
  const needed = Math.ceil(bytes / MOST_PARTS / MEBIBYTE) * MEBIBYTE
  return { bytes, partBytes: Math.max(partBytes, needed) }
}
