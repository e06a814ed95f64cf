import type { AnalysisEvent, AnalysisStage, DatasetProblem, Profile } from '@datapilot/contracts'
import type { Database } from '../../platform/db/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import type { DatasetVersions } from '../datasets/index.ts'
import type { Profiler } from '../profiling/index.ts'
import type { AnalysisRow } from './analysis.repository.ts'
import {
  claimNext,
  completeHeld,
  failHeld,
  noteProgress,
  type Progress,
  releaseHeld,
} from './analysis-queue.repository.ts'
import { completedEvent, errorEvent, statusEvent } from './analysis.presenter.ts'
import { controlTopic, eventsTopic } from './analysis-topics.ts'
import { ProgressReporter } from './progress-reporter.ts'

/** Share of the whole that reading takes when the file has not been read yet, in per cent. */
const READING_SHARE = 45
/** Failures that are nobody's fault (a killed worker, a full disk) are tried this often. */
const MAX_TRIES = 3

export interface RunnerParts {
  readonly database: Database
  readonly live: LiveHub
  readonly versions: DatasetVersions
  readonly profiler: Pick<Profiler, 'profileTable'>
  readonly logger: Logger
}

/** Why a run ends before its work does. */
type Interruption = 'lost' | 'shutdown'

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
    const unsubscribe = this.#parts.live.subscribe(controlTopic(run.id), () => interrupt('lost'))
    const reporter = this.#reporterOf(run, () => interrupt('lost'))
    try {
      if (shutdown.aborted) interrupt('shutdown')
      const profile = await this.#work(run, reporter, stop.signal)
      await reporter.stop()
      await this.#complete(run, profile)
    } catch (error) {
      await reporter.stop()
      await this.#end(run, error, stop.signal)
    } finally {
      shutdown.removeEventListener('abort', onShutdown)
      unsubscribe()
    }
  }

  #reporterOf(run: AnalysisRow, onLost: () => void): ProgressReporter {
    const publish = (progress: Progress) => this.#publish(run.id, statusEvent({ ...run, ...progress }))
    const store = (progress: Progress) => this.#parts.database.withService((tx) => noteProgress(tx, run, progress))
    const { stage, progress, message } = run
    return new ProgressReporter({ stage, progress, message }, { publish, store, onLost })
  }

  async #work(run: AnalysisRow, reporter: ProgressReporter, signal: AbortSignal): Promise<Profile> {
    reporter.report('reading', 1, 'Reading the file')
    const table = await this.#parts.versions.ensureRead(run.versionId, {
      signal,
      onProgress: (share) => reporter.report('reading', share * READING_SHARE, 'Reading the file'),
    })
    return this.#parts.profiler.profileTable({
      parquetPath: table.parquetPath,
      name: table.name,
      reading: table.reading,
      signal,
      onProgress: (stage, share) =>
        reporter.report(stage, READING_SHARE + share * (98 - READING_SHARE), messageOf(stage)),
      onColumns: (columns) => {
        void this.#publish(run.id, { type: 'analysis_columns', analysis_id: run.id, columns })
      },
    })
  }

  async #complete(run: AnalysisRow, profile: Profile): Promise<void> {
    const completed = await this.#parts.database.withService(async (tx) => {
      const held = await completeHeld(tx, run)
      if (held) await this.#parts.versions.saveProfile(tx, run.versionId, profile)
      return held
    })
    if (!completed) return
    this.#parts.logger.info({ analysis: run.id, elapsed_ms: profile.elapsed_ms }, 'analysis.completed')
    await this.#publish(
      run.id,
      statusEvent({ ...run, status: 'completed', stage: 'done', progress: 100, message: 'Completed' }),
    )
    await this.#publish(run.id, completedEvent(run.id, profile))
  }

  async #end(run: AnalysisRow, error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted && signal.reason === 'lost') return
    const final = error instanceof AppError && error.status < 500
    if (signal.aborted || (!final && run.attempt < MAX_TRIES)) {
      if (!signal.aborted) this.#parts.logger.warn({ err: error, analysis: run.id }, 'analysis.retried')
      await this.#parts.database.withService((tx) => releaseHeld(tx, run))
      return
    }
    await this.fail(run, problemOf(error))
    if (!final) this.#parts.logger.error({ err: error, analysis: run.id }, 'analysis.failed')
  }

  /** Ends a run with the reason; a file that could not be read says the same on its dataset. */
  async fail(run: AnalysisRow, problem: DatasetProblem): Promise<void> {
    const failed = await this.#parts.database.withService(async (tx) => {
      const held = await failHeld(tx, run, problem)
      if (held) await this.#parts.versions.unreadable(tx, run.versionId, problem)
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

const MESSAGES: Readonly<Record<AnalysisStage, string>> = {
  queued: 'Waiting',
  reading: 'Reading the file',
  counting: 'Counting rows and missing cells',
  distinct: 'Counting distinct values',
  quantiles: 'Computing quantiles',
  relations: 'Comparing columns',
  storing: 'Storing results',
  done: 'Completed',
}

function messageOf(stage: AnalysisStage): string {
  return MESSAGES[stage]
}

/** What a person may know of an error: everything of an AppError, nothing of another. */
function problemOf(error: unknown): DatasetProblem {
  if (!(error instanceof AppError)) {
    return { code: 'internal_error', detail: 'Something went wrong here.', expected: null, where: null }
  }
  const { detail, expected, where } = error.facts
  return { code: error.code, detail, expected: expected ?? null, where: where ?? null }
}
