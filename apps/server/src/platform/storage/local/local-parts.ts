import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../errors.ts'
import { errorCode, ignoreMissing, sync } from '../durable-file.ts'
import { requireObjectKey } from '../object-key.ts'
import { PartAssembler } from './part-assembler.ts'
import { checksumMismatch, partExists, partsMissing, partTooShort, requireAllParts } from '../part.errors.ts'
import {
  bytesOfPart,
  CHECKSUM_HEADER,
  partCountOf,
  type PartGrant,
  type PartLayout,
  type PartStorage,
  type PartUpload,
  type SignedPut,
  type StoredPart,
} from '../part-storage.ts'
import type { StoredObject } from '../storage.ts'
import { storageFull } from '../storage.errors.ts'
import { receiveUpload } from '../upload-receiver.ts'
import type { PartPutGrant, UploadSigner } from './upload-signature.ts'

/** Each holds one open file and what it has written; one that had to go is made again from the parts. */
const MOST_ASSEMBLERS = 64
const PART_FILE = /^(\d{1,5})-([0-9a-f]{64})$/

export interface LocalPartsOptions {
  /** Folder of the uploads in parts, one folder each. */
  readonly root: string
  /** Folder for files that are still arriving; a start may empty it. */
  readonly incoming: string
  readonly publicUrl: string
  readonly signer: UploadSigner
  /** Gives a finished file its key. @throws AppError `object_exists` */
  readonly publish: (path: string, key: string, sha256: string) => Promise<void>
  readonly head: (key: string) => Promise<StoredObject | null>
}

/**
 * Uploads in parts in local folders: `<root>/<upload>/<number>-<sha256>`. A part has its name only once it is whole,
 * checked and on the disk, so the folder's listing is the truth after any crash.
 */
export class LocalParts implements PartStorage {
  readonly #options: LocalPartsOptions
  readonly #assemblers = new Map<string, PartAssembler>()
  readonly #completing = new Map<string, Promise<StoredObject>>()

  constructor(options: LocalPartsOptions) {
    this.#options = options
  }

