import type { Readable } from 'node:stream'

export interface StoredObject {
  readonly key: string
  readonly bytes: number
  /** SHA-256, lower-case hex; known for objects whose upload was streamed through this driver. */
  readonly sha256: string | null
}

export interface SignedUpload {
  readonly url: string
  readonly expiresAt: Date
}

/**
 * Objects by key. Keys are `org_id=<uuid>/<folder>/<name>` and are checked by the driver: no other form is accepted,
 * so a key can neither leave its organization nor the storage folder.
 */
export interface Storage {
  readonly kind: 'local' | 's3'
  /** A URL that accepts one PUT of at most `maxBytes` until it expires. */
  signUpload(key: string, options: { maxBytes: number; expiresInSeconds: number }): Promise<SignedUpload>
  head(key: string): Promise<StoredObject | null>
  /** Moves an object; the target must not exist. Atomic for the local driver. */
  move(from: string, to: string): Promise<void>
  remove(key: string): Promise<void>
  /** Removes every object of an organization. */
  removeOrganization(organizationId: string): Promise<void>
  read(key: string): Promise<Readable>
  /** Writes a file made by the server (the analytical copy). */
  putFile(key: string, path: string): Promise<void>
  /** A path on this machine that holds the object, read-only: the object itself (local) or a cached copy. */
  localPath(key: string): Promise<string>
  check(): Promise<void>
}
