import type { Permission } from '@datapilot/contracts'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { AppError, requirePermission } from '../errors.ts'
import type { App, AppOptions } from './app.ts'
import { requireSameOrigin } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls. Reading it on a public route without credentials throws `not_authenticated`. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** What the route needs; `public` needs no credentials. A route without it does not register. */
    permission?: Permission | 'public'
    /** Set where another proof replaces credentials (a signed URL), so that the cookie's origin does not matter. */
    anyOrigin?: true
    /** Set where a GET leaves something behind, so that links of other sites cannot make a browser send it. */
    changesState?: true
  }
}

/** The renderer of the API's documents registers routes of its own, which take no `config`. */
const RENDERED_DOCS = '/docs'

export class NotAuthenticatedError extends AppError {
  constructor() {
    super('not_authenticated', 401, {
      detail: 'This needs you to be signed in.',
      expected: 'a session cookie, a bearer token or an API key',
    })
  }
}

/** Deny by default: routes name their permission, and it is checked before the body is parsed. */
export function registerAccess(app: App, options: Pick<AppOptions, 'authenticate' | 'publicUrl'>): void {
  const actors = new WeakMap<FastifyRequest, Actor>()

  app.decorateRequest('actor', {
    getter(this: FastifyRequest) {
      const actor = actors.get(this)
      if (actor === undefined) throw new NotAuthenticatedError()
      return actor
    },
  })

  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(RENDERED_DOCS)) route.config = { ...route.config, permission: 'public' }
    if (route.config?.permission === undefined) {
      throw new Error(`Route ${String(route.method)} ${route.url} names no permission (config.permission).`)
    }
  })

  app.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission
    // Only the answer "no such route" has none.
    if (permission === undefined) return
    if (request.routeOptions.config.anyOrigin !== true) requireSameOrigin(request, options.publicUrl)
    if (permission === 'public') return
    const actor = await options.authenticate(request)
    if (actor === null) throw new NotAuthenticatedError()
    requirePermission(actor, permission)
    actors.set(request, actor)
  })
}
