import type { Language, ListAnalysesQuery, LlmSummary, Profile, StartAnalysis } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import { cursorFrom, cutPage, type DatasetAccess, type DatasetWithVersion, type ListPage } from '../datasets/index.ts'
import { renderReport, summarizeForModel } from '../profiling/index.ts'
import {
  AnalysisFinishedError,
  AnalysisNotCompletedError,
  AnalysisNotFoundError,
  TooManyAnalysesError,
} from './analyses.errors.ts'
import { enqueueTurn } from './analysis-queue.ts'
import { errorEvent } from './analysis.presenter.ts'
import {
  type AnalysisRow,
  cancelUnfinished,
  countFinishedBefore,
  countUnfinished,
  findAnalysis,
  findUnfinished,
  insertAnalysis,
  listAnalyses,
  softDeleteAnalysis,
  softDeleteFinishedBefore,
} from './analysis.repository.ts'
import { controlTopic, eventsTopic } from './analysis-topics.ts'

/** Waiting and running together; more would only make the last ones wait for hours. */
const MAX_UNFINISHED = 500
const DAY_MS = 24 * 3600 * 1000

const CANCELLED = {
  code: 'analysis_cancelled',
  detail: 'The analysis was cancelled.',
  expected: 'a new analysis of the dataset',
  where: null,
}

export interface AnalysisServiceParts {
  readonly database: Database
  readonly jobs: Jobs
  readonly live: LiveHub
  readonly datasets: DatasetAccess
}

export interface FinishedAnalysis {
  readonly analysis: AnalysisRow
  readonly profile: Profile
}

/** Analyses as people start, follow and read them; the work itself is done by `AnalysisRunner`. */
export class AnalysisService {
  readonly #parts: AnalysisServiceParts

