import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { AppError } from '../errors.ts'
import type { App } from './app.ts'

const WEB = '/app/'

/**
 * The built web app under /app/. Files with a hash in their name are cached for ever; a navigation to any other path
 * below /app/ gets the page, whose router shows it. No other path ever serves a page.
 */
export async function registerWebApp(app: App, webRoot: string): Promise<void> {
  const publicRoute = { config: { permission: 'public' as const }, schema: { hide: true } }
  app.get('/', publicRoute, (_request, reply) => reply.redirect(WEB))
  app.get('/app', publicRoute, (_request, reply) => reply.redirect(WEB))
  if (!existsSync(join(webRoot, 'index.html'))) {
    app.log.warn({ webRoot }, 'the web app is not built')
    return
  }
  await app.register(fastifyStatic, { root: webRoot, serve: false, cacheControl: false })
  app.get(`${WEB}*`, publicRoute, async (request, reply) => {
    const path = decodeURIComponent(request.url.slice(WEB.length).split('?')[0] ?? '')
    if (path.startsWith('assets/'))
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path)
    if (/\.[a-z0-9]+$/i.test(path) && path !== 'index.html')
      return reply.header('cache-control', 'no-cache').sendFile(path)
    if (!request.headers.accept?.includes('text/html')) {
      throw new AppError('route_not_found', 404, {
        detail: 'There is no such file.',
        where: request.url.split('?')[0] ?? '',
      })
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}
