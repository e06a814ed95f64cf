import type { CreateUpload, PageQuery, SignParts } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import { AppError, requirePermission } from '../../platform/errors.ts'
import {
  partCountOf,
  type PartLayout,
  type PartUpload,
  type SignedPut,
  type StoredPart,
} from '../../platform/storage/part-storage.ts'
import { safeFilename } from './filename.ts'
import { cursorFrom, cutPage, type ListPage } from './list-page.ts'
import { stagingKey } from './object-keys.ts'
import { chooseLayout } from './upload-layout.ts'
import {
  deleteUploads,
  findPartUpload,
  insertUpload,
  listPartUploads,
  markUploadReceived,
  nameStoreUpload,
  notePartHashes,
  type UploadRow,
} from './upload.repository.ts'
import type { UploadParts } from './upload.service.ts'
import {
  PartOutOfRangeError,
  UploadFinishedError,
  UploadIncompleteError,
  UploadNotFoundError,
} from './uploads.errors.ts'

const DAY_MS = 24 * 3600 * 1000
/** From the last address that was asked for: somebody may come back to a large file after a long weekend. */
const OPEN_LIFETIME_MS = 7 * DAY_MS
/** Files that arrived are kept this long for somebody to make a dataset of them. */
const RECEIVED_LIFETIME_MS = DAY_MS
const URL_LIFETIME_S = 3600
/** Each asks the store for its parts. */
const LISTED_AT_ONCE = 8

/** An upload with what the store holds of it. */
export interface UploadState {
  readonly row: UploadRow
  readonly layout: PartLayout
  readonly received: readonly StoredPart[]
}

/** Files that are sent in parts: the database knows what was announced, the store what has arrived. */
export class PartUploadService {
  readonly #parts: UploadParts

  constructor(parts: UploadParts) {
    this.#parts = parts
  }

  /** @throws TooManyUploadsError, UploadTooLargeError, QuotaExceededError, FilenameInvalidError */
  async create(actor: Actor, { filename, bytes, fingerprint }: CreateUpload): Promise<UploadState> {
    requirePermission(actor, 'dataset.write')
    const { database, quota } = this.#parts
    const { organizationId, userId } = actor
    const name = safeFilename(filename)
    quota.requireSize(bytes)
    const layout = chooseLayout(bytes)
    const row = await database.withActor(actor, async (tx) => {
      await quota.admit(tx, organizationId, bytes)
      return insertUpload(tx, {
        organizationId,
        fileKey: stagingKey(organizationId),
        filename: name,
        createdBy: userId,
        expiresAt: new Date(Date.now() + OPEN_LIFETIME_MS),
        declaredBytes: bytes,
        partBytes: layout.partBytes,
        fingerprint: fingerprint ?? null,
      })
    })
    return { row: await this.#begin(actor, row), layout, received: [] }
  }

  /** The room is taken before the store hears of the upload: a crash in between leaves a row that expires. */
  async #begin(actor: Actor, row: UploadRow): Promise<UploadRow> {
    const { database, storage } = this.#parts
    const { storeUploadId } = await storage.parts.begin(row.fileKey).catch(async (error: unknown) => {
      await database.withActor(actor, (tx) => deleteUploads(tx, [row.id]))
      throw error
    })
    await database.withActor(actor, (tx) => nameStoreUpload(tx, row.id, storeUploadId))
    return { ...row, storeUploadId }
  }

  /** @throws UploadNotFoundError */
  async get(actor: Actor, id: string): Promise<UploadState> {
    return this.#presentState(actor, await this.#find(actor, id))
  }

