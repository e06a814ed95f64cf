import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '../actor.ts'
import type { Logger } from '../telemetry/logger.ts'
import { registerAccess } from './access.ts'
import { answerUnparsable, registerErrorHandler, sendMalformedUrl } from './error-handler.ts'
import { registerOpenApi } from './openapi.ts'
import { registerRateLimit } from './rate-limit.ts'
import { registerRequestLog } from './request-log.ts'
import { registerRouteTable } from './route-table.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { registerWebApp } from './web-app.ts'
import { registerWebSocket } from './websocket.ts'

/** The HTTP application; routes take their types from Zod schemas. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

export interface AppOptions {
  readonly logger: Logger
  /** Origin under which browsers reach the server, without a trailing slash. */
  readonly publicUrl: string
  /** Who calls, or null without credentials. Throws an AppError for credentials that are wrong. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | null>
  /** Folder of the built web app; absent in tests and in the worker. */
  readonly webRoot?: string
  /** Where else than to this server pages may send bytes: the object store's origin. */
  readonly uploadOrigin?: string | null
  /** Addresses of proxies whose X-Forwarded-* headers are believed; none by default. */
  readonly trustProxy?: readonly string[]
}

/** Bodies are documents, not data: files go through signed uploads. */
export const BODY_LIMIT = 1024 * 1024

/** A large file over a slow line takes hours; a connection that says nothing for minutes is dropped long before. */
const LONGEST_REQUEST_MS = 6 * 3600 * 1000
const SILENCE_MS = 5 * 60 * 1000

/**
 * The application without routes: validation, errors, access, logs, headers. Every route registered afterwards must
 * name its permission in `config`, or registering throws.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const loggerInstance: FastifyBaseLogger = options.logger
  const app: App = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy === undefined ? false : [...options.trustProxy],
    forceCloseConnections: 'idle',
    requestTimeout: LONGEST_REQUEST_MS,
    connectionTimeout: SILENCE_MS,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: sendMalformedUrl,
    clientErrorHandler: answerUnparsable,
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  registerErrorHandler(app)
  registerRequestLog(app)
  await registerSecurityHeaders(app, options.uploadOrigin ?? null)
  await app.register(cookie)
  // Before access: only a handshake that this hook has seen is cut when it is refused; others would stay open for ever.
  await registerWebSocket(app)
  registerAccess(app, options)
  registerRouteTable(app)
  await registerRateLimit(app)
  await registerOpenApi(app)
  if (options.webRoot !== undefined) await registerWebApp(app, options.webRoot)
  return app
}
