import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { createAnalysesModule } from '../modules/analyses/index.ts'
import { createChatModule } from '../modules/chat/index.ts'
import { createDatasetsModule } from '../modules/datasets/index.ts'
import { createIdentityModule } from '../modules/identity/index.ts'
import { checkHealth, createOperationsModule } from '../modules/operations/index.ts'
import { createPlannerModelFactory, evidenceOf } from '../modules/planner/index.ts'
import { createComparer, createProfiler } from '../modules/profiling/index.ts'
import { createReader } from '../modules/reading/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type App, createApp } from '../platform/http/app.ts'
import { acceptUntypedJson } from '../platform/http/document-bodies.ts'
import type { ServerModule } from '../platform/module.ts'
import { LocalStorage } from '../platform/storage/local/local-storage.ts'
import { registerStorageRoutes } from '../platform/storage/local/local-storage.routes.ts'
import { storageHealth } from '../platform/storage/storage-health.ts'
import { createAnswerTools } from './answer-tools.ts'
import { chatDatasets } from './chat-datasets.ts'
import type { OpenPlatform } from './open-platform.ts'
import { VERSION } from './version.ts'

/** Time for open requests to end; longer ones are cut. */
const DRAIN_MS = 5_000

export interface Server {
  readonly app: App
  /** Starts jobs, which requests enqueue; then `listen`; then each module's recovery. */
  start(listen?: () => Promise<void>): Promise<void>
  /** Stops accepting, lets requests and jobs end, closes everything. */
  close(): Promise<void>
}

/**
 * The only place that knows every module: builds them in order and hands each what it needs of the others. `print` shows
 * a line to the person at the terminal, past the log.
 */
export async function composeServer(platform: OpenPlatform, print?: (line: string) => void): Promise<Server> {
  const { config, logger } = platform
  const identity = createIdentityModule(platform, {
    organizationDeleted: async (organizationId) => {
      await analyses.organizationDeleted(organizationId)
      await platform.storage.removeOrganization(organizationId)
    },
    ...(print === undefined ? {} : { print }),
  })

  const workDirectory = join(config.home, 'work')
  const reader = createReader({ workDirectory, warmPreviews: 1 })
  const profiler = createProfiler({ workDirectory, memoryBytes: config.limits.engineMemory, warmPreviews: 1 })
  const comparer = createComparer({ workDirectory, memoryBytes: config.limits.engineMemory })
  const datasets = createDatasetsModule(platform, { reader, profiler })
  const analyses = createAnalysesModule(platform, {
    datasets: datasets.access,
    profiler,
    comparer,
    authenticate: (credentials) => identity.authenticate(credentials),
  })
  const answering = createAnswerTools(platform)
  const chat = createChatModule({
    database: platform.database,
    datasets: chatDatasets(datasets.access),
    tools: () => answering.tools(),
    python: () => answering.python(),
    analyticalEngine: platform.engine,
    evidenceSql: evidenceOf,
    model: createPlannerModelFactory(),
    engine: `DuckDB ${platform.engine.version}`,
    secret: platform.encryptionKey,
  })

  const features: ServerModule[] = [identity, datasets, analyses, chat]
  const operations = createOperationsModule({
    version: VERSION,
    sources: [
      async () => ({ storage: await storageHealth(platform.storage) }),
      async () => ({ engine: await platform.engine.health() }),
      async () => ({ reading: await reader.health() }),
      async () => ({ profiling: await profiler.health() }),
      async () => ({ comparing: await comparer.health() }),
      () => answering.health(),
      ...features.flatMap((module) => module.health?.bind(module) ?? []),
    ],
    database: () => checkHealth('database', async () => `PostgreSQL ${(await platform.database.check()).version}`),
  })
  const modules = [...features, operations]

  // A ticket is meant for this very handshake; a cookie only happens to come along.
  const authenticate = async (request: FastifyRequest): Promise<Actor | null> =>
    analyses.authenticateTicket(request) ?? (await identity.authenticate(request))
  const app = await createApp({
    logger,
    publicUrl: config.publicUrl,
    authenticate,
    webRoot: config.webRoot,
    uploadOrigin: platform.storage.uploadOrigin,
    ...(config.trustProxy === undefined ? {} : { trustProxy: config.trustProxy }),
  })
  await app.register(
    async (scope: App) => {
      if (platform.storage instanceof LocalStorage) registerStorageRoutes(scope, platform.storage)
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
    async start(listen) {
      for (const module of modules) module.jobs?.()
      await platform.jobs.start()
      await listen?.()
      for (const module of modules) await module.start?.()
    },
    async close() {
      // A client that sends slowly, or nothing more, must not keep everything behind it from closing in order.
      const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
      await app.close()
      clearTimeout(cut)
      await platform.jobs.stop()
      for (const module of [...modules].reverse()) await module.stop?.()
      await answering.close()
      await reader.close()
      await profiler.close()
      await comparer.close()
      await platform.close()
    },
  }
}
