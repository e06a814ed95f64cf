import { randomBytes } from 'node:crypto'

/** A new key for bytes that nobody has checked yet; 192 random bits, so that it cannot be guessed. */
export function stagingKey(organizationId: string): string {
  return `org_id=${organizationId}/uploads/${randomBytes(24).toString('hex')}`
}

/** Where checked bytes stay, once per organization and content. */
export function originalKey(organizationId: string, contentHash: string): string {
  return `org_id=${organizationId}/originals/${contentHash}`
}

/** The analytical copy of a version. */
export function tableKey(organizationId: string, versionId: string): string {
  return `org_id=${organizationId}/tables/${versionId}/data.parquet`
}

/** The records of a version that did not fit. */
export function rejectsKey(organizationId: string, versionId: string): string {
  return `org_id=${organizationId}/tables/${versionId}/rejects.parquet`
}
