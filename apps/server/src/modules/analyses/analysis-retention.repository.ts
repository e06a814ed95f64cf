import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { analysisRetention } from './analysis-retention.table.ts'

/** Days, or null when analyses are kept for good. */
export async function findRetention(tx: Transaction, organizationId: string): Promise<number | null> {
  const [row] = await tx
    .select({ days: analysisRetention.days })
    .from(analysisRetention)
    .where(eq(analysisRetention.organizationId, organizationId))
  return row?.days ?? null
}

export async function setRetention(
  tx: Transaction,
  { organizationId, userId, days }: { organizationId: string; userId: string; days: number | null },
): Promise<void> {
  if (days === null) {
    await tx.delete(analysisRetention).where(eq(analysisRetention.organizationId, organizationId))
    return
  }
  await tx
    .insert(analysisRetention)
    .values({ organizationId, days, updatedBy: userId })
    .onConflictDoUpdate({
      target: analysisRetention.organizationId,
      set: { days, updatedBy: userId, updatedAt: sql`now()` },
    })
}

/** Organizations that let analyses go by themselves. */
export async function listRetentions(tx: Transaction): Promise<{ organizationId: string; days: number }[]> {
  return tx
    .select({ organizationId: analysisRetention.organizationId, days: analysisRetention.days })
    .from(analysisRetention)
}
