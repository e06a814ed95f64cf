import type { PresignedUpload, SignedPart, Upload } from '@datapilot/contracts'
import { partCountOf, type SignedPut } from '../../platform/storage/part-storage.ts'
import type { UploadState } from './upload-parts.service.ts'
import type { UploadOffer } from './upload.service.ts'

export function presentOffer(offer: UploadOffer): PresignedUpload {
  return {
    upload_url: offer.url,
    file_key: offer.fileKey,
    method: 'PUT',
    max_bytes: offer.maxBytes,
    expires_at: offer.expiresAt.toISOString(),
  }
}

export function presentUpload({ row, layout, received }: UploadState): Upload {
  return {
    upload_id: row.id,
    file_key: row.fileKey,
    filename: row.filename,
    bytes: layout.bytes,
    part_bytes: layout.partBytes,
    part_count: partCountOf(layout),
    received: [...received],
    status: row.receivedAt === null ? 'open' : 'received',
    fingerprint: row.fingerprint,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  }
}

export function presentSignedPart({ number, url, headers, expiresAt }: SignedPut & { number: number }): SignedPart {
  return { number, url, headers: { ...headers }, expires_at: expiresAt.toISOString() }
}
