import { AddPart, Dataset, Id, ListVersionsQuery, ReplaceFile, VersionPage } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { DatasetCreationService } from './dataset-creation.service.ts'
import type { DatasetHistoryService } from './dataset-history.service.ts'
import { presentVersion } from './dataset.presenter.ts'
import type { DatasetSurroundingsService } from './dataset-surroundings.ts'

const tags = ['datasets']
const params = z.object({ id: Id })
const numbered = z.object({ id: Id, number: z.coerce.number().int().min(1).max(2_147_483_647) })
const write = { permission: 'dataset.write' } as const

export interface VersionServices {
  readonly creation: DatasetCreationService
  readonly history: DatasetHistoryService
  readonly surroundings: DatasetSurroundingsService
}

/** Versions of a dataset and the other tables of its file, mounted under /api/v1. */
export function versionRoutes(app: App, { creation, history, surroundings }: VersionServices): void {
  app.get(
    '/datasets/:id/versions',
    {
      schema: {
        tags,
        summary: 'Versions, newest first',
        params,
        querystring: ListVersionsQuery,
        response: { 200: VersionPage },
      },
      config: { permission: 'dataset.read' },
    },
    async (request) => {
      const { items, nextCursor } = await history.list(request.actor, request.params.id, request.query)
      return { items: items.map(presentVersion), next_cursor: nextCursor }
    },
  )

  app.post(
    '/datasets/:id/versions',
    {
      schema: {
        tags,
        summary: 'Replace the file by another upload',
        params,
        body: ReplaceFile,
        response: { 202: Dataset },
      },
      config: write,
    },
    async (request, reply) => {
      const made = await history.replace(request.actor, request.params.id, request.body)
      return reply.code(202).send(await surroundings.present(request.actor, made))
    },
  )

  app.post(
    '/datasets/:id/versions/:number/restore',
    {
      schema: { tags, summary: 'Show an earlier version again', params: numbered, response: { 200: Dataset } },
      config: write,
    },
    async (request) => {
      const { id, number } = request.params
      return surroundings.present(request.actor, await history.restore(request.actor, id, number))
    },
  )

  app.post(
    '/datasets/:id/parts',
    {
      schema: {
        tags,
        summary: 'Make another table of the file a dataset',
        params,
        body: AddPart,
        response: { 202: Dataset },
      },
      config: write,
    },
    async (request, reply) => {
      const made = await creation.addPart(request.actor, request.params.id, request.body)
      return reply.code(202).send(await surroundings.present(request.actor, made))
    },
  )
}
