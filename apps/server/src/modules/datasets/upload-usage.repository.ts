import { sql } from 'drizzle-orm'
import type { StorageUsage } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import { datasetVersions } from './dataset.table.ts'
import { uploads } from './upload.table.ts'

/** Who asks for room in one organization waits for the one before, until its transaction ends. */
export async function lockUsage(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`storage:${organizationId}`}, 0))`)
}

/**
 * Bytes by kind. Originals count once per content, also those of deleted datasets, which can be restored. An upload
 * counts until it is a dataset: what arrived, else what was announced.
 */
export async function measureUsage(
  tx: Transaction,
  organizationId: string,
): Promise<Pick<StorageUsage, 'originals' | 'tables' | 'open_uploads'>> {
  const { rows } = await tx.execute<Record<'originals' | 'tables' | 'open_uploads', string>>(sql`
    with version as (
      select content_hash, bytes, files, table_bytes from ${datasetVersions} where organization_id = ${organizationId}
    ), original as (
      select content_hash as hash, bytes from version where jsonb_array_length(files) = 0
      union
      select file ->> 'content_hash', (file ->> 'bytes')::bigint from version, jsonb_array_elements(files) as file
    )
    select
      (select coalesce(sum(bytes), 0) from original) as originals,
      (select coalesce(sum(table_bytes), 0) from version) as tables,
      (select coalesce(sum(coalesce(bytes, declared_bytes, 0)), 0) from ${uploads}
        where organization_id = ${organizationId} and claimed_at is null) as open_uploads`)
  const [row] = rows
  return {
    originals: Number(row?.originals ?? 0),
    tables: Number(row?.tables ?? 0),
    open_uploads: Number(row?.open_uploads ?? 0),
  }
}

/** Of these content hashes, those that a version or an upload of the organization refers to. */
export async function findReferencedHashes(
  tx: Transaction,
  organizationId: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.execute<{ hash: string }>(sql`
    select content_hash as hash from ${datasetVersions}
      where organization_id = ${organizationId} and content_hash = any(${sql.param([...hashes])}::text[])
    union
    select file ->> 'content_hash' from ${datasetVersions}, jsonb_array_elements(files) as file
      where organization_id = ${organizationId} and file ->> 'content_hash' = any(${sql.param([...hashes])}::text[])
    union
    select content_hash from ${uploads}
      where organization_id = ${organizationId} and content_hash = any(${sql.param([...hashes])}::text[])`)
  return new Set(rows.map(({ hash }) => hash))
}

/** Of these ids, those of organizations and of versions that there are. Anything that is no id is of none. */
export async function findKnownOrganizations(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id::text as id from datapilot.organization where id::text = any(${sql.param([...ids])}::text[])`,
  )
  return new Set(rows.map(({ id }) => id))
}

export async function findKnownVersions(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id::text as id from ${datasetVersions} where id::text = any(${sql.param([...ids])}::text[])`,
  )
  return new Set(rows.map(({ id }) => id))
}
