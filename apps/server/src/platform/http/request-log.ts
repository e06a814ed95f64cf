import { redactUrl } from '../telemetry/logger.ts'
import type { App } from './app.ts'

/** One line per request when it is answered: never headers or bodies, and URLs without secret parameters. */
export function registerRequestLog(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 500 ? 'warn' : 'debug'
    request.log[level](
      {
        method: request.method,
        url: redactUrl(request.url),
        status: reply.statusCode,
        elapsed_ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })
}
