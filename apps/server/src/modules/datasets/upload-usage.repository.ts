import { and, eq, inArray, sql } from 'drizzle-orm'
import { Id, type StorageUsage } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import { datasets, datasetVersions } from './dataset.table.ts'
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

/** Of these content hashes, those that a version, or an upload that is none yet, of the organization refers to. */
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
      where organization_id = ${organizationId} and content_hash = any(${sql.param([...hashes])}::text[])
        and claimed_at is null`)
  return new Set(rows.map(({ hash }) => hash))
}

/** Of these ids, those of organizations that there are. Anything that is no id is of none. */
export async function findKnownOrganizations(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from datapilot.organization where id = any(${sql.param(onlyIds(ids))}::uuid[])`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** The same for versions of datasets. */
export async function findKnownVersions(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: datasetVersions.id })
    .from(datasetVersions)
    .where(inArray(datasetVersions.id, onlyIds(ids)))
  return new Set(rows.map(({ id }) => id))
}

function onlyIds(texts: readonly string[]): string[] {
  return texts.filter((text) => Id.safeParse(text).success)
}

/** Deleted datasets of which no version waits or is being read, with the ids of all their versions. */
export async function findDeletedDatasets(
  tx: Transaction,
  organizationId: string,
  limit: number,
): Promise<{ datasetIds: string[]; versionIds: string[] }> {
  const { rows } = await tx.execute<{ id: string; versions: string[] }>(sql`
    select d.id, array_agg(v.id) as versions
    from ${datasets} d join ${datasetVersions} v on v.dataset_id = d.id
    where d.organization_id = ${organizationId} and d.deleted_at is not null
    group by d.id
    having not bool_or(v.status in ('queued', 'reading'))
    order by d.id limit ${limit}`)
  return { datasetIds: rows.map(({ id }) => id), versionIds: rows.flatMap(({ versions }) => versions) }
}

/** With everything that belongs to them; a dataset that was restored meanwhile stays. */
export async function deleteForGood(tx: Transaction, organizationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .delete(datasets)
    .where(
      and(
        eq(datasets.organizationId, organizationId),
        inArray(datasets.id, [...ids]),
        sql`${datasets.deletedAt} is not null`,
      ),
    )
}
