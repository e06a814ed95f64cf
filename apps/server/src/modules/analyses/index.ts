import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/actor.ts'
import type { ServerModule } from '../../platform/module.ts'
import type { Platform } from '../../platform/platform.ts'
import type { DatasetAccess } from '../datasets/index.ts'
import type { Profiler } from '../profiling/index.ts'
import { analysisRoutes, CANONICAL_PATHS, canonicalOnlyRoutes, DOCUMENT_PATHS } from './analyses.routes.ts'
import { AnalysisChannel } from './analysis-channel.ts'
import { ANALYSIS_QUEUE } from './analysis-queue.ts'
import { createReconciler } from './analysis-reconciler.ts'
import { AnalysisRunner } from './analysis-runner.ts'
import { AnalysisService } from './analysis.service.ts'
import type { Authenticate } from './live-credentials.ts'
import { LiveTickets } from './live-tickets.ts'

export interface AnalysesModule extends ServerModule {
  /** The actor of a WebSocket handshake that carries a ticket; null when it carries none. Asked before other credentials. */
  authenticateTicket(request: FastifyRequest): Actor | null
}

/** Profiling is bound by two cores at a time; each analysis uses several threads of its own. */
const CONCURRENCY = 2
/** A turn that failed is followed by the reconciler anyway. */
const RETRIES = 2

/** Analyses as background work: started, followed live, cancelled, read. */
export function createAnalysesModule(
  platform: Pick<Platform, 'config' | 'database' | 'jobs' | 'live' | 'logger'>,
  ports: {
    readonly datasets: DatasetAccess
    readonly profiler: Pick<Profiler, 'profileTable'>
    /** Who credentials stand for, asked again while a connection is open. */
    readonly authenticate: Authenticate
  },
): AnalysesModule {
  const { config, database, jobs, live, logger } = platform
  const { datasets, profiler, authenticate } = ports
  const analyses = new AnalysisService({ database, jobs, live, datasets })
  const runner = new AnalysisRunner({ database, live, versions: datasets.versions, profiler, logger })
  // The embedded database serves this process alone, by the same clock.
  const deadBefore = config.database.url === undefined ? new Date() : null
  const reconciler = createReconciler({ database, jobs, runner, logger, deadBefore })
  const channel = new AnalysisChannel({ database, live, analyses, datasets, authenticate, logger })
  const tickets = new LiveTickets()
  const services = { analyses, channel, tickets }
  return {
    name: 'analyses',
    authenticateTicket: (request) => tickets.authenticate(request),
    routes: (app) => {
      analysisRoutes(app, CANONICAL_PATHS, services)
      canonicalOnlyRoutes(app, services)
    },
    documentRoutes: (app) => {
      analysisRoutes(app, DOCUMENT_PATHS, services)
    },
    jobs: () => {
      jobs.define(ANALYSIS_QUEUE, { concurrency: CONCURRENCY, retries: RETRIES }, (_turn, signal) =>
        runner.runNext(signal),
      )
    },
    start: async () => {
      reconciler.start()
      channel.start()
    },
    stop: async () => {
      channel.stop()
      await reconciler.stop()
    },
  }
}