  /** The caller's uploads that are no dataset yet, newest first. */
  async list(actor: Actor, query: PageQuery): Promise<ListPage<UploadState>> {
    requirePermission(actor, 'dataset.write')
    const page = { limit: query.limit + 1, after: cursorFrom(query) }
    const rows = await this.#parts.database.withActor(actor, (tx) => listPartUploads(tx, actor, page))
    const { items, nextCursor } = cutPage(rows, query.limit, (row) => row)
    const states: UploadState[] = []
    for (let from = 0; from < items.length; from += LISTED_AT_ONCE) {
      const some = items.slice(from, from + LISTED_AT_ONCE)
      states.push(...(await Promise.all(some.map((row) => this.#presentState(actor, row)))))
    }
    return { items: states, nextCursor }
  }

  /**
   * Addresses for parts, in the order asked for.
   *
   * @throws UploadNotFoundError, UploadFinishedError, PartOutOfRangeError
   */
  async sign(actor: Actor, id: string, { parts }: SignParts): Promise<(SignedPut & { readonly number: number })[]> {
    const { database, storage } = this.#parts
    const row = await this.#find(actor, id)
    if (row.receivedAt !== null) throw new UploadFinishedError(id)
    const { upload, layout } = announced(row)
    const count = partCountOf(layout)
    const beyond = parts.find(({ number }) => number > count)
    if (beyond !== undefined) throw new PartOutOfRangeError(beyond.number, count)
    const hashes = Object.fromEntries(parts.map(({ number, sha256 }) => [String(number), sha256]))
    const expiresAt = new Date(Date.now() + OPEN_LIFETIME_MS)
    await database.withActor(actor, (tx) => notePartHashes(tx, id, hashes, expiresAt))
    const signed = parts.map(async (part) => ({
      number: part.number,
      ...(await storage.parts.sign(upload, layout, part, URL_LIFETIME_S)),
    }))
    return Promise.all(signed)
  }

  /**
   * Makes one file of the parts. Calling it again answers the same.
   *
   * @throws UploadNotFoundError; of the storage `upload_incomplete` naming missing parts, `upload_corrupt`.
   */
  async complete(actor: Actor, id: string): Promise<UploadState> {
    const { database, storage } = this.#parts
    const row = await this.#find(actor, id)
    const { upload, layout } = announced(row)
    if (row.receivedAt !== null) return { row, layout, received: [] }
    const made = await storage.parts.complete(upload, layout, row.partHashes).catch(async (error: unknown) => {
      // Nothing of it is left: the row would only promise what cannot be finished.
      if (error instanceof AppError && error.code === 'upload_corrupt')
        await database.withActor(actor, (tx) => deleteUploads(tx, [id]))
      throw error
    })
    if (made.bytes !== layout.bytes) throw new UploadIncompleteError(row.fileKey)
    const expiresAt = new Date(Date.now() + RECEIVED_LIFETIME_MS)
    const content = { bytes: made.bytes, contentHash: made.sha256, expiresAt }
    await database.withActor(actor, (tx) => markUploadReceived(tx, id, content))
    return { row: await this.#find(actor, id), layout, received: [] }
  }

  /**
   * Gives the upload up and removes what arrived of it.
   *
   * @throws UploadNotFoundError; UploadFinishedError when it is a dataset.
   */
  async cancel(actor: Actor, id: string): Promise<void> {
    const { database, storage } = this.#parts
    const row = await this.#find(actor, id)
    if (row.claimedAt !== null) throw new UploadFinishedError(id)
    if (row.storeUploadId !== null) await storage.parts.abort(announced(row).upload)
    await storage.remove(row.fileKey)
    await database.withActor(actor, (tx) => deleteUploads(tx, [id]))
  }

  async #find(actor: Actor, id: string): Promise<UploadRow> {
    requirePermission(actor, 'dataset.write')
    const row = await this.#parts.database.withActor(actor, (tx) => findPartUpload(tx, actor, id))
    if (!row) throw new UploadNotFoundError(id)
    return row
  }

  /** A server that died between the finished object and its row left parts that are half removed: the object decides. */
  async #presentState(actor: Actor, row: UploadRow): Promise<UploadState> {
    const finished = row.receivedAt === null && (await this.#parts.storage.head(row.fileKey)) !== null
    return finished ? this.complete(actor, row.id) : this.#stateOf(row)
  }

  async #stateOf(row: UploadRow): Promise<UploadState> {
    const { upload, layout } = announced(row)
    const received = row.receivedAt === null ? await this.#parts.storage.parts.list(upload) : []
    return { row, layout, received: received ?? [] }
  }
}

/** What was announced of an upload in parts. */
function announced(row: UploadRow): { readonly upload: PartUpload; readonly layout: PartLayout } {
  const { fileKey, storeUploadId, declaredBytes, partBytes } = row
  if (storeUploadId === null || declaredBytes === null || partBytes === null) throw new UploadNotFoundError(row.id)
  return { upload: { key: fileKey, storeUploadId }, layout: { bytes: declaredBytes, partBytes } }
}
