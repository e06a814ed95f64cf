import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { adoptFile, errorCode, ignoreMissing, linkDurably, removeOlderThan, sync } from '../durable-file.ts'
import { sha256Of } from '../file-hash.ts'
import { LocalParts } from './local-parts.ts'
import { organizationPrefix, requireObjectKey } from '../object-key.ts'
import type { SignedPut } from '../part-storage.ts'
import { objectChanged, objectExists, objectMissing } from '../storage.errors.ts'
import type { HashedObject, ListedObject, PutLimits, Storage, StorageState, StoredObject } from '../storage.ts'
import { receiveUpload } from '../upload-receiver.ts'
import type { UploadGrant, UploadSigner } from './upload-signature.ts'

/** Objects do not change once stored. */
const READ_ONLY = 0o440
/** Beside an object whose bytes came through this driver: their SHA-256. */
const HASH_SUFFIX = '.sha256'

/** No request lasts that long. */
const ABANDONED_MS = 24 * 3600 * 1000

export interface LocalStorageOptions {
  /** Folder of the objects; the driver makes it. */
  readonly root: string
  /** Origin that clients reach, without a trailing slash. */
  readonly publicUrl: string
  readonly signer: UploadSigner
}

/** Objects as files below one folder; `.incoming` holds what is still arriving, `.parts` uploads in parts. */
export class LocalStorage implements Storage {
  readonly kind = 'local'
  readonly uploadOrigin = null
  readonly parts: LocalParts
  readonly #options: LocalStorageOptions
  readonly #incoming: string
  readonly #partsRoot: string

  constructor(options: LocalStorageOptions) {
    this.#options = options
    this.#incoming = join(options.root, '.incoming')
    this.#partsRoot = join(options.root, '.parts')
    this.parts = new LocalParts({
      root: this.#partsRoot,
      incoming: this.#incoming,
      publicUrl: options.publicUrl,
      signer: options.signer,
      publish: (path, key, sha256) => this.#publish(path, key, sha256),
      head: (key) => this.head(key),
    })
  }

  /**
   * Makes the folders and clears what a killed process left half-written. `exclusive`: no other process writes here, so
   * it all goes; else what nobody can be writing any more.
   */
  async prepare({ exclusive }: { exclusive: boolean }): Promise<void> {
    await removeOlderThan(this.#incoming, exclusive ? 0 : ABANDONED_MS)
    for (const folder of [this.#incoming, this.#partsRoot]) await mkdir(folder, { recursive: true, mode: 0o700 })
  }

  async signUpload(key: string, { maxBytes, expiresInSeconds }: PutLimits): Promise<SignedPut> {
    const expires = Math.floor(Date.now() / 1000) + expiresInSeconds
    const grant = { key: requireObjectKey(key), maxBytes, expires }
    const query = new URLSearchParams({
      max_bytes: String(maxBytes),
      expires: String(expires),
      signature: this.#options.signer.sign(grant),
    })
    return {
      url: `${this.#options.publicUrl}/api/v1/storage/${key}?${query.toString()}`,
      headers: {},
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
    if ((await this.head(grant.key)) !== null) throw objectExists()
    const temporary = join(this.#incoming, randomUUID())
    try {
      const { bytes, sha256 } = await receiveUpload(body, temporary, { maxBytes: grant.maxBytes, length })
      await this.#publish(temporary, grant.key, sha256)
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

  async hash(key: string): Promise<HashedObject | null> {
    const found = await this.head(key)
    if (found === null) return null
    const sha256 = found.sha256 ?? (await sha256Of(await this.read(key)))
    if (found.sha256 === null) await writeFile(this.#path(key) + HASH_SUFFIX, sha256)
    return { ...found, sha256 }
  }

  async move(from: string, to: string, sha256: string): Promise<void> {
    const found = await this.hash(from)
    if (found === null) throw objectMissing(from)
    if (found.sha256 !== sha256) throw objectChanged(from)
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
    const prefix = organizationPrefix(organizationId)
    // Out of sight at once: whatever interrupts the removal, the next start goes on with it.
    const doomed = join(this.#incoming, randomUUID())
    await rename(join(this.#options.root, prefix), doomed).catch(ignoreMissing)
    await rm(doomed, { recursive: true, force: true })
    for await (const upload of this.parts.listOpen()) {
      if (upload.key.startsWith(`${prefix}/`)) await this.parts.abort(upload)
    }
  }

  async *list(): AsyncIterable<ListedObject> {
    for (const prefix of await readdir(this.#options.root)) {
      if (prefix.startsWith('.')) continue
      const entries = await readdir(join(this.#options.root, prefix), { recursive: true, withFileTypes: true })
      for (const entry of entries) {
        if (!entry.isFile() || entry.name.endsWith(HASH_SUFFIX)) continue
        const path = join(entry.parentPath, entry.name)
        const found = await stat(path).catch(ignoreMissing)
        const key = relative(this.#options.root, path).split(sep).join('/')
        if (found !== null) yield { key, bytes: found.size, modifiedAt: found.mtime }
      }
    }
  }

  async read(key: string): Promise<Readable> {
    return createReadStream(await this.localPath(key))
  }

  async putFile(key: string, path: string): Promise<StoredObject> {
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
      return { key, bytes: (await stat(target)).size, sha256: null }
    } finally {
      await rm(temporary, { force: true })
    }
  }

  async localPath(key: string): Promise<string> {
    const path = this.#path(key)
    if ((await stat(path).catch(ignoreMissing)) === null) throw objectMissing(key)
    return path
  }

  async check(): Promise<StorageState> {
    const probe = join(this.#incoming, `check-${randomUUID()}`)
    await writeFile(probe, 'ok').finally(() => rm(probe, { force: true }))
    const { bavail, bsize } = await statfs(this.#options.root)
    return { freeBytes: bavail * bsize }
  }

  /** Gives a file that is whole and on the disk its key. @throws AppError `object_exists` */
  async #publish(temporary: string, key: string, sha256: string): Promise<void> {
    const target = this.#path(key)
    await chmod(temporary, READ_ONLY)
    await linkDurably(temporary, target).catch((error: unknown) => {
      throw errorCode(error) === 'EEXIST' ? objectExists() : error
    })
    await writeFile(target + HASH_SUFFIX, sha256)
  }

  #path(key: string): string {
    return join(this.#options.root, requireObjectKey(key))
  }
}
