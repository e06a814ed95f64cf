import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { SignedUpload, Storage } from '../../platform/storage/storage.ts'
import { TooManyUploadsError } from './datasets.errors.ts'
import { safeFilename } from './filename.ts'
import { stagingKey } from './object-keys.ts'
import { countOpenUploads, deleteUploads, findStaleUploads, insertUpload } from './upload.repository.ts'

/** Long enough for 10 GB over 25 Mbit/s. */
const URL_LIFETIME_S = 3600
/** Bytes that arrived are kept this long for somebody to make a dataset of them: a PUT that was answered is not lost. */
const UNCLAIMED_LIFETIME_MS = 24 * 3600 * 1000
/** Each open upload may fill the disk up to the size limit, so their number is limited per organization. */
const MAX_OPEN_UPLOADS = 200
const SWEEP_BATCH = 500

export interface UploadOffer extends SignedUpload {
  readonly fileKey: string
  readonly maxBytes: number
}

/** Gives out signed URLs and clears away what nobody used. */
export class UploadService {
  readonly #database: Database
  readonly #storage: Storage
  readonly #maxBytes: number

  constructor(database: Database, storage: Storage, maxBytes: number) {
    this.#database = database
    this.#storage = storage
    this.#maxBytes = maxBytes
  }

  /** A URL for one PUT of one file, with the key under which its bytes are then known. */
  async offer(actor: Actor, filename: string): Promise<UploadOffer> {
    requirePermission(actor, 'dataset.write')
    const name = safeFilename(filename)
    const fileKey = stagingKey(actor.organizationId)
    const signed = await this.#storage.signUpload(fileKey, {
      maxBytes: this.#maxBytes,
      expiresInSeconds: URL_LIFETIME_S,
    })
    await this.#database.withActor(actor, async (tx) => {
      if ((await countOpenUploads(tx, actor.organizationId)) >= MAX_OPEN_UPLOADS) {
        throw new TooManyUploadsError(MAX_OPEN_UPLOADS)
      }
      await insertUpload(tx, {
        organizationId: actor.organizationId,
        fileKey,
        filename: name,
        createdBy: actor.userId,
        expiresAt: signed.expiresAt,
      })
    })
    return { ...signed, fileKey, maxBytes: this.#maxBytes }
  }

  /**
   * Forgets uploads that nobody made a dataset of, and those whose URL can bring no more bytes, with what lies at their
   * staging keys. Returns how many.
   */
  async sweep(now = new Date()): Promise<number> {
    const before = new Date(now.getTime() - UNCLAIMED_LIFETIME_MS)
    const stale = await this.#database.withService((tx) => findStaleUploads(tx, before, SWEEP_BATCH))
    for (const { fileKey } of stale) await this.#storage.remove(fileKey)
    if (stale.length > 0) {
      const ids = stale.map(({ id }) => id)
      await this.#database.withService((tx) => deleteUploads(tx, ids))
    }
    return stale.length
  }
}
