import { AppError } from '../errors.ts'
import { bytesOfPart, partCountOf, type PartLayout, type StoredPart } from './part-storage.ts'

const NAMED_PARTS = 20

/**
 * Holds the received parts against the layout.
 *
 * @throws AppError `upload_incomplete` with the numbers that are missing or of another size.
 */
export function requireAllParts(key: string, layout: PartLayout, received: readonly StoredPart[]): void {
  const sizes = new Map(received.map(({ number, bytes }) => [number, bytes]))
  const count = partCountOf(layout)
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) => sizes.get(number) !== bytesOfPart(layout, number),
  )
  if (missing.length === 0 && sizes.size === count) return
  throw new AppError('upload_incomplete', 409, {
    detail: `${String(missing.length)} of ${String(count)} parts have not arrived.`,
    expected: 'every part, then the completion once more',
    where: key,
    data: { missing: missing.slice(0, NAMED_PARTS), missing_count: missing.length },
  })
}

export function partsMissing(key: string): AppError {
  return new AppError('upload_not_found', 404, { detail: 'There is no such upload.', where: key })
}

/** The bytes are not those that the client announced, and the store let them pass. */
export function uploadCorrupt(key: string, parts: readonly number[]): AppError {
  return new AppError('upload_corrupt', 409, {
    detail: 'Bytes changed on their way: the checksums of some parts are not those that were announced.',
    expected: 'the file uploaded once more',
    where: key,
    data: { parts: parts.slice(0, NAMED_PARTS) },
  })
}

export const partExists = (number: number): AppError =>
  new AppError('part_exists', 409, {
    detail: `Part ${String(number)} has arrived already, with another content.`,
    expected: 'the same bytes, or a new upload',
    where: `part ${String(number)}`,
  })

export const partTooShort = (number: number, bytes: number): AppError =>
  new AppError('part_too_short', 400, {
    detail: 'The part has fewer bytes than this address is for.',
    expected: `${String(bytes)} bytes`,
    where: `part ${String(number)}`,
  })

export const checksumMismatch = (number: number): AppError =>
  new AppError('checksum_mismatch', 400, {
    detail: 'The bytes that arrived do not have the announced checksum.',
    expected: 'the part once more',
    where: `part ${String(number)}`,
  })
