import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { AnalysisType, FileFormat, JobStatus } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { analyses } from './analysis.table.ts'

export type AnalysisRow = typeof analyses.$inferSelect

export const UNFINISHED: JobStatus[] = ['queued', 'running']

/** What is worked on: a version, and for a comparison what it is compared with. */
export interface AnalysisWork {
  readonly type: AnalysisType
  readonly versionId: string
  readonly base: { readonly datasetId: string; readonly versionId: string; readonly number: number } | null
  readonly key: readonly string[] | null
}

export interface NewAnalysis extends AnalysisWork {
  readonly organizationId: string
  readonly datasetId: string
  readonly fileKey: string
  readonly createdBy: string
  readonly bytes: number
  /** Null until the file was read. */
  readonly format: FileFormat | null
  readonly columns: number | null
  readonly rows: number | null
}

export async function insertAnalysis(tx: Transaction, { base, key, ...values }: NewAnalysis): Promise<AnalysisRow> {
  const [row] = await tx
    .insert(analyses)
    .values({
      ...values,
      key: key === null ? null : [...key],
      baseDatasetId: base?.datasetId ?? null,
      baseVersionId: base?.versionId ?? null,
      baseNumber: base?.number ?? null,
      message: 'Waiting',
    })
    .returning()
  if (!row) throw new Error('insert returned no row')
  return row
}

export async function findAnalysis(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .select()
    .from(analyses)
    .where(and(eq(analyses.organizationId, organizationId), eq(analyses.id, id), isNull(analyses.deletedAt)))
  return row
}

/** The analysis of the same work that waits or runs. */
export async function findUnfinished(tx: Transaction, work: AnalysisWork): Promise<AnalysisRow | undefined> {
  const { type, versionId, base, key } = work
  const [row] = await tx
    .select()
    .from(analyses)
    .where(
      and(
        eq(analyses.versionId, versionId),
        eq(analyses.type, type),
        inArray(analyses.status, UNFINISHED),
        isNull(analyses.deletedAt),
        base === null ? isNull(analyses.baseVersionId) : eq(analyses.baseVersionId, base.versionId),
        key === null ? isNull(analyses.key) : sql`${analyses.key} = ${JSON.stringify(key)}::jsonb`,
      ),
    )
    .orderBy(desc(analyses.createdAt))
    .limit(1)
  return row
}

/** Makes an analysis that nobody has begun one of another type; undefined when somebody has. */
export async function retypeUnbegun(
  tx: Transaction,
  organizationId: string,
  id: string,
  type: AnalysisType,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({ type })
    .where(
      and(
        eq(analyses.organizationId, organizationId),
        eq(analyses.id, id),
        eq(analyses.status, 'queued'),
        eq(analyses.attempt, 0),
      ),
    )
    .returning()
  return row
}

/** Whether a version has been analysed to its end in this way. */
export async function hasCompleted(tx: Transaction, versionId: string, type: AnalysisType): Promise<boolean> {
  const rows = await tx
    .select({ id: analyses.id })
    .from(analyses)
    .where(and(eq(analyses.versionId, versionId), eq(analyses.type, type), eq(analyses.status, 'completed')))
    .limit(1)
  return rows.length > 0
}

export async function countUnfinished(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ unfinished: count() })
    .from(analyses)
    .where(and(eq(analyses.organizationId, organizationId), inArray(analyses.status, UNFINISHED)))
  return row?.unfinished ?? 0
}

export interface AnalysisFilter {
  readonly limit: number
  readonly after: Cursor | null
  readonly status?: JobStatus | undefined
  readonly type?: AnalysisType | undefined
  readonly fileKey?: string | undefined
  readonly datasetId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** True lists the deleted ones. */
  readonly deleted: boolean
}

/** Newest first. */
export async function listAnalyses(
  tx: Transaction,
  organizationId: string,
  filter: AnalysisFilter,
): Promise<AnalysisRow[]> {
  const { after, status, type, fileKey, datasetId, from, to } = filter
  return tx
    .select()
    .from(analyses)
    .where(
      and(
        eq(analyses.organizationId, organizationId),
        filter.deleted ? isNotNull(analyses.deletedAt) : isNull(analyses.deletedAt),
        status === undefined ? undefined : eq(analyses.status, status),
        type === undefined ? undefined : eq(analyses.type, type),
        fileKey === undefined ? undefined : eq(analyses.fileKey, fileKey),
        datasetId === undefined ? undefined : eq(analyses.datasetId, datasetId),
        from === undefined ? undefined : gte(analyses.createdAt, from),
        to === undefined ? undefined : lt(analyses.createdAt, to),
        after === null
          ? undefined
          : or(
              lt(analyses.createdAt, new Date(after.at)),
              and(eq(analyses.createdAt, new Date(after.at)), lt(analyses.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(analyses.createdAt), desc(analyses.id))
    .limit(filter.limit)
}
