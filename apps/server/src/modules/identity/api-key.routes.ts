import { ApiKey, ApiKeyList, CreateApiKey, Id } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { ApiKeyService } from './api-key.service.ts'
import { presentApiKey } from './organization.presenter.ts'

const KeyParams = z.object({ api_key_id: Id })

export function registerApiKeyRoutes(app: App, { keys }: { keys: ApiKeyService }): void {
  const tags = ['identity']

  app.get(
    '/api-keys',
    { schema: { tags, response: { 200: ApiKeyList } }, config: { permission: 'key.own' } },
    async (request) => ({ items: (await keys.list(request.actor)).map(presentApiKey) }),
  )

  app.post(
    '/api-keys',
    { schema: { tags, body: CreateApiKey, response: { 201: ApiKey } }, config: { permission: 'key.own' } },
    async (request, reply) => {
      const { row, key } = await keys.create(request.actor, request.body)
      reply.code(201)
      return { ...presentApiKey(row), key }
    },
  )

  app.delete(
    '/api-keys/:api_key_id',
    { schema: { tags, params: KeyParams, response: { 204: z.null() } }, config: { permission: 'key.own' } },
    async (request, reply) => {
      await keys.withdraw(request.actor, request.params.api_key_id)
      return reply.code(204).send(null)
    },
  )
}