  async begin(key: string): Promise<PartUpload> {
    const upload = { key, storeUploadId: randomBytes(16).toString('hex') }
    await mkdir(this.#folder(upload), { mode: 0o700 })
    await sync(this.#options.root)
    return upload
  }

  async sign(
    { key, storeUploadId }: PartUpload,
    layout: PartLayout,
    { number, sha256 }: PartGrant,
    expiresInSeconds: number,
  ): Promise<SignedPut> {
    const expires = Math.floor(Date.now() / 1000) + expiresInSeconds
    const bytes = bytesOfPart(layout, number)
    const grant = { key: requireObjectKey(key), storeUploadId, number, bytes, sha256, expires }
    const query = new URLSearchParams({
      upload: storeUploadId,
      part: String(number),
      bytes: String(bytes),
      expires: String(expires),
      signature: this.#options.signer.sign(grant),
    })
    return {
      url: `${this.#options.publicUrl}/api/v1/storage-parts/${key}?${query.toString()}`,
      headers: { [CHECKSUM_HEADER]: Buffer.from(sha256, 'hex').toString('base64') },
      expiresAt: new Date(expires * 1000),
    }
  }

  /**
   * Takes one part. Answers only when its bytes are on the disk; a part that is there already is not touched.
   *
   * @throws AppError `upload_url_invalid`, `upload_url_expired`, `upload_not_found`, `part_exists`, `upload_too_large`,
   *   `upload_cut_short`, `checksum_mismatch`, `storage_full`.
   */
  async receive(grant: PartPutGrant, signature: string, body: Readable, length: number | null): Promise<StoredPart> {
    this.#options.signer.verify(grant, signature)
    const { number, bytes, sha256 } = grant
    const upload = { key: grant.key, storeUploadId: grant.storeUploadId }
    const present = (await this.#require(upload)).find((part) => part.number === number)
    if (present?.sha256 === sha256) return { number, bytes, sha256 }
    if (present !== undefined) throw partExists(number)
    const temporary = join(this.#options.incoming, randomUUID())
    try {
      const received = await receiveUpload(body, temporary, { maxBytes: bytes, length })
      if (received.bytes !== bytes) throw partTooShort(number, bytes)
      if (received.sha256 !== sha256) throw checksumMismatch(number)
      await this.#keep(temporary, upload, grant)
    } finally {
      await rm(temporary, { force: true })
    }
    this.#assembler(upload).advance()
    return { number, bytes, sha256 }
  }

  async #keep(temporary: string, upload: PartUpload, part: PartGrant): Promise<void> {
    await link(temporary, this.#fileOf(upload, part)).catch((error: unknown) => {
      // Completed or cancelled meanwhile.
      if (errorCode(error) === 'ENOENT') throw partsMissing(upload.key)
      // The same part came twice at once.
      if (errorCode(error) !== 'EEXIST') throw error
    })
    await sync(this.#folder(upload))
  }

  async list(upload: PartUpload): Promise<readonly StoredPart[] | null> {
    const parts = await this.#named(upload)
    if (parts === null) return null
    const sized = parts.map(async (part) => {
      const found = await stat(this.#fileOf(upload, part)).catch(ignoreMissing)
      return found === null ? null : { ...part, bytes: found.size }
    })
    return (await Promise.all(sized)).filter((part) => part !== null).sort((a, b) => a.number - b.number)
  }

  /** What the folder says, without a look at each file. */
  async #named(upload: PartUpload): Promise<PartGrant[] | null> {
    const names = await readdir(this.#folder(upload)).catch(ignoreMissing)
    if (names === null) return null
    return names.flatMap((name) => {
      const [, number, sha256] = PART_FILE.exec(name) ?? []
      return number === undefined || sha256 === undefined ? [] : [{ number: Number(number), sha256 }]
    })
  }

  async complete(upload: PartUpload, layout: PartLayout): Promise<StoredObject> {
    const folder = this.#folder(upload)
    const running = this.#completing.get(folder) ?? this.#complete(upload, layout)
    this.#completing.set(folder, running)
    return running.finally(() => this.#completing.delete(folder))
  }

  async #complete(upload: PartUpload, layout: PartLayout): Promise<StoredObject> {
    const present = await this.#options.head(upload.key)
    if (present === null) {
      const parts = await this.list(upload)
      if (parts === null) throw partsMissing(upload.key)
      requireAllParts(upload.key, layout, parts)
      await this.#publish(upload, partCountOf(layout))
    }
    await this.abort(upload)
    const made = present ?? (await this.#options.head(upload.key))
    if (made === null) throw partsMissing(upload.key)
    return made
  }

  async #publish(upload: PartUpload, count: number): Promise<void> {
    const assembler = this.#assembler(upload)
    // From here on it is nobody's to let go.
    this.#assemblers.delete(this.#folder(upload))
    try {
      const { path, sha256 } = await assembler.finish(count)
      await this.#options.publish(path, upload.key, sha256)
    } catch (error) {
      if (errorCode(error) === 'ENOSPC') throw storageFull()
      // Another process may have been faster with the same parts.
      if (!(error instanceof AppError && error.code === 'object_exists')) throw error
    } finally {
      await assembler.discard()
    }
  }

  async abort(upload: PartUpload): Promise<void> {
    const folder = this.#folder(upload)
    const assembler = this.#assemblers.get(folder)
    this.#assemblers.delete(folder)
    await assembler?.discard()
    await rm(folder, { recursive: true, force: true })
  }

  async *listOpen(): AsyncIterable<PartUpload & { readonly startedAt: Date }> {
    for (const name of await readdir(this.#options.root)) {
      const dot = name.lastIndexOf('.')
      const found = await stat(join(this.#options.root, name)).catch(ignoreMissing)
      if (found === null || dot < 0) continue
      const [key, storeUploadId] = [decodeURIComponent(name.slice(0, dot)), name.slice(dot + 1)]
      yield { key, storeUploadId, startedAt: found.birthtime }
    }
  }

  async #require(upload: PartUpload): Promise<readonly PartGrant[]> {
    const parts = await this.#named(upload)
    if (parts === null) throw partsMissing(upload.key)
    return parts
  }

  #assembler(upload: PartUpload): PartAssembler {
    const folder = this.#folder(upload)
    const known = this.#assemblers.get(folder)
    if (known !== undefined) return known
    this.#letOldestGo()
    const made = new PartAssembler(join(this.#options.incoming, randomUUID()), async (number) => {
      const part = (await this.#named(upload))?.find((candidate) => candidate.number === number)
      return part === undefined ? null : this.#fileOf(upload, part)
    })
    this.#assemblers.set(folder, made)
    return made
  }

  #letOldestGo(): void {
    const [oldest] = this.#assemblers
    if (oldest === undefined || this.#assemblers.size < MOST_ASSEMBLERS) return
    this.#assemblers.delete(oldest[0])
    void oldest[1].discard()
  }

  #fileOf(upload: PartUpload, { number, sha256 }: PartGrant): string {
    return join(this.#folder(upload), `${String(number)}-${sha256}`)
  }

  #folder({ key, storeUploadId }: PartUpload): string {
    if (!/^[0-9a-f]{32}$/.test(storeUploadId)) throw partsMissing(key)
    return join(this.#options.root, `${encodeURIComponent(requireObjectKey(key))}.${storeUploadId}`)
  }
}
