import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { LiveHub } from '../../platform/live/live-hub.ts'
import type { DatasetAccess } from '../datasets/index.ts'
import { AnalysisFinishedError, AnalysisNotFoundError } from './analyses.errors.ts'
import { enqueueTurn } from './analysis-queue.ts'
import { cancelUnfinished, restoreDeleted, setPaused, softDeleteAnalysis } from './analysis-state.repository.ts'
import { controlTopic, eventsTopic } from './analysis-topics.ts'
import { errorEvent, statusEvent } from './analysis.presenter.ts'
import { type AnalysisRow, findAnalysis } from './analysis.repository.ts'

const CANCELLED = {
  code: 'analysis_cancelled',
  detail: 'The analysis was cancelled.',
  expected: 'a new analysis of the dataset',
  where: null,
}

export interface ControlParts {
  readonly database: Database
  readonly jobs: Jobs
  readonly live: LiveHub
  readonly datasets: DatasetAccess
}

/** Stops analyses, for now or for good, and takes that back. */
export class AnalysisControl {
  readonly #parts: ControlParts

  constructor(parts: ControlParts) {
    this.#parts = parts
  }

  /**
   * Stops an analysis for now: its worker process ends, the columns that it has finished stay. Pausing a paused one
   * changes nothing.
   *
   * @throws AnalysisFinishedError
   */
  async pause(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const row = await this.#setPaused(actor, id, true)
    await this.#parts.live.publish(controlTopic(id), { type: 'pause' })
    // A runner says so itself when it has stopped, with all that it has reached.
    if (row.status === 'queued') await this.#parts.live.publish(eventsTopic(id), statusEvent(row))
    return row
  }

  /** Lets a paused analysis go on behind what it has finished. @throws AnalysisFinishedError */
  async resume(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const row = await this.#setPaused(actor, id, false)
    await this.#parts.live.publish(eventsTopic(id), statusEvent(row))
    return row
  }

  #setPaused(actor: Actor, id: string, paused: boolean): Promise<AnalysisRow> {
    return this.#parts.database.withActor(actor, async (tx) => {
      const row = await setPaused(tx, actor.organizationId, id, paused)
      if (row) {
        if (!paused) await enqueueTurn(this.#parts.jobs, tx, row)
        return row
      }
      const found = await findAnalysis(tx, actor.organizationId, id)
      if (!found) throw new AnalysisNotFoundError(id)
      throw new AnalysisFinishedError(id, found.status)
    })
  }

  /** Stops an analysis; its worker process is killed. A file that was not read yet stays unread until the next start. */
  async cancel(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    const cancelled = await this.#parts.database.withActor(actor, async (tx) => {
      const found = await findAnalysis(tx, actor.organizationId, id)
      if (!found) throw new AnalysisNotFoundError(id)
      const row = await cancelUnfinished(tx, actor.organizationId, id)
      if (!row) throw new AnalysisFinishedError(id, found.status)
      if (row.type !== 'compare') await this.#parts.datasets.versions.unreadable(tx, row.versionId, CANCELLED)
      return row
    })
    await this.#announceCancelled(id)
    return cancelled
  }

  async #announceCancelled(id: string): Promise<void> {
    await this.#parts.live.publish(controlTopic(id), { type: 'cancel' })
    await this.#parts.live.publish(eventsTopic(id), errorEvent(id, CANCELLED))
  }

  /** Soft: the row stays and can be restored, the dataset keeps its profile. What still runs is cancelled. */
  async remove(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'analysis.run')
    const cancelled = await this.#parts.database.withActor(actor, async (tx) => {
      if (!(await findAnalysis(tx, actor.organizationId, id))) throw new AnalysisNotFoundError(id)
      const stopped = await cancelUnfinished(tx, actor.organizationId, id)
      if (stopped && stopped.type !== 'compare')
        await this.#parts.datasets.versions.unreadable(tx, stopped.versionId, CANCELLED)
      await softDeleteAnalysis(tx, id)
      await this.#parts.datasets.versions.forgetAnalyses(tx, [id])
      return stopped !== undefined
    })
    if (cancelled) await this.#announceCancelled(id)
  }

  /** Undoes a deletion, by a person or by the cleanup; what was cancelled by it stays cancelled. */
  async restore(actor: Actor, id: string): Promise<AnalysisRow> {
    requirePermission(actor, 'analysis.run')
    return this.#parts.database.withActor(actor, async (tx) => {
      const row = await restoreDeleted(tx, actor.organizationId, id)
      if (!row) throw new AnalysisNotFoundError(id)
      if (row.type !== 'compare') await this.#parts.datasets.versions.analysisRestored(tx, row.versionId, id)
      return row
    })
  }
}
