import {
  CreateUpload,
  Id,
  PageQuery,
  PresignedUpload,
  PresignedUploadQuery,
  SignedParts,
  SignParts,
  StoragePurged,
  StorageUsage,
  Upload,
  UploadPage,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { reachable } from './upload-address.ts'
import type { PartUploadService } from './upload-parts.service.ts'
import type { PurgeService } from './upload-purge.service.ts'
import type { UploadQuota } from './upload-quota.ts'
import { presentOffer, presentSignedPart, presentUpload } from './upload.presenter.ts'
import type { UploadService } from './upload.service.ts'

const tags = ['uploads']
const params = z.object({ id: Id })
const write = { permission: 'dataset.write' } as const

export interface UploadServices {
  readonly uploads: PartUploadService
  readonly quota: UploadQuota
  readonly purging: PurgeService
  readonly publicUrl: string
}

/** Canonical routes of uploads in parts and of what files take, mounted under /api/v1. */
export function uploadRoutes(app: App, { uploads, quota, purging, publicUrl }: UploadServices): void {
  app.post(
    '/uploads',
    {
      schema: { tags, summary: 'Announce a file that is sent in parts', body: CreateUpload, response: { 201: Upload } },
      config: write,
    },
    async (request, reply) => reply.code(201).send(presentUpload(await uploads.create(request.actor, request.body))),
  )

  app.get(
    '/uploads',
    {
      schema: {
        tags,
        summary: "The caller's uploads that are no dataset yet, newest first",
        querystring: PageQuery,
        response: { 200: UploadPage },
      },
      config: write,
    },
    async (request) => {
      const { items, nextCursor } = await uploads.list(request.actor, request.query)
      return { items: items.map(presentUpload), next_cursor: nextCursor }
    },
  )

  app.get(
    '/uploads/:id',
    { schema: { tags, summary: 'Which parts have arrived', params, response: { 200: Upload } }, config: write },
    async (request) => presentUpload(await uploads.get(request.actor, request.params.id)),
  )

  app.post(
    '/uploads/:id/parts',
    {
      schema: {
        tags,
        summary: 'Signed addresses for parts',
        params,
        body: SignParts,
        response: { 200: SignedParts },
      },
      config: write,
    },
    async (request, reply) => {
      // A signed URL is a credential: no cache may keep it.
      void reply.header('cache-control', 'no-store')
      const parts = (await uploads.sign(request.actor, request.params.id, request.body)).map(presentSignedPart)
      return { parts: parts.map((part) => ({ ...part, url: reachable(part.url, request, publicUrl) })) }
    },
  )

  app.post(
    '/uploads/:id/complete',
    { schema: { tags, summary: 'Make one file of the parts', params, response: { 200: Upload } }, config: write },
    async (request) => presentUpload(await uploads.complete(request.actor, request.params.id)),
  )

  app.delete(
    '/uploads/:id',
    { schema: { tags, summary: 'Give an upload up', params, response: { 204: z.null() } }, config: write },
    async (request, reply) => {
      await uploads.cancel(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/storage/usage',
    {
      schema: { tags, summary: 'What the files of the organization take', response: { 200: StorageUsage } },
      config: { permission: 'dataset.read' },
    },
    (request) => quota.usage(request.actor),
  )

  app.post(
    '/storage/purge',
    {
      schema: { tags, summary: 'Remove deleted datasets for good', response: { 200: StoragePurged } },
      config: { permission: 'maintenance.cleanup' },
    },
    (request) => purging.purge(request.actor),
  )
}

/** `/api/v1/r2/presigned-upload`, under the documents' name only: both verbs do the same. */
export function presignedUploadRoute(app: App, uploads: UploadService, publicUrl: string): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/r2/presigned-upload',
    schema: {
      tags,
      summary: 'A signed URL for one PUT of one file',
      querystring: PresignedUploadQuery,
      response: { 200: PresignedUpload },
    },
    config: { permission: 'dataset.write', changesState: true },
    handler: async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      const { filename, bytes } = request.query
      const offer = presentOffer(await uploads.offer(request.actor, filename, bytes))
      return { ...offer, upload_url: reachable(offer.upload_url, request, publicUrl) }
    },
  })
}
