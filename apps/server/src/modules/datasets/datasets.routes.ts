import {
  CreateDataset,
  Dataset,
  DatasetPage,
  DatasetRows,
  DatasetRowsQuery,
  Id,
  ListDatasetsQuery,
  Profile,
  RejectedRows,
  RejectsQuery,
  RereadDataset,
  UpdateDataset,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { DatasetContentService } from './dataset-content.service.ts'
import type { DatasetCreationService } from './dataset-creation.service.ts'
import { presentDatasetSummary } from './dataset.presenter.ts'
import type { DatasetService } from './dataset.service.ts'
import type { DatasetSurroundingsService } from './dataset-surroundings.ts'

const tags = ['datasets']
const params = z.object({ id: Id })
const read = { permission: 'dataset.read' } as const
const write = { permission: 'dataset.write' } as const

export interface DatasetServices {
  readonly datasets: DatasetService
  readonly creation: DatasetCreationService
  readonly content: DatasetContentService
  readonly surroundings: DatasetSurroundingsService
}

/** Canonical routes of datasets, mounted under /api/v1. */
export function datasetRoutes(app: App, { datasets, creation, content, surroundings }: DatasetServices): void {
  app.post(
    '/datasets',
    {
      schema: {
        tags,
        summary: 'Make a dataset of an upload, or of several with the same columns',
        body: CreateDataset,
        response: { 200: Dataset, 201: Dataset },
      },
      config: write,
    },
    async (request, reply) => {
      const made = await creation.create(request.actor, request.body)
      return reply.code(made.created ? 201 : 200).send(await surroundings.present(request.actor, made))
    },
  )

  app.get(
    '/datasets',
    {
      schema: {
        tags,
        summary: 'Datasets, newest first',
        querystring: ListDatasetsQuery,
        response: { 200: DatasetPage },
      },
      config: read,
    },
    async (request) => {
      const { items, nextCursor } = await datasets.list(request.actor, request.query)
      return { items: items.map(presentDatasetSummary), next_cursor: nextCursor }
    },
  )

  app.get(
    '/datasets/:id',
    { schema: { tags, summary: 'One dataset with its reading', params, response: { 200: Dataset } }, config: read },
    async (request) => surroundings.present(request.actor, await datasets.get(request.actor, request.params.id)),
  )

  app.patch(
    '/datasets/:id',
    { schema: { tags, summary: 'Rename', params, body: UpdateDataset, response: { 200: Dataset } }, config: write },
    async (request) =>
      surroundings.present(request.actor, await datasets.rename(request.actor, request.params.id, request.body)),
  )

  app.delete(
    '/datasets/:id',
    { schema: { tags, summary: 'Delete; can be restored', params, response: { 204: z.null() } }, config: write },
    async (request, reply) => {
      await datasets.remove(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/datasets/:id/restore',
    { schema: { tags, summary: 'Undo a deletion', params, response: { 200: Dataset } }, config: write },
    async (request) => surroundings.present(request.actor, await datasets.restore(request.actor, request.params.id)),
  )

  app.post(
    '/datasets/:id/reread',
    {
      schema: {
        tags,
        summary: 'Read the file again with corrections',
        params,
        body: RereadDataset,
        response: { 202: Dataset },
      },
      config: write,
    },
    async (request, reply) => {
      const made = await creation.reread(request.actor, request.params.id, request.body)
      return reply.code(202).send(await surroundings.present(request.actor, made))
    },
  )

  app.get(
    '/datasets/:id/rows',
    {
      schema: {
        tags,
        summary: 'Rows of the table',
        params,
        querystring: DatasetRowsQuery,
        response: { 200: DatasetRows },
      },
      config: read,
    },
    (request) => content.rows(request.actor, request.params.id, request.query),
  )

  app.get(
    '/datasets/:id/rejects',
    {
      schema: {
        tags,
        summary: 'Records that did not fit',
        params,
        querystring: RejectsQuery,
        response: { 200: RejectedRows },
      },
      config: read,
    },
    (request) => content.rejects(request.actor, request.params.id, request.query),
  )

  app.get(
    '/datasets/:id/profile',
    { schema: { tags, summary: 'The exact profile', params, response: { 200: Profile } }, config: read },
    (request) => content.profile(request.actor, request.params.id),
  )

  app.get(
    '/datasets/:id/preview',
    {
      schema: {
        tags,
        summary: 'The exact profile, or one of a sample while there is none',
        params,
        response: { 200: Profile },
      },
      config: read,
    },
    (request) => content.preview(request.actor, request.params.id),
  )
}
