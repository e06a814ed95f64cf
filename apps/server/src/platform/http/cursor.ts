import { z } from 'zod'
import { AppError } from '../errors.ts'

/** Where a page ends in a list ordered by time and id. */
export interface Cursor {
  /** ISO 8601 with milliseconds; the columns behind it have that precision. */
  readonly at: string
  readonly id: string
}

const Encoded = z.tuple([z.iso.datetime(), z.uuid()])

/** An opaque cursor after the row of `at` and `id`. */
export function encodeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** @throws AppError `invalid_cursor` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): Cursor {
  try {
    const [at, id] = Encoded.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, id }
  } catch (cause) {
    const facts = {
      detail: 'This cursor was not issued here.',
      expected: 'next_cursor of the previous page',
      where: 'query.cursor',
    }
    throw new AppError('invalid_cursor', 400, facts, { cause })
  }
}
