import { rmSync } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/actor.ts'
import { Periodic } from '../../platform/jobs/periodic.ts'
import type { ServerModule } from '../../platform/module.ts'
import type { Platform } from '../../platform/platform.ts'
import type { DatasetAccess } from '../datasets/index.ts'
import type { Comparer, Profiler } from '../profiling/index.ts'
import { analysisRoutes, CANONICAL_PATHS, DOCUMENT_PATHS } from './analyses.routes.ts'
import { AnalysisChannel } from './analysis-channel.ts'
import { AnalysisCleanup } from './analysis-cleanup.service.ts'
import { AnalysisControl } from './analysis-control.service.ts'
import { AnalysisDifferences } from './analysis-differences.service.ts'
import { AnalysisFiles } from './analysis-files.ts'
import { lifecycleRoutes } from './analysis-lifecycle.routes.ts'
import { ANALYSIS_QUEUE } from './analysis-queue.ts'
import { createReconciler } from './analysis-reconciler.ts'
import { AnalysisRunner } from './analysis-runner.ts'
import { AnalysisService } from './analysis.service.ts'
import type { Authenticate } from './live-credentials.ts'
import { LiveTickets } from './live-tickets.ts'
import { ReportService } from './report.service.ts'
import { reportRoutes } from './reports.routes.ts'

export interface AnalysesModule extends ServerModule {
  /** The actor of a WebSocket handshake that carries a ticket; null when it carries none. Asked before other credentials. */
  authenticateTicket(request: FastifyRequest): Actor | null
  /** Removes what an organization that was deleted has left on this machine. */
  organizationDeleted(organizationId: string): Promise<void>
}

/** Profiling is bound by two cores at a time; each analysis uses several threads of its own. */
const CONCURRENCY = 2
/** A turn that failed is followed by the reconciler anyway. */
const RETRIES = 2
const SWEEP_EVERY_MS = 10 * 60 * 1000

/** Analyses as background work: started, followed live, paused, cancelled, read, compared, let go. */
export function createAnalysesModule(
  platform: Pick<Platform, 'config' | 'database' | 'jobs' | 'live' | 'logger' | 'storage' | 'engine'>,
  ports: {
    readonly datasets: DatasetAccess
    readonly profiler: Pick<Profiler, 'profileTable'>
    readonly comparer: Pick<Comparer, 'compareTables'>
    /** Who credentials stand for, asked again while a connection is open. */
    readonly authenticate: Authenticate
  },
): AnalysesModule {
  const { config, database, jobs, live, logger, storage, engine } = platform
  const { datasets, profiler, comparer, authenticate } = ports
  const { versions } = datasets
  const files = new AnalysisFiles(config.home)
  const analyses = new AnalysisService({ database, jobs, datasets })
  const control = new AnalysisControl({ database, jobs, live, datasets })
  const cleanup = new AnalysisCleanup({ database, storage, versions, files, logger })
  const differences = new AnalysisDifferences({ analyses, storage, engine })
  const reports = new ReportService(analyses, datasets)
  const runner = new AnalysisRunner({ database, storage, live, versions, profiler, comparer, files, logger })
  // The embedded database serves this process alone, by the same clock.
  const deadBefore = config.database.url === undefined ? new Date() : null
  const reconciler = createReconciler({ database, jobs, runner, logger, deadBefore })
  const channel = new AnalysisChannel({ database, live, analyses, authenticate, logger })
  const tickets = new LiveTickets()
  const services = { analyses, control, cleanup, differences, channel, tickets }
  const sweeper = new Periodic(
    SWEEP_EVERY_MS,
    () => cleanup.sweep(),
    (error) => logger.warn({ err: error }, 'analysis sweep failed'),
  )
  return {
    name: 'analyses',
    authenticateTicket: (request) => tickets.authenticate(request),
    organizationDeleted: (organizationId) => files.removeOrganization(organizationId),
    routes: (app) => {
      analysisRoutes(app, CANONICAL_PATHS, services)
      lifecycleRoutes(app, services)
      reportRoutes(app, reports)
    },
    documentRoutes: (app) => {
      analysisRoutes(app, DOCUMENT_PATHS, services)
    },
    jobs: () => {
      // What a killed server left half made. A web process works on nothing and clears nothing.
      if (config.role !== 'web') rmSync(files.scratch, { recursive: true, force: true })
      jobs.define(ANALYSIS_QUEUE, { concurrency: CONCURRENCY, retries: RETRIES }, (_turn, signal) =>
        runner.runNext(signal),
      )
    },
    start: async () => {
      reconciler.start()
      sweeper.start()
      channel.start()
    },
    stop: async () => {
      channel.stop()
      await sweeper.stop()
      await reconciler.stop()
    },
  }
}
