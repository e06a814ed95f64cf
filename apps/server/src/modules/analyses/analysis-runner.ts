import type { AnalysisEvent, DatasetProblem } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import { storableJson } from '../datasets/index.ts'
import { saveComparison } from './analysis-comparison.repository.ts'
import {
  claimNext,
  completeHeld,
  failHeld,
  noteProgress,
  type Progress,
  releaseHeld,
} from './analysis-queue.repository.ts'
import { controlTopic, eventsTopic } from './analysis-topics.ts'
import { AnalysisWork, type WorkParts } from './analysis-work.ts'
import { completedEvent, errorEvent, type Findings, statusEvent } from './analysis.presenter.ts'
import { type AnalysisRow, hasCompleted } from './analysis.repository.ts'
import { isFinal, problemOf } from './problem-of.ts'
import { ProgressReporter } from './progress-reporter.ts'

/** Failures that are nobody's fault (a killed worker, a full disk) are tried this often. */
const MAX_TRIES = 3

export interface RunnerParts extends WorkParts {
  readonly live: LiveHub
  readonly logger: Logger
}

/** Why a run ends before its work does. */
type Interruption = 'lost' | 'paused' | 'shutdown'

/** Does the work of analyses: one call, one analysis. */
export class AnalysisRunner {
  readonly #parts: RunnerParts

  constructor(parts: RunnerParts) {
    this.#parts = parts
  }

  /** Takes the fairest waiting analysis and brings it to an end; does nothing when none waits. */
  async runNext(shutdown: AbortSignal): Promise<void> {
    const run = await this.#parts.database.withService(claimNext)
    if (!run) return
    const stop = new AbortController()
    const interrupt = (reason: Interruption) => {
      if (!stop.signal.aborted) stop.abort(reason)
    }
    const onShutdown = () => interrupt('shutdown')
    shutdown.addEventListener('abort', onShutdown)
    const unsubscribe = this.#parts.live.subscribe(controlTopic(run.id), (event) =>
      interrupt('type' in event && event.type === 'pause' ? 'paused' : 'lost'),
    )
    const reporter = this.#reporterOf(run, interrupt)
    const listener = {
      onProgress: (progress: Progress) => reporter.report(progress),
      onColumns: (columns: Extract<AnalysisEvent, { type: 'analysis_columns' }>['columns']) => {
        if (columns.length > 0) void this.#publish(run.id, { type: 'analysis_columns', analysis_id: run.id, columns })
      },
    }
    try {
      if (shutdown.aborted) interrupt('shutdown')
      const found = await new AnalysisWork(this.#parts, run, listener, stop.signal).findings()
      await reporter.stop()
      await this.#complete(run, found)
    } catch (error) {
      await reporter.stop()
      await this.#end(run, error, stop.signal, reporter.latest)
    } finally {
      shutdown.removeEventListener('abort', onShutdown)
      unsubscribe()
    }
  }

  #reporterOf(run: AnalysisRow, onStop: (reason: Interruption) => void): ProgressReporter {
    const publish = (progress: Progress) => this.#publish(run.id, statusEvent({ ...run, ...progress }))
    const store = (progress: Progress) => this.#parts.database.withService((tx) => noteProgress(tx, run, progress))
    const { stage, progress, message, rowsDone, rowsTotal, secondsLeft } = run
    const start = { stage, progress, message, rowsDone, rowsTotal, secondsLeft }
    return new ProgressReporter(start, { publish, store, onStop })
  }

  async #complete(run: AnalysisRow, found: Findings): Promise<void> {
    const completed = await this.#parts.database.withService(async (tx) => {
      const row = await completeHeld(tx, run)
      if (row) await this.#save(tx, run, found)
      return row
    })
    if (!completed) return
    this.#parts.logger.info({ analysis: run.id, type: run.type }, 'analysis.completed')
    if ('profile' in found) await this.#parts.files.removeCheckpoint(run)
    await this.#publish(run.id, statusEvent(completed))
    await this.#publish(run.id, completedEvent(run.id, found))
  }

  async #save(tx: Transaction, run: AnalysisRow, found: Findings): Promise<void> {
    if ('comparison' in found) return saveComparison(tx, run, storableJson(found.comparison))
    // A full profile says everything that a basic one says, and more.
    if (run.type === 'basic_eda' && (await hasCompleted(tx, run.versionId, 'full'))) return
    await this.#parts.versions.saveProfile(tx, run.versionId, found.profile)
  }

  async #end(run: AnalysisRow, error: unknown, signal: AbortSignal, reached: Progress): Promise<void> {
    if (signal.aborted && signal.reason === 'lost') return
    const failed = !signal.aborted
    if (signal.aborted || (!isFinal(error) && run.failures + 1 < MAX_TRIES)) {
      if (failed) this.#parts.logger.warn({ err: error, analysis: run.id }, 'analysis.retried')
      const waiting = await this.#parts.database.withService((tx) => releaseHeld(tx, run, { failed, reached }))
      if (waiting) await this.#publish(run.id, statusEvent(waiting))
      return
    }
    await this.fail(run, problemOf(error))
    if (!isFinal(error)) this.#parts.logger.error({ err: error, analysis: run.id }, 'analysis.failed')
  }

  /** Ends a run with the reason; a file that could not be read says the same on its dataset. */
  async fail(run: AnalysisRow, problem: DatasetProblem): Promise<void> {
    const failed = await this.#parts.database.withService(async (tx) => {
      const held = await failHeld(tx, run, storableJson(problem))
      if (held && run.type !== 'compare') await this.#parts.versions.unreadable(tx, run.versionId, problem)
      return held
    })
    if (failed) await this.#publish(run.id, errorEvent(run.id, problem))
  }

  async #publish(id: string, event: AnalysisEvent): Promise<void> {
    try {
      await this.#parts.live.publish(eventsTopic(id), event)
    } catch (error) {
      this.#parts.logger.warn({ err: error, analysis: id }, 'analysis event not published')
    }
  }
}
