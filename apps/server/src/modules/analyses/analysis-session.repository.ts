import { and, count, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { analysisSessions } from './analysis-session.table.ts'

/** Two missed heartbeats of 15 s: whoever held the connection is gone. */
const SEEN_LATELY = sql`now() - interval '40 seconds'`
const HISTORY = sql`now() - interval '30 days'`

export type SessionRow = typeof analysisSessions.$inferSelect

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

/** Who followed an analysis and when, newest first. */
export async function listSessions(
  tx: Transaction,
  organizationId: string,
  analysisId: string,
  { after, limit }: { readonly after: Cursor | null; readonly limit: number },
): Promise<SessionRow[]> {
  const { connectedAt, id } = analysisSessions
  return tx
    .select()
    .from(analysisSessions)
    .where(
      and(
        eq(analysisSessions.organizationId, organizationId),
        eq(analysisSessions.analysisId, analysisId),
        after === null
          ? undefined
          : or(lt(connectedAt, new Date(after.at)), and(eq(connectedAt, new Date(after.at)), lt(id, after.id))),
      ),
    )
    .orderBy(desc(connectedAt), desc(id))
    .limit(limit)
}

export async function deleteOldSessions(tx: Transaction): Promise<void> {
  await tx.delete(analysisSessions).where(lt(analysisSessions.lastSeenAt, HISTORY))
}
