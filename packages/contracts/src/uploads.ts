import { z } from 'zod'
import { Id, Timestamp, pageOf } from './common.ts'

/** Keys are `org_id=<organization>/uploads/<random>`; opaque to clients. */
export const FileKey = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[\x20-\x7e]+$/, { error: 'a file_key as it was given out' })

const Filename = z.string().min(1).max(255)

/** SHA-256, lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 in lower-case hex' })

export const PresignedUploadQuery = z.object({
  filename: Filename,
  /** The size, where the client knows it: a file beyond the quota is then refused before it is sent. */
  bytes: z.coerce.number().int().nonnegative().optional(),
})
export const PresignedUpload = z.object({
  upload_url: z.string(),
  file_key: FileKey,
  method: z.literal('PUT'),
  max_bytes: z.int().positive(),
  expires_at: Timestamp,
})
export type PresignedUpload = z.infer<typeof PresignedUpload>

/** Announces a file that is sent in parts. */
export const CreateUpload = z.object({
  filename: Filename,
  /** Exact size of the file. */
  bytes: z.int().positive(),
  /** A client's own note about the file, by which it recognizes it when a person chooses it again after a restart. */
  fingerprint: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x20-\x7e]+$/, { error: 'printable ASCII' })
    .optional(),
})
export type CreateUpload = z.infer<typeof CreateUpload>

/** Parts are numbered from 1, as in S3. */
export const PartNumber = z.int().min(1).max(10_000)

/** `sha256` is null where the store does not tell it. */
export const ReceivedPart = z.object({ number: PartNumber, bytes: z.int().nonnegative(), sha256: Sha256.nullable() })
export type ReceivedPart = z.infer<typeof ReceivedPart>

/** `received`: complete, every byte is there; a dataset can be made of it. */
export const UploadStatus = z.enum(['open', 'received'])
export type UploadStatus = z.infer<typeof UploadStatus>

export const Upload = z.object({
  upload_id: Id,
  file_key: FileKey,
  filename: z.string(),
  bytes: z.int().positive(),
  /** Size of every part but the last. */
  part_bytes: z.int().positive(),
  part_count: z.int().positive(),
  /** What the store holds, by number; empty once the parts have become one file. */
  received: z.array(ReceivedPart),
  status: UploadStatus,
  fingerprint: z.string().nullable(),
  created_at: Timestamp,
  /** Unfinished uploads are cleared away then. */
  expires_at: Timestamp,
})
export type Upload = z.infer<typeof Upload>
export const UploadPage = pageOf(Upload)
export type UploadPage = z.infer<typeof UploadPage>

/** Asks for the addresses of parts; each is good for exactly these bytes. */
export const SignParts = z.object({
  parts: z
    .array(z.object({ number: PartNumber, sha256: Sha256 }))
    .min(1)
    .max(100),
})
export type SignParts = z.infer<typeof SignParts>

export const SignedPart = z.object({
  number: PartNumber,
  url: z.string(),
  /** To be sent with the PUT, exactly so. */
  headers: z.record(z.string(), z.string()),
  expires_at: Timestamp,
})
export type SignedPart = z.infer<typeof SignedPart>
export const SignedParts = z.object({ parts: z.array(SignedPart) })
export type SignedParts = z.infer<typeof SignedParts>

/** What the files of an organization take, in bytes. `bytes` is the sum of the three; `quota_bytes` null: no limit. */
export const StorageUsage = z.object({
  bytes: z.int().nonnegative(),
  quota_bytes: z.int().positive().nullable(),
  /** Uploaded files, each content once. */
  originals: z.int().nonnegative(),
  /** Analytical copies. */
  tables: z.int().nonnegative(),
  /** Announced sizes of uploads that are not datasets yet. */
  open_uploads: z.int().nonnegative(),
})
export type StorageUsage = z.infer<typeof StorageUsage>

/** What removing the deleted datasets for good gave back. */
export const StoragePurged = z.object({ datasets: z.int().nonnegative(), bytes: z.int().nonnegative() })
export type StoragePurged = z.infer<typeof StoragePurged>
