import { and, count, eq, gt, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { JobStatus } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import { type AnalysisRow, UNFINISHED } from './analysis.repository.ts'
import { analyses } from './analysis.table.ts'

const FINISHED: JobStatus[] = ['completed', 'failed', 'cancelled']
/** Deleted analyses can be restored for this long. */
const RESTORABLE = sql`now() - interval '30 days'`

/** Cancels what waits or runs; undefined when it has ended already. */
export async function cancelUnfinished(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({
      status: 'cancelled',
      message: 'Cancelled',
      paused: false,
      secondsLeft: null,
      finishedAt: sql`now()`,
      leaseUntil: null,
    })
    .where(unfinished(organizationId, id))
    .returning()
  return row
}

/** Asks what waits or runs to pause, or to go on; undefined when it has ended already. */
export async function setPaused(
  tx: Transaction,
  organizationId: string,
  id: string,
  paused: boolean,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({ paused, secondsLeft: null, message: paused ? 'Paused' : 'Waiting' })
    .where(unfinished(organizationId, id))
    .returning()
  return row
}

function unfinished(organizationId: string, id: string) {
  return and(
    eq(analyses.organizationId, organizationId),
    eq(analyses.id, id),
    isNull(analyses.deletedAt),
    inArray(analyses.status, UNFINISHED),
  )
}

export async function softDeleteAnalysis(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(analyses)
    .set({ deletedAt: sql`now()` })
    .where(eq(analyses.id, id))
}

/** Undoes a deletion; undefined where there is none. */
export async function restoreDeleted(
  tx: Transaction,
  organizationId: string,
  id: string,
): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .update(analyses)
    .set({ deletedAt: null })
    .where(
      and(
        eq(analyses.organizationId, organizationId),
        eq(analyses.id, id),
        isNotNull(analyses.deletedAt),
        gt(analyses.deletedAt, RESTORABLE),
      ),
    )
    .returning()
  return row
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

/** What can no longer be restored, at most `limit`. */
export async function findPurgeable(
  tx: Transaction,
  limit: number,
): Promise<{ readonly id: string; readonly organizationId: string }[]> {
  return tx
    .select({ id: analyses.id, organizationId: analyses.organizationId })
    .from(analyses)
    .where(and(isNotNull(analyses.deletedAt), lt(analyses.deletedAt, RESTORABLE)))
    .limit(limit)
}

/** Removes rows for good, with what belongs to them. */
export async function purge(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.delete(analyses).where(inArray(analyses.id, [...ids]))
}

/** Of analyses of organizations that there are, the ids that there are not. */
export async function findUnknownAnalyses(
  tx: Transaction,
  asked: readonly { readonly organizationId: string; readonly analysisId: string }[],
): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select asked.id from unnest(
      ${sql.param(asked.map(({ analysisId }) => analysisId))}::uuid[],
      ${sql.param(asked.map(({ organizationId }) => organizationId))}::uuid[]) as asked(id, organization_id)
    join datapilot.organization on organization.id = asked.organization_id
    where not exists (select 1 from ${analyses} where ${analyses.id} = asked.id)`)
  return new Set(rows.map(({ id }) => id))
}
