import type { StorageUsage } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import { MAX_OPEN_UPLOADS } from './limits.ts'
import { countOpenUploads } from './upload.repository.ts'
import { QuotaExceededError, TooManyUploadsError, UploadTooLargeError } from './uploads.errors.ts'
import { lockUsage, measureUsage } from './upload-usage.repository.ts'

/** How much one file and one organization may take. */
export class UploadQuota {
  readonly #database: Database
  readonly #maxUploadBytes: number
  readonly #quotaBytes: number | null

  constructor(database: Database, limits: { readonly maxUploadBytes: number; readonly quotaBytes: number | null }) {
    this.#database = database
    this.#maxUploadBytes = limits.maxUploadBytes
    this.#quotaBytes = limits.quotaBytes
  }

  async usage(actor: Actor): Promise<StorageUsage> {
    requirePermission(actor, 'dataset.read')
    const used = await this.#database.withActor(actor, (tx) => measureUsage(tx, actor.organizationId))
    return { ...used, bytes: used.originals + used.tables + used.open_uploads, quota_bytes: this.#quotaBytes }
  }

  /** @throws UploadTooLargeError */
  requireSize(bytes: number): void {
    if (bytes > this.#maxUploadBytes) throw new UploadTooLargeError(bytes, this.#maxUploadBytes)
  }

  /**
   * Room for one more upload of `bytes`.
   *
   * @returns the largest file that there is room for.
   * @throws TooManyUploadsError, QuotaExceededError
   */
  async admit(tx: Transaction, organizationId: string, bytes: number): Promise<number> {
    if ((await countOpenUploads(tx, organizationId)) >= MAX_OPEN_UPLOADS)
      throw new TooManyUploadsError(MAX_OPEN_UPLOADS)
    return this.requireRoom(tx, organizationId, bytes)
  }

  /**
   * Room for `bytes` more, in the transaction that takes it: until that ends, nobody else of the organization gets any.
   *
   * @returns the largest file that there is room for.
   * @throws QuotaExceededError
   */
  async requireRoom(tx: Transaction, organizationId: string, bytes: number): Promise<number> {
    if (this.#quotaBytes === null) return this.#maxUploadBytes
    await lockUsage(tx, organizationId)
    const { originals, tables, open_uploads: open } = await measureUsage(tx, organizationId)
    const used = originals + tables + open
    const room = this.#quotaBytes - used
    if (bytes > room || room <= 0) throw new QuotaExceededError({ quota: this.#quotaBytes, used, needed: bytes })
    return Math.min(room, this.#maxUploadBytes)
  }
}
