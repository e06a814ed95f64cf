import type { Database } from '../../platform/db/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { Periodic } from '../../platform/jobs/periodic.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import { enqueueTurn } from './analysis-queue.ts'
import { findExhausted, findQueued, requeueDead } from './analysis-queue.repository.ts'
import type { AnalysisRunner } from './analysis-runner.ts'

/** With a lease of 6 s and 2 s until a job is fetched, work of a killed instance goes on within 10 s. */
const EVERY_MS = 1000

const EXHAUSTED = {
  code: 'analysis_abandoned',
  detail: 'The server stopped again and again while it worked on this file.',
  expected: null,
  where: null,
}

export interface ReconcilerParts {
  readonly database: Database
  readonly jobs: Jobs
  readonly runner: AnalysisRunner
  readonly logger: Logger
  /** Runs begun before it are dead whatever their lease says: the start of a server that works alone. Null beside others. */
  readonly deadBefore: Date | null
}

/** Brings rows and jobs together: what a dead runner held waits again, and everything that waits has a job. */
export function createReconciler({ database, jobs, runner, logger, deadBefore }: ReconcilerParts): Periodic {
  const reconcile = async (): Promise<void> => {
    for (const run of await database.withService(findExhausted)) await runner.fail(run, EXHAUSTED)
    await database.withService(async (tx) => {
      await requeueDead(tx, deadBefore)
      for (const waiting of await findQueued(tx)) await enqueueTurn(jobs, tx, waiting)
    })
  }
  return new Periodic(EVERY_MS, reconcile, (error) => {
    logger.warn({ err: error }, 'analysis.reconcile failed')
  })
}
