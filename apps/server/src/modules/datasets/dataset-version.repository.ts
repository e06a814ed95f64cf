import { and, desc, eq, inArray, lt, max, or, sql } from 'drizzle-orm'
import type { DatasetProblem, Profile, Reading } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { datasetProfiles, datasets, datasetVersions } from './dataset.table.ts'
import type { DatasetWithVersion, VersionRow } from './dataset.repository.ts'
import { storableJson } from './storable-json.ts'

export async function insertVersion(tx: Transaction, row: typeof datasetVersions.$inferInsert): Promise<VersionRow> {
  const [version] = await tx.insert(datasetVersions).values(row).returning()
  if (!version) throw new Error('insert returned no row')
  return version
}

export async function findVersion(tx: Transaction, versionId: string): Promise<DatasetWithVersion | undefined> {
  const [found] = await tx
    .select({ dataset: datasets, version: datasetVersions })
    .from(datasetVersions)
    .innerJoin(datasets, eq(datasets.id, datasetVersions.datasetId))
    .where(eq(datasetVersions.id, versionId))
  return found
}

export async function findVersionByNumber(
  tx: Transaction,
  organizationId: string,
  datasetId: string,
  number: number,
): Promise<VersionRow | undefined> {
  const [version] = await tx
    .select()
    .from(datasetVersions)
    .where(
      and(
        eq(datasetVersions.organizationId, organizationId),
        eq(datasetVersions.datasetId, datasetId),
        eq(datasetVersions.number, number),
      ),
    )
  return version
}

/** Locks the row until the transaction ends: analyses of one version start one after the other. */
export async function lockVersion(tx: Transaction, versionId: string): Promise<VersionRow | undefined> {
  const [row] = await tx.select().from(datasetVersions).where(eq(datasetVersions.id, versionId)).for('update')
  return row
}

/** Locks the dataset until the transaction ends: no version of it is made or becomes the shown one meanwhile. */
export async function lockDataset(tx: Transaction, datasetId: string): Promise<void> {
  await tx.select({ id: datasets.id }).from(datasets).where(eq(datasets.id, datasetId)).for('update')
}

/** The next version number; the dataset's row stays locked so that two rereads cannot take the same. */
export async function nextVersionNumber(tx: Transaction, datasetId: string): Promise<number> {
  await lockDataset(tx, datasetId)
  const [row] = await tx
    .select({ newest: max(datasetVersions.number) })
    .from(datasetVersions)
    .where(eq(datasetVersions.datasetId, datasetId))
  return (row?.newest ?? 0) + 1
}

/** Newest first. */
export async function listVersions(
  tx: Transaction,
  datasetId: string,
  page: { readonly limit: number; readonly after: Cursor | null },
): Promise<VersionRow[]> {
  const { after, limit } = page
  return tx
    .select()
    .from(datasetVersions)
    .where(
      and(
        eq(datasetVersions.datasetId, datasetId),
        after === null
          ? undefined
          : or(
              lt(datasetVersions.createdAt, new Date(after.at)),
              and(eq(datasetVersions.createdAt, new Date(after.at)), lt(datasetVersions.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(datasetVersions.createdAt), desc(datasetVersions.id))
    .limit(limit)
}

/** True while any version of the dataset waits or is being read. */
export async function isBeingRead(tx: Transaction, datasetId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: datasetVersions.id })
    .from(datasetVersions)
    .where(and(eq(datasetVersions.datasetId, datasetId), inArray(datasetVersions.status, ['queued', 'reading'])))
    .limit(1)
  return rows.length > 0
}

export async function setNewestAnalysis(tx: Transaction, versionId: string, analysisId: string): Promise<void> {
  await tx.update(datasetVersions).set({ analysisId }).where(eq(datasetVersions.id, versionId))
}

export async function markQueued(tx: Transaction, versionId: string): Promise<void> {
  await tx.update(datasetVersions).set({ status: 'queued', problem: null }).where(eq(datasetVersions.id, versionId))
}

/** Only what waits: a run that was cancelled or overtaken in this moment takes nothing back. */
export async function markReading(tx: Transaction, versionId: string): Promise<void> {
  await tx
    .update(datasetVersions)
    .set({ status: 'reading' })
    .where(and(eq(datasetVersions.id, versionId), eq(datasetVersions.status, 'queued')))
}

/** The file could not be read: nothing but the original and the reason stays. A version that was read keeps its table. */
export async function markUnreadable(tx: Transaction, versionId: string, problem: DatasetProblem): Promise<void> {
  await tx
    .update(datasetVersions)
    .set({ status: 'failed', problem: storableJson(problem) })
    .where(and(eq(datasetVersions.id, versionId), inArray(datasetVersions.status, ['queued', 'reading'])))
}

/** The table stands: the version becomes ready, and the one that its dataset shows unless a newer one is shown already. The table of the file that it is goes with it. */
export async function markReady(
  tx: Transaction,
  versionId: string,
  reading: Reading,
  tableBytes: number,
): Promise<void> {
  await tx
    .update(datasetVersions)
    .set({
      status: 'ready',
      problem: null,
      reading: storableJson(reading),
      tableBytes,
      rows: reading.rows,
      columns: reading.columns.length,
      rejectedRows: reading.rejected_rows,
    })
    .where(eq(datasetVersions.id, versionId))
  await tx.execute(sql`
    update ${datasets} set version_id = newer.id, part = ${storableJson(reading.part ?? null)}, updated_at = now()
    from ${datasetVersions} newer, ${datasetVersions} shown
    where newer.id = ${versionId} and ${datasets.id} = newer.dataset_id
      and shown.id = ${datasets.versionId} and newer.number >= shown.number`)
}

/** Stores the exact profile, and beside the version what lists show of it. Replaces an earlier one. */
export async function saveProfile(
  tx: Transaction,
  version: Pick<VersionRow, 'id' | 'organizationId'>,
  profile: Profile,
): Promise<void> {
  const stored = storableJson(profile)
  await tx
    .insert(datasetProfiles)
    .values({ versionId: version.id, organizationId: version.organizationId, profile: stored })
    .onConflictDoUpdate({ target: datasetProfiles.versionId, set: { profile: stored, createdAt: new Date() } })
  await tx
    .update(datasetVersions)
    .set({ alerts: profile.alerts.length, fill: fillOf(profile) })
    .where(eq(datasetVersions.id, version.id))
}

const MAX_FILL_COLUMNS = 60

function fillOf(profile: Profile): number[] {
  return profile.columns.slice(0, MAX_FILL_COLUMNS).map((column) => 1 - column.missing_share)
}

export async function findProfile(
  tx: Transaction,
  organizationId: string,
  versionId: string,
): Promise<Profile | undefined> {
  const [row] = await tx
    .select({ profile: datasetProfiles.profile })
    .from(datasetProfiles)
    .where(and(eq(datasetProfiles.organizationId, organizationId), eq(datasetProfiles.versionId, versionId)))
  return row?.profile
}

/** Analyses that were deleted are no longer the newest of anything. */
export async function forgetAnalyses(tx: Transaction, analysisIds: readonly string[]): Promise<void> {
  await tx
    .update(datasetVersions)
    .set({ analysisId: null })
    .where(inArray(datasetVersions.analysisId, [...analysisIds]))
}
