import { and, count, eq, gt, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { uploads } from './upload.table.ts'

export type UploadRow = typeof uploads.$inferSelect

export async function insertUpload(tx: Transaction, row: typeof uploads.$inferInsert): Promise<void> {
  await tx.insert(uploads).values(row)
}

/** Uploads that may still bring bytes: given out, not expired, not made into a dataset. */
export async function countOpenUploads(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ open: count() })
    .from(uploads)
    .where(
      and(eq(uploads.organizationId, organizationId), isNull(uploads.claimedAt), gt(uploads.expiresAt, new Date())),
    )
  return row?.open ?? 0
}

export async function findUpload(
  tx: Transaction,
  organizationId: string,
  fileKey: string,
): Promise<UploadRow | undefined> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.organizationId, organizationId), eq(uploads.fileKey, fileKey)))
  return row
}

/** Writes down what is about to be moved; the first writer wins, so that two callers move the same bytes. */
export async function recordUploadContent(
  tx: Transaction,
  id: string,
  content: { readonly contentHash: string; readonly bytes: number },
): Promise<void> {
  await tx
    .update(uploads)
    .set(content)
    .where(and(eq(uploads.id, id), isNull(uploads.contentHash)))
}

export async function markUploadClaimed(tx: Transaction, id: string): Promise<void> {
  await tx.update(uploads).set({ claimedAt: new Date() }).where(eq(uploads.id, id))
}

/** Claimed uploads whose URL has expired, and unclaimed ones whose URL expired before `abandonedBefore`; oldest first. */
export async function findStaleUploads(tx: Transaction, abandonedBefore: Date, limit: number): Promise<UploadRow[]> {
  return tx
    .select()
    .from(uploads)
    .where(
      or(lt(uploads.expiresAt, abandonedBefore), and(isNotNull(uploads.claimedAt), lt(uploads.expiresAt, new Date()))),
    )
    .orderBy(uploads.expiresAt)
    .limit(limit)
}

export async function deleteUploads(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.delete(uploads).where(inArray(uploads.id, [...ids]))
}
