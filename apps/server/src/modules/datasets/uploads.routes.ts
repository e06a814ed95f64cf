import { PresignedUpload, PresignedUploadQuery } from '@datapilot/contracts'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { presentUpload } from './dataset.presenter.ts'
import type { UploadService } from './upload.service.ts'

/** `/api/v1/r2/presigned-upload`, under the documents' name only: both verbs do the same. */
export function uploadRoutes(app: App, uploads: UploadService, publicUrl: string): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/r2/presigned-upload',
    schema: {
      tags: ['uploads'],
      summary: 'A signed URL for one PUT of one file',
      querystring: PresignedUploadQuery,
      response: { 200: PresignedUpload },
    },
    config: { permission: 'dataset.write' },
    handler: async (request, reply) => {
      // A signed URL is a credential: no cache may keep it.
      void reply.header('cache-control', 'no-store')
      const offer = presentUpload(await uploads.offer(request.actor, request.query.filename))
      return { ...offer, upload_url: reachable(offer.upload_url, request, publicUrl) }
    },
  })
}

/**
 * A URL of this server under the name by which the caller reached it: a page opened as `localhost` may send nothing to
 * `127.0.0.1`. URLs of an object store stay as they are.
 */
function reachable(url: string, request: FastifyRequest, publicUrl: string): string {
  const { origin, host, pathname, search } = new URL(url)
  if (origin !== new URL(publicUrl).origin || host === request.host) return url
  return `${request.protocol}://${request.host}${pathname}${search}`
}
