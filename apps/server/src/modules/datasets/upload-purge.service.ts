import type { StoragePurged } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { rejectsKey, tableKey } from './object-keys.ts'
import { deleteForGood, findDeletedDatasets, lockUsage, measureUsage } from './upload-usage.repository.ts'

const BATCH = 500

/** Removes deleted datasets for good: until then they can be restored, and take room. */
export class PurgeService {
  readonly #database: Database
  readonly #storage: Storage

  constructor({ database, storage }: { readonly database: Database; readonly storage: Storage }) {
    this.#database = database
    this.#storage = storage
  }

  /**
   * Every deleted dataset of the organization whose file nobody is reading, with its versions, profiles and analyses.
   * Tables go at once; originals, which other datasets may share, with the next look for orphans. What is not removed
   * because of a crash is an orphan as well.
   */
  async purge(actor: Actor): Promise<StoragePurged> {
    requirePermission(actor, 'maintenance.cleanup')
    const { organizationId } = actor
    let [datasets, bytes] = [0, 0]
    for (;;) {
      const batch = await this.#database.withActor(actor, async (tx) => {
        await lockUsage(tx, organizationId)
        const found = await findDeletedDatasets(tx, organizationId, BATCH)
        const before = await measureUsage(tx, organizationId)
        await deleteForGood(tx, organizationId, found.datasetIds)
        const after = await measureUsage(tx, organizationId)
        return { ...found, freed: before.originals + before.tables - after.originals - after.tables }
      })
      if (batch.datasetIds.length === 0) return { datasets, bytes }
      datasets += batch.datasetIds.length
      bytes += batch.freed
      for (const versionId of batch.versionIds) {
        await this.#storage.remove(tableKey(organizationId, versionId))
        await this.#storage.remove(rejectsKey(organizationId, versionId))
      }
    }
  }
}
