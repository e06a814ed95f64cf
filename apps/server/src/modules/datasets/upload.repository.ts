import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { uploads } from './upload.table.ts'

export type UploadRow = typeof uploads.$inferSelect

export async function insertUpload(tx: Transaction, row: typeof uploads.$inferInsert): Promise<UploadRow> {
  const [inserted] = await tx.insert(uploads).values(row).returning()
  if (!inserted) throw new Error('insert returned no row')
  return inserted
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

/**
 * What nobody will ask for any more, oldest first: uploads in parts that have expired, URLs that were made into a
 * dataset and can bring no more bytes, and others whose URL expired before `abandonedBefore`.
 */
export async function findStaleUploads(
  tx: Transaction,
  now: Date,
  abandonedBefore: Date,
  limit: number,
): Promise<UploadRow[]> {
  return tx
    .select()
    .from(uploads)
    .where(
      or(
        lt(uploads.expiresAt, abandonedBefore),
        and(or(isNotNull(uploads.claimedAt), isNotNull(uploads.partBytes)), lt(uploads.expiresAt, now)),
      ),
    )
    .orderBy(uploads.expiresAt)
    .limit(limit)
}

export async function deleteUploads(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.delete(uploads).where(inArray(uploads.id, [...ids]))
}

/** An upload in parts of this person. */
export async function findPartUpload(
  tx: Transaction,
  owner: { readonly organizationId: string; readonly userId: string },
  id: string,
): Promise<UploadRow | undefined> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(and(ofOwner(owner), eq(uploads.id, id)))
  return row
}

/** This person's uploads in parts that are no dataset yet, newest first. */
export async function listPartUploads(
  tx: Transaction,
  owner: { readonly organizationId: string; readonly userId: string },
  page: { readonly limit: number; readonly after: Cursor | null },
): Promise<UploadRow[]> {
  const after = page.after === null ? null : { at: new Date(page.after.at), id: page.after.id }
  return tx
    .select()
    .from(uploads)
    .where(
      and(
        ofOwner(owner),
        isNull(uploads.claimedAt),
        gt(uploads.expiresAt, new Date()),
        after === null
          ? undefined
          : or(lt(uploads.createdAt, after.at), and(eq(uploads.createdAt, after.at), lt(uploads.id, after.id))),
      ),
    )
    .orderBy(desc(uploads.createdAt), desc(uploads.id))
    .limit(page.limit)
}

function ofOwner({ organizationId, userId }: { readonly organizationId: string; readonly userId: string }) {
  return and(
    eq(uploads.organizationId, organizationId),
    eq(uploads.createdBy, userId),
    isNotNull(uploads.partBytes),
    // Until the store knows of it there is nothing to go on with.
    isNotNull(uploads.storeUploadId),
  )
}

export async function nameStoreUpload(tx: Transaction, id: string, storeUploadId: string): Promise<void> {
  await tx.update(uploads).set({ storeUploadId }).where(eq(uploads.id, id))
}

/** Notes announced checksums beside those that are there, and that the upload is in use. */
export async function notePartHashes(
  tx: Transaction,
  id: string,
  hashes: Readonly<Record<string, string>>,
  expiresAt: Date,
): Promise<void> {
  await tx
    .update(uploads)
    .set({ partHashes: sql`${uploads.partHashes} || ${JSON.stringify(hashes)}::jsonb`, expiresAt })
    .where(eq(uploads.id, id))
}

/** The parts are one file. Its hash is known where the store computed it on the way. */
export async function markUploadReceived(
  tx: Transaction,
  id: string,
  { bytes, contentHash, expiresAt }: { bytes: number; contentHash: string | null; expiresAt: Date },
): Promise<void> {
  const content = contentHash === null ? {} : { bytes, contentHash }
  await tx
    .update(uploads)
    .set({ ...content, receivedAt: new Date(), expiresAt })
    .where(and(eq(uploads.id, id), isNull(uploads.receivedAt)))
}

/** Of these names, those that an upload has, in any organization. */
export async function findKnownStoreUploads(tx: Transaction, storeUploadIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: uploads.storeUploadId })
    .from(uploads)
    .where(inArray(uploads.storeUploadId, [...storeUploadIds]))
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

export async function findKnownFileKeys(tx: Transaction, fileKeys: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ key: uploads.fileKey })
    .from(uploads)
    .where(inArray(uploads.fileKey, [...fileKeys]))
  return new Set(rows.map(({ key }) => key))
}
