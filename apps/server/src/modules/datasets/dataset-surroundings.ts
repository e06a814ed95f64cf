import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import type { DatasetSurroundings } from './dataset.presenter.ts'
import { type DatasetWithVersion, findSiblings } from './dataset.repository.ts'

/**
 * Looks up what a dataset is shown with: the other tables of its file, the recipe that fits it. For a dataset that the
 * caller was given already, so that who may only write sees what came of it.
 */
export class DatasetSurroundingsService {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async of(actor: Actor, { dataset }: DatasetWithVersion): Promise<DatasetSurroundings> {
    const siblings = await this.#database.withActor(actor, (tx) => findSiblings(tx, dataset))
    return { siblings, recipe: null }
  }
}
