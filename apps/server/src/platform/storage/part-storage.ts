import type { StoredObject } from './storage.ts'

/** A PUT that a client may do: with these headers, exactly so. */
export interface SignedPut {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly expiresAt: Date
}

/** In which a part's SHA-256 travels, in base64; S3's name for it, so that clients know one protocol. */
export const CHECKSUM_HEADER = 'x-amz-checksum-sha256'

/** An upload in parts, as the store knows it. */
export interface PartUpload {
  readonly key: string
  readonly storeUploadId: string
}

/** How a file is cut: every part has `partBytes` but the last. */
export interface PartLayout {
  readonly bytes: number
  readonly partBytes: number
}

export interface PartGrant {
  readonly number: number
  /** SHA-256 of the part, lower-case hex. */
  readonly sha256: string
}

export interface StoredPart {
  readonly number: number
  readonly bytes: number
  /** Null where the store does not tell: then it did not check either. */
  readonly sha256: string | null
}

/** Files that arrive in parts. Parts are numbered from 1; the store is the truth about which are there. */
export interface PartStorage {
  begin(key: string): Promise<PartUpload>
  /** A URL for one part: bound to upload, number, exact size, checksum and expiry. */
  sign(upload: PartUpload, layout: PartLayout, part: PartGrant, expiresInSeconds: number): Promise<SignedPut>
  /** Parts by number; null when there is no such upload (completed, aborted, never begun). */
  list(upload: PartUpload): Promise<readonly StoredPart[] | null>
  /**
   * Makes one object of all parts. Can be repeated: the second time it answers with the object.
   *
   * @param hashes SHA-256 by part number as announced, against which bytes are held that the store has not checked.
   * @throws AppError `upload_incomplete` naming missing parts, `upload_corrupt`, `upload_not_found`.
   */
  complete(upload: PartUpload, layout: PartLayout, hashes: Readonly<Record<string, string>>): Promise<StoredObject>
  /** Removes the parts; without effect where there are none. */
  abort(upload: PartUpload): Promise<void>
  /** Every unfinished upload of the store, also those that nobody remembers. */
  listOpen(): AsyncIterable<PartUpload & { readonly startedAt: Date }>
}

export function partCountOf({ bytes, partBytes }: PartLayout): number {
  return Math.ceil(bytes / partBytes)
}

/** Size of part `number`, which must be one of the layout's. */
export function bytesOfPart(layout: PartLayout, number: number): number {
  return Math.min(layout.partBytes, layout.bytes - (number - 1) * layout.partBytes)
}
