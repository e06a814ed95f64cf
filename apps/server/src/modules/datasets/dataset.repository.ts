import { and, asc, count, desc, eq, ilike, isNotNull, isNull, like, lt, ne, or, sql } from 'drizzle-orm'
import type { DatasetSibling, ListDatasetsQuery } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { datasets, datasetVersions } from './dataset.table.ts'
import { uniqueTableName } from './table-name.ts'

export type DatasetRow = typeof datasets.$inferSelect
export type VersionRow = typeof datasetVersions.$inferSelect

/** A dataset with the version that is shown. */
export interface DatasetWithVersion {
  readonly dataset: DatasetRow
  readonly version: VersionRow
}

/** What a list shows of each: only these columns are read, because decoding a page of rows costs more than finding it. */
export interface ListedDataset {
  readonly dataset: Pick<DatasetRow, keyof typeof datasetColumnsForLists>
  readonly version: Pick<VersionRow, keyof typeof versionColumnsForLists>
}

function withVersion(tx: Transaction) {
  return tx
    .select({ dataset: datasets, version: datasetVersions })
    .from(datasets)
    .innerJoin(datasetVersions, eq(datasetVersions.id, datasets.versionId))
}

export async function findDataset(
  tx: Transaction,
  organizationId: string,
  id: string,
  options: { readonly deleted?: boolean } = {},
): Promise<DatasetWithVersion | undefined> {
  const [found] = await withVersion(tx).where(
    and(
      eq(datasets.organizationId, organizationId),
      eq(datasets.id, id),
      options.deleted === true ? isNotNull(datasets.deletedAt) : isNull(datasets.deletedAt),
    ),
  )
  return found
}

/** The dataset made from an upload, deleted or not. */
export async function findDatasetByFileKey(
  tx: Transaction,
  organizationId: string,
  fileKey: string,
): Promise<DatasetWithVersion | undefined> {
  const [found] = await withVersion(tx).where(
    and(eq(datasets.organizationId, organizationId), eq(datasets.fileKey, fileKey)),
  )
  return found
}

/** Newest first. */
export async function listDatasets(
  tx: Transaction,
  organizationId: string,
  query: Pick<ListDatasetsQuery, 'q' | 'status' | 'deleted' | 'limit'> & { readonly after: Cursor | null },
): Promise<ListedDataset[]> {
  const { q, status, after } = query
  return tx
    .select({ dataset: datasetColumnsForLists, version: versionColumnsForLists })
    .from(datasets)
    .innerJoin(datasetVersions, eq(datasetVersions.id, datasets.versionId))
    .where(
      and(
        eq(datasets.organizationId, organizationId),
        query.deleted ? isNotNull(datasets.deletedAt) : isNull(datasets.deletedAt),
        q === undefined ? undefined : ilike(datasets.name, `%${q.replaceAll(/[\\%_]/gu, '\\$&')}%`),
        status === undefined ? undefined : eq(datasetVersions.status, status),
        after === null
          ? undefined
          : or(
              lt(datasets.createdAt, new Date(after.at)),
              and(eq(datasets.createdAt, new Date(after.at)), lt(datasets.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(datasets.createdAt), desc(datasets.id))
    .limit(query.limit)
}

/** The other datasets of the same file, oldest first. */
export async function findSiblings(
  tx: Transaction,
  { organizationId, fileGroup, id }: Pick<DatasetRow, 'organizationId' | 'fileGroup' | 'id'>,
): Promise<DatasetSibling[]> {
  return tx
    .select({ id: datasets.id, name: datasets.name, part: datasets.part })
    .from(datasets)
    .where(and(inFileGroup(organizationId, fileGroup), ne(datasets.id, id)))
    .orderBy(asc(datasets.createdAt), asc(datasets.id))
    .limit(MAX_SIBLINGS)
}

/** The datasets of one file with the versions that they show. */
export async function findFileGroup(
  tx: Transaction,
  organizationId: string,
  fileGroup: string,
): Promise<DatasetWithVersion[]> {
  return withVersion(tx)
    .where(inFileGroup(organizationId, fileGroup))
    .orderBy(asc(datasets.createdAt), asc(datasets.id))
}

const MAX_SIBLINGS = 200

function inFileGroup(organizationId: string, fileGroup: string) {
  return and(eq(datasets.organizationId, organizationId), eq(datasets.fileGroup, fileGroup), isNull(datasets.deletedAt))
}

const datasetColumnsForLists = {
  id: datasets.id,
  name: datasets.name,
  tableName: datasets.tableName,
  filename: datasets.filename,
  fileKey: datasets.fileKey,
  part: datasets.part,
  createdBy: datasets.createdBy,
  createdAt: datasets.createdAt,
}

const versionColumnsForLists = {
  number: datasetVersions.number,
  status: datasetVersions.status,
  contentHash: datasetVersions.contentHash,
  bytes: datasetVersions.bytes,
  rows: datasetVersions.rows,
  columns: datasetVersions.columns,
  rejectedRows: datasetVersions.rejectedRows,
  problem: datasetVersions.problem,
  analysisId: datasetVersions.analysisId,
  alerts: datasetVersions.alerts,
  fill: datasetVersions.fill,
}

export async function countDatasets(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(datasets)
    .where(and(eq(datasets.organizationId, organizationId), isNull(datasets.deletedAt)))
  return row?.total ?? 0
}

/** Inserts unless the upload already has a dataset; returns whether it did. */
export async function insertDataset(tx: Transaction, row: typeof datasets.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(datasets)
    .values(row)
    .onConflictDoNothing({ target: datasets.fileKey })
    .returning({ id: datasets.id })
  return inserted.length > 0
}

/**
 * A table name that no live dataset of the organization has. Namings of one organization wait for each other until
 * the transaction ends, else two datasets made at once would choose the same name and one would fail.
 */
export async function reserveTableName(tx: Transaction, organizationId: string, wanted: string): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`table_name:${organizationId}`}, 0))`)
  const taken = await tx
    .select({ name: datasets.tableName })
    .from(datasets)
    .where(
      and(
        eq(datasets.organizationId, organizationId),
        isNull(datasets.deletedAt),
        like(datasets.tableName, `${wanted.replaceAll('_', '\\_')}%`),
      ),
    )
  return uniqueTableName(wanted, new Set(taken.map(({ name }) => name)))
}

export async function updateDataset(
  tx: Transaction,
  id: string,
  change: Partial<Pick<DatasetRow, 'name' | 'tableName' | 'versionId' | 'part' | 'deletedAt'>>,
): Promise<void> {
  await tx
    .update(datasets)
    .set({ ...change, updatedAt: new Date() })
    .where(eq(datasets.id, id))
}
