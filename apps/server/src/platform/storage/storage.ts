import type { Readable } from 'node:stream'
import type { PartStorage, SignedPut } from './part-storage.ts'

export interface StoredObject {
  readonly key: string
  readonly bytes: number
  /** SHA-256, lower-case hex; null while nobody has read the bytes through this driver. */
  readonly sha256: string | null
}

export interface HashedObject extends StoredObject {
  readonly sha256: string
}

export interface ListedObject {
  readonly key: string
  readonly bytes: number
  readonly modifiedAt: Date
}

/** What health shows: no address, no name of a bucket, no key. */
export interface StorageState {
  /** Bytes that are free where objects lie; null for a store that does not tell. */
  readonly freeBytes: number | null
}

export interface PutLimits {
  readonly maxBytes: number
  /** The size, where the client announced it: some stores can hold to this and to no other limit. */
  readonly exactBytes?: number | undefined
  readonly expiresInSeconds: number
}

/**
 * Objects by key. Keys are `org_id=<uuid>/<folder>/<name>` and are checked by the driver: no other form is accepted,
 * so a key can neither leave its organization nor the storage folder.
 */
export interface Storage {
  readonly kind: 'local' | 's3'
  /** Where browsers send bytes to, for the page's Content-Security-Policy; null: to this server. */
  readonly uploadOrigin: string | null
  readonly parts: PartStorage
  /** A URL that accepts one PUT until it expires. */
  signUpload(key: string, limits: PutLimits): Promise<SignedPut>
  head(key: string): Promise<StoredObject | null>
  /** The object with its hash, for which its bytes are read where nobody knows it yet; null where there is none. */
  hash(key: string): Promise<HashedObject | null>
  /**
   * Moves an object whose hash is known; the target must not exist.
   *
   * @throws AppError `object_not_found`, `object_exists`, or `object_changed` when the bytes are no longer those.
   */
  move(from: string, to: string, sha256: string): Promise<void>
  remove(key: string): Promise<void>
  /** Removes every object and every unfinished upload of an organization. */
  removeOrganization(organizationId: string): Promise<void>
  /** Every object, in no order that callers may rely on. */
  list(): AsyncIterable<ListedObject>
  read(key: string): Promise<Readable>
  /** Writes a file made by the server (the analytical copy); replaces what an interrupted run had written. */
  putFile(key: string, path: string): Promise<StoredObject>
  /**
   * A path on this machine that holds the object, read-only: the object itself (local) or a cached copy. It stays there
   * for at least half an hour; who needs it longer opens it or makes a hard link.
   */
  localPath(key: string): Promise<string>
  check(): Promise<StorageState>
}
