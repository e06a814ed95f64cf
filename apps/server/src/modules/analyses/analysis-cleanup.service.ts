import type { AnalysisRetention } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { Logger } from '../../platform/telemetry/logger.ts'
import type { DatasetVersions } from '../datasets/index.ts'
import { type AnalysisFiles, differencesKey } from './analysis-files.ts'
import { findRetention, listRetentions, setRetention } from './analysis-retention.repository.ts'
import { countFinishedBefore, findPurgeable, purge, softDeleteFinishedBefore } from './analysis-state.repository.ts'
import { removeOrphanedDifferences } from './comparison-orphans.ts'

const DAY_MS = 24 * 3600 * 1000
const PURGE_BATCH = 500

export interface CleanupParts {
  readonly database: Database
  readonly storage: Storage
  readonly versions: Pick<DatasetVersions, 'forgetAnalyses'>
  readonly files: AnalysisFiles
  readonly logger: Logger
}

/** Lets old analyses go: when somebody asks, and by itself where an organization says after how many days. */
export class AnalysisCleanup {
  readonly #parts: CleanupParts
  #orphansRemovedAt = 0

  constructor(parts: CleanupParts) {
    this.#parts = parts
  }

  /** Soft-deletes the organization's analyses that ended more than `daysOld` days ago; returns how many (would be). */
  async cleanUp(actor: Actor, { daysOld, dryRun }: { daysOld: number; dryRun: boolean }): Promise<number> {
    requirePermission(actor, 'maintenance.cleanup')
    return this.#parts.database.withActor(actor, (tx) =>
      dryRun
        ? countFinishedBefore(tx, actor.organizationId, daysAgo(daysOld))
        : this.#remove(tx, actor.organizationId, daysOld),
    )
  }

  async #remove(tx: Transaction, organizationId: string, daysOld: number): Promise<number> {
    const ids = await softDeleteFinishedBefore(tx, organizationId, daysAgo(daysOld))
    await this.#parts.versions.forgetAnalyses(tx, ids)
    return ids.length
  }

  async retention(actor: Actor): Promise<AnalysisRetention> {
    requirePermission(actor, 'analysis.read')
    const days = await this.#parts.database.withActor(actor, (tx) => findRetention(tx, actor.organizationId))
    return { analysis_retention_days: days }
  }

  async setRetention(actor: Actor, { analysis_retention_days: days }: AnalysisRetention): Promise<AnalysisRetention> {
    requirePermission(actor, 'maintenance.cleanup')
    const { organizationId, userId } = actor
    await this.#parts.database.withActor(actor, (tx) => setRetention(tx, { organizationId, userId, days }))
    return { analysis_retention_days: days }
  }

  /** One round of what happens by itself: deletes what is past its days, and for good what can no longer be restored. */
  async sweep(): Promise<void> {
    const { database, logger, files } = this.#parts
    for (const { organizationId, days } of await database.withService(listRetentions)) {
      const deleted = await database.withService((tx) => this.#remove(tx, organizationId, days))
      if (deleted > 0) logger.info({ organization: organizationId, deleted, days }, 'analysis.retention')
    }
    await this.#purge()
    await files.sweep()
    await this.#removeOrphans()
  }

  /** Once a day: every object of the storage is listed for it. */
  async #removeOrphans(): Promise<void> {
    if (Date.now() - this.#orphansRemovedAt < DAY_MS) return
    this.#orphansRemovedAt = Date.now()
    const removed = await removeOrphanedDifferences(this.#parts)
    if (removed > 0) this.#parts.logger.info({ removed }, 'analysis.orphans_removed')
  }

  /** Files first: a crash in between leaves a row that the next round finds again. */
  async #purge(): Promise<void> {
    const { database, storage, logger } = this.#parts
    const doomed = await database.withService((tx) => findPurgeable(tx, PURGE_BATCH))
    if (doomed.length === 0) return
    for (const { id, organizationId } of doomed) await storage.remove(differencesKey(organizationId, id))
    await database.withService((tx) =>
      purge(
        tx,
        doomed.map(({ id }) => id),
      ),
    )
    logger.info({ purged: doomed.length }, 'analysis.purged')
  }
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY_MS)
}
