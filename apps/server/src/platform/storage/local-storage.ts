import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../errors.ts'
import { adoptFile, errorCode, linkDurably, sync } from './durable-file.ts'
import { organizationPrefix, requireObjectKey } from './object-key.ts'
import type { SignedUpload, Storage, StoredObject } from './storage.ts'
import { receiveUpload } from './upload-receiver.ts'
import type { UploadGrant, UploadSigner } from './upload-signature.ts'

/** Objects do not change once stored. */
const READ_ONLY = 0o440
/** Beside an object whose bytes came through this driver: their SHA-256. */
const HASH_SUFFIX = '.sha256'

export interface LocalStorageOptions {
  /** Folder of the objects; the driver makes it. */
  readonly root: string
  /** Origin that clients reach, without a trailing slash. */
  readonly publicUrl: string
  readonly signer: UploadSigner
}

/** Objects as files below one folder; `.incoming` holds what is still arriving. */
export class LocalStorage implements Storage {
  readonly kind = 'local'
  readonly #options: LocalStorageOptions
  readonly #incoming: string

  constructor(options: LocalStorageOptions) {
    this.#options = options
    this.#incoming = join(options.root, '.incoming')
  }

  /** Makes the folders. `exclusive`: no other process writes here, so what a killed one left half-written goes. */
  async prepare({ exclusive }: { exclusive: boolean }): Promise<void> {
    if (exclusive) await rm(this.#incoming, { recursive: true, force: true })
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 })
  }

  async signUpload(
    key: string,
    { maxBytes, expiresInSeconds }: { maxBytes: number; expiresInSeconds: number },
  ): Promise<SignedUpload> {
    const expires = Math.floor(Date.now() / 1000) + expiresInSeconds
    const grant = { key: requireObjectKey(key), maxBytes, expires }
    const query = new URLSearchParams({
      max_bytes: String(maxBytes),
      expires: String(expires),
      signature: this.#options.signer.sign(grant),
    })
    return {
      url: `${this.#options.publicUrl}/api/v1/storage/${key}?${query.toString()}`,
      expiresAt: new Date(expires * 1000),
    }
  }

  /**
   * Takes the bytes of a signed upload; the object exists as a whole or not at all.
   *
   * @throws AppError `upload_url_invalid`, `upload_url_expired`, `object_exists`, `upload_too_large`, `upload_cut_short`.
   */
  async receive(grant: UploadGrant, signature: string, body: Readable, length: number | null): Promise<StoredObject> {
    this.#options.signer.verify(grant, signature)
    const target = this.#path(grant.key)
    if ((await this.head(grant.key)) !== null) throw objectExists()
    const temporary = join(this.#incoming, randomUUID())
    try {
      const { bytes, sha256 } = await receiveUpload(body, temporary, { maxBytes: grant.maxBytes, length })
      await this.#publish(temporary, target)
      await writeFile(target + HASH_SUFFIX, sha256)
      return { key: grant.key, bytes, sha256 }
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async head(key: string): Promise<StoredObject | null> {
    const path = this.#path(key)
    const found = await stat(path).catch(ignoreMissing)
    if (found === null) return null
    const sha256 = await readFile(path + HASH_SUFFIX, 'utf8').catch(ignoreMissing)
    return { key, bytes: found.size, sha256: sha256 !== null && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null }
  }

  async move(from: string, to: string): Promise<void> {
    const source = this.#path(from)
    const target = this.#path(to)
    await linkDurably(source, target).catch((error: unknown) => {
      if (errorCode(error) === 'EEXIST') throw objectExists()
      if (errorCode(error) === 'ENOENT') throw objectMissing(from)
      throw error
    })
    await rename(source + HASH_SUFFIX, target + HASH_SUFFIX).catch(ignoreMissing)
    await rm(source, { force: true })
  }

  async remove(key: string): Promise<void> {
    const path = this.#path(key)
    await rm(path, { force: true })
    await rm(path + HASH_SUFFIX, { force: true })
  }

  async removeOrganization(organizationId: string): Promise<void> {
    await rm(join(this.#options.root, organizationPrefix(organizationId)), { recursive: true, force: true })
  }

  async read(key: string): Promise<Readable> {
    return createReadStream(await this.localPath(key))
  }

  async putFile(key: string, path: string): Promise<void> {
    const target = this.#path(key)
    const temporary = join(this.#incoming, randomUUID())
    try {
      await adoptFile(path, temporary)
      await chmod(temporary, READ_ONLY)
      await sync(temporary)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      // Work that was interrupted after this line and runs again replaces its own result.
      await rename(temporary, target)
      await sync(dirname(target))
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async localPath(key: string): Promise<string> {
    const path = this.#path(key)
    if ((await stat(path).catch(ignoreMissing)) === null) throw objectMissing(key)
    return path
  }

  async check(): Promise<void> {
    const probe = join(this.#incoming, `check-${randomUUID()}`)
    await writeFile(probe, 'ok').finally(() => rm(probe, { force: true }))
  }

  async #publish(temporary: string, target: string): Promise<void> {
    await chmod(temporary, READ_ONLY)
    await linkDurably(temporary, target).catch((error: unknown) => {
      throw errorCode(error) === 'EEXIST' ? objectExists() : error
    })
  }

  #path(key: string): string {
    return join(this.#options.root, requireObjectKey(key))
  }
}

function ignoreMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

const objectExists = (): AppError =>
  new AppError('object_exists', 409, { detail: 'This object was stored already.', expected: 'a new upload address' })

const objectMissing = (key: string): AppError =>
  new AppError('object_not_found', 404, { detail: 'There is no such object.', where: key })
