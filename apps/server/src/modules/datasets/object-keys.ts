import { randomBytes } from 'node:crypto'

/** A new key for bytes that nobody has checked yet; 192 random bits, so that it cannot be guessed. */
export function stagingKey(organizationId: string): string {
  return `org_id=${organizationId}/uploads/${randomBytes(24).toString('hex')}`
}

/** Where checked bytes stay, once per organization and content. */
export function originalKey(organizationId: string, contentHash: string): string {
  return `org_id=${organizationId}/originals/${contentHash}`
}

/** Where an original waits that nobody seems to refer to, until that has been looked at twice. */
export function setAsideKey(organizationId: string, contentHash: string): string {
  return `org_id=${organizationId}/trash/${contentHash}`
}

/** The analytical copy of a version. */
export function tableKey(organizationId: string, versionId: string): string {
  return `org_id=${organizationId}/tables/${versionId}/data.parquet`
}

/** The records of a version that did not fit. */
export function rejectsKey(organizationId: string, versionId: string): string {
  return `org_id=${organizationId}/tables/${versionId}/rejects.parquet`
}

export type KeyKind = 'upload' | 'original' | 'set_aside' | 'table'

const KINDS: Readonly<Record<string, KeyKind>> = {
  uploads: 'upload',
  originals: 'original',
  trash: 'set_aside',
  tables: 'table',
}

/** What a key is for, and the name that its row in the database has; null for keys that other parts of the server made. */
export function parseKey(key: string): { organizationId: string; kind: KeyKind; name: string } | null {
  const [, organizationId, folder, name] = /^org_id=([0-9a-f-]{36})\/([a-z]+)\/([^/]+)/.exec(key) ?? []
  const kind = KINDS[folder ?? '']
  if (organizationId === undefined || kind === undefined || name === undefined) return null
  return { organizationId, kind, name }
}
