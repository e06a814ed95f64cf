import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { originalKey } from './object-keys.ts'
import type { UploadQuota } from './upload-quota.ts'
import { findUpload, recordUploadContent, type UploadRow } from './upload.repository.ts'
import { UploadChangedError, UploadIncompleteError, UploadNotFoundError } from './uploads.errors.ts'

/** An upload whose bytes were checked and lie under their content hash. */
export interface TakenUpload {
  readonly upload: UploadRow
  readonly contentHash: string
  readonly bytes: number
}

export interface IntakeParts {
  readonly database: Database
  readonly storage: Storage
  readonly quota: UploadQuota
}

/**
 * Takes an uploaded file over: checks that it arrived and may stay, notes hash and size, moves it to its content key.
 * Each step can be repeated after a crash, and signed URLs reach only the staging key, so that their replay changes
 * nothing.
 *
 * @throws UploadNotFoundError, UploadIncompleteError, UploadChangedError, UploadTooLargeError, QuotaExceededError
 */
export async function takeUpload(
  { database, storage, quota }: IntakeParts,
  actor: Actor,
  fileKey: string,
): Promise<TakenUpload> {
  const find = () => database.withActor(actor, (tx) => findUpload(tx, actor.organizationId, fileKey))
  const upload = await find()
  if (!upload) throw new UploadNotFoundError(fileKey)
  // Parts that became one file in the store are not checked before their completion was answered.
  if (upload.partBytes !== null && upload.receivedAt === null) throw new UploadIncompleteError(fileKey)
  if (upload.contentHash === null) {
    const content = await contentOf({ storage, quota }, fileKey)
    await database.withActor(actor, async (tx) => {
      // One PUT may have brought more than was announced, or not announced anything.
      const more = Math.max(0, content.bytes - (upload.declaredBytes ?? 0))
      if (more > 0) await quota.requireRoom(tx, actor.organizationId, more)
      await recordUploadContent(tx, upload.id, content)
    })
  }
  const noted = await find()
  if (!noted || noted.contentHash === null || noted.bytes === null) throw new UploadNotFoundError(fileKey)
  await settle(storage, fileKey, actor.organizationId, noted.contentHash)
  return { upload: noted, contentHash: noted.contentHash, bytes: noted.bytes }
}

async function contentOf(
  { storage, quota }: Pick<IntakeParts, 'storage' | 'quota'>,
  key: string,
): Promise<{ contentHash: string; bytes: number }> {
  const staged = await storage.head(key)
  if (!staged) throw new UploadIncompleteError(key)
  // Before anybody reads it: an object store holds a PUT without an announced size to no limit.
  quota.requireSize(staged.bytes)
  const hashed = await storage.hash(key)
  if (!hashed) throw new UploadIncompleteError(key)
  return { contentHash: hashed.sha256, bytes: hashed.bytes }
}

/** Brings the staged bytes to their content key, or lets them go where the organization holds the same content. */
async function settle(storage: Storage, fileKey: string, organizationId: string, contentHash: string): Promise<void> {
  const target = originalKey(organizationId, contentHash)
  if (!(await storage.head(target))) {
    await moveUnlessMoved(storage, fileKey, target, contentHash)
    if (!(await storage.head(target))) throw new UploadIncompleteError(fileKey)
  }
  if (await storage.head(fileKey)) await storage.remove(fileKey)
}

/** Two callers may settle the same upload at once; the loser finds the target in place. */
async function moveUnlessMoved(storage: Storage, from: string, to: string, sha256: string): Promise<void> {
  try {
    await storage.move(from, to, sha256)
  } catch (error) {
    if (await storage.head(to)) return
    throw error instanceof AppError && error.code === 'object_changed' ? new UploadChangedError(from) : error
  }
}
