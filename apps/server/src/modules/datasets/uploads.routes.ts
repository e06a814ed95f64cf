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
    config: { permission: 'dataset.write', changesState: true },
    handler: async (request, reply) => {
      // A signed URL is a credential: no cache may keep it.
      void reply.header('cache-control', 'no-store')
      const offer = presentUpload(await uploads.offer(request.actor, request.query.filename))
      return { ...offer, upload_url: reachable(offer.upload_url, request, publicUrl) }
    },
  })
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A URL of this server under the name by which the caller reached it, where nobody has said the public one: a page
 * opened as `localhost` may send nothing to `127.0.0.1`. A public URL that was said and URLs of an object store stay as
 * they are, whatever the Host header claims.
 */
function reachable(url: string, request: FastifyRequest, publicUrl: string): string {
  const { origin, hostname, pathname, search } = new URL(url)
  if (origin !== new URL(publicUrl).origin || !LOOPBACK.has(hostname)) return url
  const asked = `${request.protocol}://${request.host}`
  return URL.canParse(asked) && new URL(asked).origin === asked ? `${asked}${pathname}${search}` : url
}
