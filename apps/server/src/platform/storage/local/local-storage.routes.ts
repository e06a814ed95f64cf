import { ReceivedPart } from '@datapilot/contracts'
import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { App } from '../../http/app.ts'
import type { LocalStorage } from './local-storage.ts'
import { requireObjectKey } from '../object-key.ts'
import { CHECKSUM_HEADER } from '../part-storage.ts'

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

const PartQuery = z.object({
  upload: z.string().max(100),
  part: z.coerce.number().int().positive().max(10_000),
  bytes: z.coerce.number().int().positive(),
  expires: z.coerce.number().int().nonnegative(),
  signature: z.string().max(100),
})

const putPart = {
  hide: true,
  params: z.object({ '*': z.string().max(700) }),
  querystring: PartQuery,
  response: { 200: ReceivedPart },
}

const signed = {
  config: { permission: 'public', anyOrigin: true },
  bodyLimit: Number.MAX_SAFE_INTEGER,
} as const

/** Where the local driver's signed URLs lead. The signature is the permission: no other credentials are looked at. */
export function registerStorageRoutes(app: App, storage: LocalStorage): void {
  app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.put('/storage/*', { schema: putObject, ...signed }, async (request) => {
      const { max_bytes: maxBytes, expires, signature } = request.query
      const key = requireObjectKey(request.params['*'])
      const { body, length } = bytesOf(request)
      const stored = await storage.receive({ key, maxBytes, expires }, signature, body, length)
      return { file_key: stored.key, bytes: stored.bytes, sha256: stored.sha256 ?? '' }
    })
    scope.put('/storage-parts/*', { schema: putPart, ...signed }, async (request) => {
      const { upload, part, bytes, expires, signature } = request.query
      const key = requireObjectKey(request.params['*'])
      // Part of what is signed, so a missing or another one makes the address invalid.
      const sha256 = Buffer.from(String(request.headers[CHECKSUM_HEADER] ?? ''), 'base64').toString('hex')
      const grant = { key, storeUploadId: upload, number: part, bytes, sha256, expires }
      const { body, length } = bytesOf(request)
      return storage.parts.receive(grant, signature, body, length)
    })
  })
}

function bytesOf(request: FastifyRequest): { body: Readable; length: number | null } {
  const length = request.headers['content-length']
  return { body: (request.body ?? request.raw) as Readable, length: length === undefined ? null : Number(length) }
}
