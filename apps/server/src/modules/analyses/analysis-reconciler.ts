import type { Database } from '../../platform/db/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
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
export class AnalysisReconciler {
  readonly #parts: ReconcilerParts
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(parts: ReconcilerParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.#safely())
    }, EVERY_MS)
    this.#timer.unref()
    this.#running = this.#safely()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #safely(): Promise<void> {
    try {
      await this.reconcile()
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'analysis.reconcile failed')
    }
  }

  async reconcile(): Promise<void> {
    const exhausted = await this.#parts.database.withService(findExhausted)
    for (const run of exhausted) await this.#parts.runner.fail(run, EXHAUSTED)
    await this.#parts.database.withService(async (tx) => {
      await requeueDead(tx, this.#parts.deadBefore)
      for (const waiting of await findQueued(tx)) await enqueueTurn(this.#parts.jobs, tx, waiting)
    })
  }
}
