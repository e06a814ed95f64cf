import {
  Analysis,
  AnalysisPage,
  AnalysisResults,
  CleanupAnswer,
  CleanupQuery,
  Id,
  ListAnalysesQuery,
  LlmSummary,
  StartAnalysis,
  SummaryQuery,
  WebSocketInfo,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { AnalysisChannel } from './analysis-channel.ts'
import type { AnalysisCleanup } from './analysis-cleanup.service.ts'
import type { AnalysisControl } from './analysis-control.service.ts'
import { presentAnalysis, presentResults } from './analysis.presenter.ts'
import type { AnalysisService } from './analysis.service.ts'
import type { LiveTickets } from './live-tickets.ts'

const tags = ['analyses']
const params = z.object({ id: Id })
const read = { permission: 'analysis.read' } as const
const run = { permission: 'analysis.run' } as const

export interface AnalysisServices {
  readonly analyses: AnalysisService
  readonly control: AnalysisControl
  readonly cleanup: AnalysisCleanup
  readonly channel: AnalysisChannel
  readonly tickets: LiveTickets
}

/** Where each call is reached: canonical paths and the documents' paths share the handlers below. */
export interface AnalysisPaths {
  readonly start: string
  readonly list: string
  readonly status: string
  readonly results: string
  readonly summary: string
  readonly remove: string
  readonly cleanUp: string
  readonly events: string
  readonly connections: string
}

/** Mounted under /api/v1. */
export const CANONICAL_PATHS: AnalysisPaths = {
  start: '/analyses',
  list: '/analyses',
  status: '/analyses/:id',
  results: '/analyses/:id/results',
  summary: '/analyses/:id/summary',
  remove: '/analyses/:id',
  cleanUp: '/analyses/cleanup',
  events: '/analyses/:id/events',
  connections: '/analyses/connections',
}

/** The names of the design documents, mounted at the root. */
export const DOCUMENT_PATHS: AnalysisPaths = {
  start: '/api/v1/analysis/start-enhanced',
  list: '/api/v1/analysis/list',
  status: '/api/v1/analysis/status-enhanced/:id',
  results: '/api/v1/analysis/results-enhanced/:id',
  summary: '/api/v1/analysis/summary-for-llm/:id',
  remove: '/api/v1/analysis/:id',
  cleanUp: '/api/v1/maintenance/cleanup-old-analyses',
  events: '/api/v1/analysis/websocket/:id',
  connections: '/api/v1/analysis/websocket-info',
}

/** Calls that exist under two names. */
export function analysisRoutes(app: App, paths: AnalysisPaths, services: AnalysisServices): void {
  const { analyses, control, cleanup, channel, tickets } = services
  app.post(
    paths.start,
    {
      schema: { tags, summary: 'Start an analysis', body: StartAnalysis, response: { 202: Analysis } },
      config: run,
    },
    async (request, reply) => reply.code(202).send(presentAnalysis(await analyses.start(request.actor, request.body))),
  )

  app.get(
    paths.list,
    {
      schema: {
        tags,
        summary: 'Analyses, newest first',
        querystring: ListAnalysesQuery,
        response: { 200: AnalysisPage },
      },
      config: read,
    },
    async (request) => {
      const { items, nextCursor } = await analyses.list(request.actor, request.query)
      return { items: items.map(presentAnalysis), next_cursor: nextCursor }
    },
  )

  app.get(
    paths.status,
    { schema: { tags, summary: 'Status and progress', params, response: { 200: Analysis } }, config: read },
    async (request) => presentAnalysis(await analyses.get(request.actor, request.params.id)),
  )

  app.get(
    paths.results,
    {
      schema: {
        tags,
        summary: 'Everything it found; 409 with the status before',
        params,
        response: { 200: AnalysisResults },
      },
      config: read,
    },
    async (request) => presentResults(await analyses.results(request.actor, request.params.id)),
  )

  app.get(
    paths.summary,
    {
      schema: {
        tags,
        summary: 'Compact summary for language models',
        params,
        querystring: SummaryQuery,
        response: { 200: LlmSummary },
      },
      config: read,
    },
    (request) => analyses.summary(request.actor, request.params.id, request.query.max_tokens),
  )

  app.delete(
    paths.remove,
    {
      schema: { tags, summary: 'Delete; the dataset keeps its profile', params, response: { 204: z.null() } },
      config: run,
    },
    async (request, reply) => {
      await control.remove(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    paths.cleanUp,
    {
      schema: {
        tags,
        summary: 'Delete analyses that ended days ago',
        querystring: CleanupQuery,
        response: { 200: CleanupAnswer },
      },
      config: { permission: 'maintenance.cleanup' },
    },
    async (request) => {
      const { days_old: daysOld, dry_run: dryRun } = request.query
      return { deleted: await cleanup.cleanUp(request.actor, { daysOld, dryRun }), days_old: daysOld, dry_run: dryRun }
    },
  )

  app.get(
    paths.connections,
    { schema: { tags, summary: 'Open WebSockets', response: { 200: WebSocketInfo } }, config: read },
    (request) => channel.info(request.actor),
  )

  app.get(
    paths.events,
    {
      websocket: true,
      schema: { tags, summary: 'WebSocket: progress and end of one analysis', params },
      config: read,
      preHandler: (request) => channel.admit(request.actor, request.params.id),
    },
    async (socket, request) =>
      channel.follow(request.actor, params.parse(request.params).id, socket, tickets.credentialsBehind(request)),
  )
}
