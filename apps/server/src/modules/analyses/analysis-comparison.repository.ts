import { and, eq } from 'drizzle-orm'
import type { Comparison } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import { analysisComparisons } from './analysis-comparison.table.ts'

/** `comparison` holds no U+0000, which PostgreSQL refuses. */
export async function saveComparison(
  tx: Transaction,
  analysis: { readonly id: string; readonly organizationId: string },
  comparison: Comparison,
): Promise<void> {
  await tx
    .insert(analysisComparisons)
    .values({ analysisId: analysis.id, organizationId: analysis.organizationId, comparison })
    .onConflictDoUpdate({ target: analysisComparisons.analysisId, set: { comparison } })
}

export async function findComparison(
  tx: Transaction,
  organizationId: string,
  analysisId: string,
): Promise<Comparison | undefined> {
  const [row] = await tx
    .select({ comparison: analysisComparisons.comparison })
    .from(analysisComparisons)
    .where(and(eq(analysisComparisons.organizationId, organizationId), eq(analysisComparisons.analysisId, analysisId)))
  return row?.comparison
}
