import { type Cursor, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'

/** A page of a list that is ordered by creation, newest first. */
export interface ListPage<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** @throws AppError `invalid_cursor` */
export function cursorFrom(query: { readonly cursor?: string | undefined }): Cursor | null {
  return query.cursor === undefined ? null : decodeCursor(query.cursor)
}

/** Cuts rows that were read with one row more than the page holds. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => { readonly createdAt: Date; readonly id: string },
): ListPage<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (last === undefined || rows.length <= limit) return { items, nextCursor: null }
  const { createdAt, id } = keyOf(last)
  return { items, nextCursor: encodeCursor(createdAt, id) }
}
