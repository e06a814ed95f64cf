import type { Dataset } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { type DatasetSurroundings, presentDataset } from './dataset.presenter.ts'
import { type DatasetWithVersion, findSiblings } from './dataset.repository.ts'
import { presentProposal } from './recipe.presenter.ts'
import { proposedRecipe } from './recipe-proposal.ts'

/**
 * Shows a dataset with what is looked up apart: the other tables of its file, the recipe that fits it. For a dataset that
 * the caller was given already, so that who may only write sees what came of it.
 */
export class DatasetSurroundingsService {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async present(actor: Actor, found: DatasetWithVersion): Promise<Dataset> {
    return presentDataset(found, await this.#of(actor, found))
  }

  async #of(actor: Actor, found: DatasetWithVersion): Promise<DatasetSurroundings> {
    return this.#database.withActor(actor, async (tx) => {
      const siblings = await findSiblings(tx, found.dataset)
      const recipe = await proposedRecipe(tx, found)
      return { siblings, recipe: recipe === undefined ? null : presentProposal(recipe) }
    })
  }
}
