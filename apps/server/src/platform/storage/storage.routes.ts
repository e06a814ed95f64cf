import { z } from 'zod'
import type { Readable } from 'node:stream'
import type { App } from '../http/app.ts'
import type { LocalStorage } from './local-storage.ts'
import { requireObjectKey } from './object-key.ts'

const PutQuery = z.object({
  max_bytes: z.coerce.number().int().nonnegative(),
  expires: z.coerce.number().int().nonnegative(),
  signature: z.string().max(100),
})

const Stored = z.object({ file_key: z.string(), bytes: z.int().nonnegative(), sha256: z.string() })

const putObject = {
  // An opaque address: clients get it from elsewhere and never build it.
  hide: true,
  params: z.object({ '*': z.string().max(700) }),
  querystring: PutQuery,
  response: { 200: Stored },
}

/** Where the local driver's signed URLs lead. The signature is the permission: no other credentials are looked at. */
export function registerStorageRoutes(app: App, storage: LocalStorage): void {
  app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.put(
      '/storage/*',
      { schema: putObject, config: { permission: 'public', anyOrigin: true }, bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request) => {
        const { max_bytes: maxBytes, expires, signature } = request.query
        const key = requireObjectKey(request.params['*'])
        const length = request.headers['content-length']
        const body = (request.body ?? request.raw) as Readable
        const stored = await storage.receive(
          { key, maxBytes, expires },
          signature,
          body,
          length === undefined ? null : Number(length),
        )
        return { file_key: stored.key, bytes: stored.bytes, sha256: stored.sha256 ?? '' }
      },
    )
  })
}
