import { createIdentityModule } from '../modules/identity/index.ts'
import { checkHealth, createOperationsModule } from '../modules/operations/index.ts'
import { type App, createApp } from '../platform/http/app.ts'
import { acceptUntypedJson } from '../platform/http/document-bodies.ts'
import type { ServerModule } from '../platform/module.ts'
import { registerStorageRoutes } from '../platform/storage/storage.routes.ts'
import type { OpenPlatform } from './open-platform.ts'
import { VERSION } from './version.ts'

export interface Server {
  readonly app: App
  /** Starts jobs, then each module's recovery. */
  start(): Promise<void>
  /** Stops accepting, lets requests and jobs end, closes everything. */
  close(): Promise<void>
}

/**
 * The only place that knows every module: builds them in order and hands each what it needs of the others. `print` shows
 * a line to the person at the terminal, past the log.
 */
export async function composeServer(platform: OpenPlatform, print?: (line: string) => void): Promise<Server> {
  const { config, logger } = platform
  const identity = createIdentityModule(platform, print === undefined ? {} : { print })

  const features: ServerModule[] = [identity]
  const operations = createOperationsModule({
    version: VERSION,
    sources: [
      () => checkHealth('storage', async () => platform.storage.check().then(() => platform.storage.kind)),
      async () => ({ engine: await platform.engine.health() }),
      ...features.flatMap((module) => module.health?.bind(module) ?? []),
    ],
    database: () => checkHealth('database', async () => `PostgreSQL ${(await platform.database.check()).version}`),
  })
  const modules = [...features, operations]

  const app = await createApp({ logger, publicUrl: config.publicUrl, authenticate: identity.authenticate, webRoot: config.webRoot })
  await app.register(
    async (scope: App) => {
      registerStorageRoutes(scope, platform.storage)
      for (const module of modules) module.routes?.(scope)
    },
    { prefix: '/api/v1' },
  )
  await app.register(async (scope: App) => {
    acceptUntypedJson(scope)
    for (const module of modules) module.documentRoutes?.(scope)
  })

  return {
    app,
    async start() {
      for (const module of modules) module.jobs?.()
      await platform.jobs.start()
      for (const module of modules) await module.start?.()
    },
    async close() {
      await app.close()
      await platform.jobs.stop()
      for (const module of [...modules].reverse()) await module.stop?.()
      await platform.close()
    },
  }
}
