import type { Transaction } from '../../platform/db/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { HeldAnalysis } from './analysis-queue.repository.ts'

export const ANALYSIS_QUEUE = 'analysis.run'

/**
 * Says that somebody should look for a waiting analysis. Which one is decided when it is claimed, by fairness. The key
 * holds the attempt, so that the dead job of a killed server does not swallow the new one.
 */
export async function enqueueTurn(jobs: Jobs, tx: Transaction, { id, attempt }: HeldAnalysis): Promise<void> {
  await jobs.enqueue(tx, ANALYSIS_QUEUE, {}, { key: `${id}:${String(attempt)}` })
}
