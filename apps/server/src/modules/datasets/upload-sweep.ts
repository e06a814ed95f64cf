import type { Logger } from '../../platform/telemetry/logger.ts'
import type { UploadParts } from './upload.service.ts'
import { deleteUploads, findStaleUploads } from './upload.repository.ts'

/** Bytes that arrived are kept this long for somebody to make a dataset of them: a PUT that was answered is not lost. */
const UNCLAIMED_LIFETIME_MS = 24 * 3600 * 1000
const BATCH = 500

/**
 * Forgets uploads that nobody finished or made a dataset of, with what lies in the store. Returns how many.
 * The store goes first: a crash in between leaves a row, and the next sweep takes that.
 */
export async function sweepUploads(
  { database, storage, logger }: Pick<UploadParts, 'database' | 'storage'> & { readonly logger: Logger },
  now = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - UNCLAIMED_LIFETIME_MS)
  const stale = await database.withService((tx) => findStaleUploads(tx, now, before, BATCH))
  for (const { fileKey, storeUploadId } of stale) {
    if (storeUploadId !== null) await storage.parts.abort({ key: fileKey, storeUploadId })
    await storage.remove(fileKey)
  }
  if (stale.length === 0) return 0
  const ids = stale.map(({ id }) => id)
  await database.withService((tx) => deleteUploads(tx, ids))
  logger.info({ removed: stale.length }, 'upload.expired')
  return stale.length
}
