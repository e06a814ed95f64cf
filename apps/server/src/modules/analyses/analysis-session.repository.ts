import { and, count, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { analysisSessions } from './analysis-session.table.ts'

/** Two missed heartbeats of 15 s: whoever held the connection is gone. */
const SEEN_LATELY = sql`now() - interval '40 seconds'`
const HISTORY = sql`now() - interval '30 days'`

export interface NewSession {
  readonly id: string
  readonly organizationId: string
  readonly analysisId: string
  readonly userId: string
}

export async function insertSession(tx: Transaction, session: NewSession): Promise<void> {
  await tx.insert(analysisSessions).values(session)
}

export async function touchSessions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .update(analysisSessions)
    .set({ lastSeenAt: sql`now()` })
    .where(inArray(analysisSessions.id, [...ids]))
}

export async function closeSession(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(analysisSessions)
    .set({ disconnectedAt: sql`now()` })
    .where(eq(analysisSessions.id, id))
}

/** Open connections per analysis, on every instance. */
export async function countOpenSessions(
  tx: Transaction,
  organizationId: string,
): Promise<{ analysisId: string; connections: number }[]> {
  return tx
    .select({ analysisId: analysisSessions.analysisId, connections: count() })
    .from(analysisSessions)
    .where(
      and(
        eq(analysisSessions.organizationId, organizationId),
        isNull(analysisSessions.disconnectedAt),
        gt(analysisSessions.lastSeenAt, SEEN_LATELY),
      ),
    )
    .groupBy(analysisSessions.analysisId)
}

export async function deleteOldSessions(tx: Transaction): Promise<void> {
  await tx.delete(analysisSessions).where(lt(analysisSessions.lastSeenAt, HISTORY))
}
