import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { SignedPut } from '../../platform/storage/part-storage.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { safeFilename } from './filename.ts'
import { stagingKey } from './object-keys.ts'
import type { UploadQuota } from './upload-quota.ts'
import { insertUpload } from './upload.repository.ts'

/** Long enough for 10 GB over 25 Mbit/s. */
const URL_LIFETIME_S = 3600

export interface UploadOffer extends SignedPut {
  readonly fileKey: string
  readonly maxBytes: number
}

export interface UploadParts {
  readonly database: Database
  readonly storage: Storage
  readonly quota: UploadQuota
}

/** Gives out signed URLs for one PUT of one file. */
export class UploadService {
  readonly #parts: UploadParts

  constructor(parts: UploadParts) {
    this.#parts = parts
  }

  /**
   * A URL with the key under which its bytes are then known.
   *
   * @param bytes the size, where the client says it.
   * @throws TooManyUploadsError, UploadTooLargeError, QuotaExceededError, FilenameInvalidError
   */
  async offer(actor: Actor, filename: string, bytes?: number): Promise<UploadOffer> {
    requirePermission(actor, 'dataset.write')
    const { database, storage, quota } = this.#parts
    const { organizationId, userId } = actor
    const name = safeFilename(filename)
    quota.requireSize(bytes ?? 0)
    const fileKey = stagingKey(organizationId)
    const expiresAt = new Date(Date.now() + URL_LIFETIME_S * 1000)
    const room = await database.withActor(actor, async (tx) => {
      const free = await quota.admit(tx, organizationId, bytes ?? 0)
      const declaredBytes = bytes ?? null
      await insertUpload(tx, { organizationId, fileKey, filename: name, createdBy: userId, expiresAt, declaredBytes })
      return free
    })
    const maxBytes = bytes ?? room
    const limits = { maxBytes, exactBytes: bytes, expiresInSeconds: URL_LIFETIME_S }
    // An empty file is a PUT too; what it is refused for comes when it is read.
    return { ...(await storage.signUpload(fileKey, limits)), fileKey, maxBytes: Math.max(1, maxBytes) }
  }
}