  constructor(parts: AnalysisServiceParts) {
    this.#parts = parts
    parts.datasets.creation.onVersion(async (tx, actor, made) => (await this.#queue(tx, actor, made)).id)
  }

  /**
   * Starts an analysis of a dataset, or of an upload, which becomes a dataset first. While one waits or runs for the
   * same version, that one is returned.
   */
  async start(actor: Actor, body: StartAnalysis): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const { datasets } = this.#parts.datasets
    if (body.dataset_id !== undefined) return this.#startAgain(actor, await datasets.get(actor, body.dataset_id))
    const made = await this.#parts.datasets.creation.create(actor, { file_key: body.file_key ?? '' })
    const { analysisId } = made.version
    return made.created && analysisId !== null ? this.get(actor, analysisId) : this.#startAgain(actor, made)
  }

  #startAgain(actor: Actor, found: DatasetWithVersion): Promise<AnalysisRow> {
    return this.#parts.database.withActor(actor, async (tx) => {
      await this.#parts.datasets.versions.lockForAnalysis(tx, found.version.id)
      return (await findUnfinished(tx, found.version.id)) ?? this.#queue(tx, actor, found)
    })
  }

  async #queue(tx: Transaction, actor: Actor, { dataset, version }: DatasetWithVersion): Promise<AnalysisRow> {
    const { organizationId, userId } = actor
    if ((await countUnfinished(tx, organizationId)) >= MAX_UNFINISHED) throw new TooManyAnalysesError(MAX_UNFINISHED)
    const row = await insertAnalysis(tx, {
      organizationId,
      datasetId: dataset.id,
      versionId: version.id,
      fileKey: dataset.fileKey,
      type: 'basic_eda',
      createdBy: userId,
    })
    await this.#parts.datasets.versions.analysisQueued(tx, version, row.id)
    await enqueueTurn(this.#parts.jobs, tx, row)
    return row
  }

  /** @throws AnalysisNotFoundError for unknown, deleted and foreign ids alike. */
  async get(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.read')
    const row = await this.#parts.database.withActor(actor, (tx) => findAnalysis(tx, actor.organizationId, id))
    if (!row) throw new AnalysisNotFoundError(id)
    return row
  }

  async list(actor: Actor, query: ListAnalysesQuery): Promise<ListPage<AnalysisRow>> {
    requirePermission(actor, 'analysis.read')
    const filter = {
      limit: query.limit + 1,
      after: cursorFrom(query),
      status: query.status,
      fileKey: query.file_key,
      datasetId: query.dataset_id,
      from: query.from === undefined ? undefined : new Date(query.from),
      to: query.to === undefined ? undefined : new Date(query.to),
    }
    const rows = await this.#parts.database.withActor(actor, (tx) => listAnalyses(tx, actor.organizationId, filter))
    return cutPage(rows, query.limit, (row) => row)
  }

  /** @throws AnalysisNotCompletedError with the present state. */
  async results(actor: Actor, id: string): Promise<FinishedAnalysis> {
    const analysis = await this.get(actor, id)
    const { status, progress, message } = analysis
    if (status !== 'completed') throw new AnalysisNotCompletedError(id, { status, progress, message })
    return { analysis, profile: await this.#parts.datasets.content.profileOfVersion(actor, analysis.versionId) }
  }

  async summary(actor: Actor, id: string, maxTokens: number): Promise<LlmSummary> {
    const { profile } = await this.results(actor, id)
    const { summary, tokens } = summarizeForModel(profile, { maxTokens })
    return { analysis_id: id, exact: profile.exact, tokens, summary }
  }

  /** A self-contained HTML page, and the dataset's name for the download. */
  async report(actor: Actor, id: string, language: Language): Promise<{ html: string; name: string }> {
    const { profile } = await this.results(actor, id)
    return { html: renderReport(profile, { language }), name: profile.name }
  }

  /** Stops an analysis; its worker process is killed. A file that was not read yet stays unread until the next start. */
  async cancel(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const { status } = await this.get(actor, id)
    const cancelled = await this.#parts.database.withActor(actor, async (tx) => {
      const row = await cancelUnfinished(tx, actor.organizationId, id)
      if (row) await this.#parts.datasets.versions.unreadable(tx, row.versionId, CANCELLED)
      return row
    })
    if (!cancelled) throw new AnalysisFinishedError(id, status)
    await this.#announceCancelled(id)
    return cancelled
  }

  async #announceCancelled(id: string): Promise<void> {
    await this.#parts.live.publish(controlTopic(id), { type: 'cancel' })
    await this.#parts.live.publish(eventsTopic(id), errorEvent(id, CANCELLED))
  }

  /** Soft: the row stays for the history, the dataset keeps its profile. What still runs is cancelled. */
  async remove(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'analysis.run')
    const cancelled = await this.#parts.database.withActor(actor, async (tx) => {
      if (!(await findAnalysis(tx, actor.organizationId, id))) throw new AnalysisNotFoundError(id)
      const stopped = await cancelUnfinished(tx, actor.organizationId, id)
      if (stopped) await this.#parts.datasets.versions.unreadable(tx, stopped.versionId, CANCELLED)
      await softDeleteAnalysis(tx, id)
      await this.#parts.datasets.versions.forgetAnalyses(tx, [id])
      return stopped !== undefined
    })
    if (cancelled) await this.#announceCancelled(id)
  }

  /** Soft-deletes the organization's analyses that ended more than `daysOld` days ago; returns how many (would be). */
  async cleanUp(actor: Actor, { daysOld, dryRun }: { daysOld: number; dryRun: boolean }): Promise<number> {
    requirePermission(actor, 'maintenance.cleanup')
    const before = new Date(Date.now() - daysOld * DAY_MS)
    return this.#parts.database.withActor(actor, async (tx) => {
      if (dryRun) return countFinishedBefore(tx, actor.organizationId, before)
      const ids = await softDeleteFinishedBefore(tx, actor.organizationId, before)
      await this.#parts.datasets.versions.forgetAnalyses(tx, ids)
      return ids.length
    })
  }
}
