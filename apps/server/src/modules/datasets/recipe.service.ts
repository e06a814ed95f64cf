import type { ApplyRecipe, PageQuery } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { NotFoundError, requirePermission } from '../../platform/errors.ts'
import type { DatasetCreationService } from './dataset-creation.service.ts'
import { type DatasetWithVersion, findDataset } from './dataset.repository.ts'
import { DatasetNotFoundError } from './datasets.errors.ts'
import { cursorFrom, cutPage, type ListPage } from './list-page.ts'
import { proposedRecipe } from './recipe-proposal.ts'
import { countApplied, deleteRecipe, findRecipe, listRecipes, type FoundRecipe } from './recipe.repository.ts'

/** No such recipe, or none that fits the dataset. */
export class RecipeNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('recipe', id)
  }
}

/** Corrections that worked, for the next file of the same shape. */
export class RecipeService {
  readonly #database: Database
  readonly #creation: DatasetCreationService

  constructor(database: Database, creation: DatasetCreationService) {
    this.#database = database
    this.#creation = creation
  }

  async list(actor: Actor, query: PageQuery): Promise<ListPage<FoundRecipe>> {
    requirePermission(actor, 'dataset.read')
    const after = cursorFrom(query)
    const rows = await this.#database.withActor(actor, (tx) =>
      listRecipes(tx, actor.organizationId, { limit: query.limit + 1, after }),
    )
    return cutPage(rows, query.limit, ({ recipe }) => recipe)
  }

  /** @throws RecipeNotFoundError */
  async remove(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'dataset.write')
    const gone = await this.#database.withActor(actor, (tx) => deleteRecipe(tx, actor.organizationId, id))
    if (!gone) throw new RecipeNotFoundError(id)
  }

  /**
   * Reads a dataset's file again with a recipe: the one that it proposes, or any other of the organization.
   *
   * @throws RecipeNotFoundError, DatasetNotFoundError, DatasetBusyError
   */
  async apply(actor: Actor, datasetId: string, { recipe_id: id }: ApplyRecipe): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    const { recipe } = await this.#database.withActor(actor, async (tx) => {
      const dataset = await findDataset(tx, actor.organizationId, datasetId)
      if (!dataset) throw new DatasetNotFoundError(datasetId)
      const found =
        id === undefined ? await proposedRecipe(tx, dataset) : await findRecipe(tx, actor.organizationId, { id })
      if (!found) throw new RecipeNotFoundError(id ?? datasetId)
      return found
    })
    const made = await this.#creation.reread(actor, datasetId, { override: recipe.override, replace: false })
    await this.#database.withActor(actor, (tx) => countApplied(tx, recipe.id))
    return made
  }
}
