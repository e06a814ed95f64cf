import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { UploadChangedError, UploadIncompleteError, UploadNotFoundError } from './datasets.errors.ts'
import { originalKey } from './object-keys.ts'
import { findUpload, recordUploadContent, type UploadRow } from './upload.repository.ts'

/** An upload whose bytes were checked and lie under their content hash. */
export interface TakenUpload {
  readonly upload: UploadRow
  readonly contentHash: string
  readonly bytes: number
}

/**
 * Takes an uploaded file over: checks that it arrived, notes hash and size, moves it to its content key. Each step can
 * be repeated after a crash, and the signed URL reaches only the staging key, so that its replay changes nothing.
 *
 * @throws UploadNotFoundError, UploadIncompleteError, UploadChangedError
 */
export async function takeUpload(
  { database, storage }: { database: Database; storage: Storage },
  actor: Actor,
  fileKey: string,
): Promise<TakenUpload> {
  const find = () => database.withActor(actor, (tx) => findUpload(tx, actor.organizationId, fileKey))
  const upload = await find()
  if (!upload) throw new UploadNotFoundError(fileKey)
  if (upload.contentHash === null) {
    const content = await contentOf(storage, fileKey)
    await database.withActor(actor, (tx) => recordUploadContent(tx, upload.id, content))
  }
  const noted = await find()
  if (!noted || noted.contentHash === null || noted.bytes === null) throw new UploadNotFoundError(fileKey)
  await settle(storage, fileKey, actor.organizationId, noted.contentHash)
  return { upload: noted, contentHash: noted.contentHash, bytes: noted.bytes }
}

async function contentOf(storage: Storage, key: string): Promise<{ contentHash: string; bytes: number }> {
  const staged = await storage.head(key)
  if (!staged) throw new UploadIncompleteError(key)
  return { contentHash: staged.sha256 ?? (await hashObject(storage, key)), bytes: staged.bytes }
}

async function hashObject(storage: Storage, key: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(await storage.read(key), hash)
  return hash.digest('hex')
}

/** Brings the staged bytes to their content key, or lets them go where the organization holds the same content. */
async function settle(storage: Storage, fileKey: string, organizationId: string, contentHash: string): Promise<void> {
  const target = originalKey(organizationId, contentHash)
  if (!(await storage.head(target))) {
    await moveUnlessMoved(storage, fileKey, target)
    const moved = await storage.head(target)
    if (!moved) throw new UploadIncompleteError(fileKey)
    if ((moved.sha256 ?? (await hashObject(storage, target))) !== contentHash) {
      await storage.remove(target)
      throw new UploadChangedError(fileKey)
    }
  }
  if (await storage.head(fileKey)) await storage.remove(fileKey)
}

/** Two callers may settle the same upload at once; the loser finds the target in place. */
async function moveUnlessMoved(storage: Storage, from: string, to: string): Promise<void> {
  try {
    await storage.move(from, to)
  } catch (error) {
    if (!(await storage.head(to))) throw error
  }
}
