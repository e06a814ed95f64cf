import { and, count, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { AnalysisType, JobStatus } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { analyses } from './analysis.table.ts'

export type AnalysisRow = typeof analyses.$inferSelect

const UNFINISHED: JobStatus[] = ['queued', 'running']
const FINISHED: JobStatus[] = ['completed', 'failed', 'cancelled']

export interface NewAnalysis {
  readonly organizationId: string
  readonly datasetId: string
  readonly versionId: string
  readonly fileKey: string
  readonly type: AnalysisType
  readonly createdBy: string
}

export async function insertAnalysis(tx: Transaction, values: NewAnalysis): Promise<AnalysisRow> {
  const [row] = await tx
    .insert(analyses)
    .values({ ...values, message: 'Waiting' })
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

/** The analysis of a version that waits or runs. */
export async function findUnfinished(tx: Transaction, versionId: string): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .select()
    .from(analyses)
    .where(and(eq(analyses.versionId, versionId), inArray(analyses.status, UNFINISHED)))
    .orderBy(desc(analyses.createdAt))
    .limit(1)
  return row
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
  readonly fileKey?: string | undefined
  readonly datasetId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

/** Newest first. */
export async function listAnalyses(
  tx: Transaction,
  organizationId: string,
  filter: AnalysisFilter,
): Promise<AnalysisRow[]> {
  const { after, status, fileKey, datasetId, from, to } = filter
  return tx
    .select()
    .from(analyses)
    .where(
      and(
        eq(analyses.organizationId, organizationId),
        isNull(analyses.deletedAt),
        status === undefined ? undefined : eq(analyses.status, status),
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

/** Cancels what waits or runs; undefined when it has ended already. */
export async function cancelUnfinished(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({ status: 'cancelled', message: 'Cancelled', finishedAt: sql`now()`, leaseUntil: null })
    .where(and(eq(analyses.organizationId, organizationId), eq(analyses.id, id), inArray(analyses.status, UNFINISHED)))
    .returning()
  return row
}

export async function softDeleteAnalysis(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(analyses)
    .set({ deletedAt: sql`now()` })
    .where(eq(analyses.id, id))
}

function finishedBefore(organizationId: string, before: Date) {
  return and(
    eq(analyses.organizationId, organizationId),
    isNull(analyses.deletedAt),
    inArray(analyses.status, FINISHED),
    lt(analyses.finishedAt, before),
  )
}

export async function countFinishedBefore(tx: Transaction, organizationId: string, before: Date): Promise<number> {
  const [row] = await tx.select({ old: count() }).from(analyses).where(finishedBefore(organizationId, before))
  return row?.old ?? 0
}

/** Soft-deletes; returns the ids. */
export async function softDeleteFinishedBefore(
  tx: Transaction,
  organizationId: string,
  before: Date,
): Promise<string[]> {
  const rows = await tx
    .update(analyses)
    .set({ deletedAt: sql`now()` })
    .where(finishedBefore(organizationId, before))
    .returning({ id: analyses.id })
  return rows.map(({ id }) => id)
}
