import { ApplyRecipe, Dataset, Id, PageQuery, ReadingPreview, RecipePage, RereadDataset } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { DatasetSurroundingsService } from './dataset-surroundings.ts'
import type { ReadingPreviewService } from './reading-preview.service.ts'
import { presentRecipe } from './recipe.presenter.ts'
import type { RecipeService } from './recipe.service.ts'

const tags = ['reading']
const params = z.object({ id: Id })

export interface ReadingServices {
  readonly previews: ReadingPreviewService
  readonly recipes: RecipeService
  readonly surroundings: DatasetSurroundingsService
}

/** Corrections of a reading, tried and kept; mounted under /api/v1. */
export function readingRoutes(app: App, { previews, recipes, surroundings }: ReadingServices): void {
  app.post(
    '/datasets/:id/reading/preview',
    {
      schema: {
        tags,
        summary: 'The first lines of the file beside the table that a correction makes of them; changes nothing',
        params,
        body: RereadDataset,
        response: { 200: ReadingPreview },
      },
      config: { permission: 'dataset.read' },
    },
    (request) => previews.preview(request.actor, request.params.id, request.body),
  )

  app.post(
    '/datasets/:id/recipe/apply',
    {
      schema: {
        tags,
        summary: 'Read the file again with the recipe of its shape, or another one',
        params,
        body: ApplyRecipe,
        response: { 202: Dataset },
      },
      config: { permission: 'dataset.write' },
    },
    async (request, reply) => {
      const made = await recipes.apply(request.actor, request.params.id, request.body)
      return reply.code(202).send(await surroundings.present(request.actor, made))
    },
  )

  app.get(
    '/recipes',
    {
      schema: {
        tags,
        summary: 'Corrections that worked, newest first',
        querystring: PageQuery,
        response: { 200: RecipePage },
      },
      config: { permission: 'dataset.read' },
    },
    async (request) => {
      const { items, nextCursor } = await recipes.list(request.actor, request.query)
      return { items: items.map(presentRecipe), next_cursor: nextCursor }
    },
  )

  app.delete(
    '/recipes/:id',
    {
      schema: { tags, summary: 'Propose it no more', params, response: { 204: z.null() } },
      config: { permission: 'dataset.write' },
    },
    async (request, reply) => {
      await recipes.remove(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
