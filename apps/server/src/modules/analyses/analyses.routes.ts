import {
  Analysis,
  AnalysisPage,
  AnalysisResults,
  CleanupAnswer,
  CleanupQuery,
  Id,
  Language,
  ListAnalysesQuery,
  LiveTicket,
  LlmSummary,
  StartAnalysis,
  SummaryQuery,
  WebSocketInfo,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { languageOf } from '../../platform/http/language.ts'
import type { AnalysisChannel } from './analysis-channel.ts'
import { presentAnalysis } from './analysis.presenter.ts'
import type { AnalysisService } from './analysis.service.ts'
import { credentialsOf } from './live-credentials.ts'
import type { LiveTickets } from './live-tickets.ts'

const tags = ['analyses']
const params = z.object({ id: Id })
const read = { permission: 'analysis.read' } as const
const run = { permission: 'analysis.run' } as const

export interface AnalysisServices {
  readonly analyses: AnalysisService
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
export function analysisRoutes(app: App, paths: AnalysisPaths, { analyses, channel, tickets }: AnalysisServices): void {
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
    async (request) => {
      const { analysis, profile } = await analyses.results(request.actor, request.params.id)
      return { ...presentAnalysis(analysis), results: profile }
    },
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
      await analyses.remove(request.actor, request.params.id)
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
      return { deleted: await analyses.cleanUp(request.actor, { daysOld, dryRun }), days_old: daysOld, dry_run: dryRun }
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

/** Calls that exist under their canonical name only. */
export function canonicalOnlyRoutes(app: App, { analyses, tickets }: AnalysisServices): void {
  app.post(
    '/analyses/:id/cancel',
    { schema: { tags, summary: 'Stop an analysis', params, response: { 200: Analysis } }, config: run },
    async (request) => presentAnalysis(await analyses.cancel(request.actor, request.params.id)),
  )

  app.get(
    '/analyses/:id/report',
    {
      schema: {
        tags,
        summary: 'Self-contained HTML report',
        params,
        querystring: z.object({ language: Language.optional() }),
        produces: ['text/html'],
      },
      config: read,
    },
    async (request, reply) => {
      const language = request.query.language ?? languageOf(request) ?? 'en'
      const { html, name } = await analyses.report(request.actor, request.params.id, language)
      return reply.headers(reportHeaders(name)).send(html)
    },
  )

  app.post(
    '/live/tickets',
    { schema: { tags, summary: 'A ticket that opens one WebSocket', response: { 201: LiveTicket } }, config: read },
    async (request, reply) => {
      const { ticket, expiresAt } = tickets.issue(request.actor, credentialsOf(request))
      const answer = { ticket, expires_at: expiresAt.toISOString() }
      return reply.code(201).header('cache-control', 'no-store').send(answer)
    },
  )
}

/**
 * A download, never a page of this origin: a report shows cells of files from anywhere. RFC 6266 and RFC 8187 for the
 * file name.
 */
function reportHeaders(name: string): Record<string, string> {
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9 ._-]/gu, '')
      .trim() || 'dataset'
  const encoded = encodeURIComponent(`${name}.html`).replaceAll(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': `attachment; filename="${plain}.html"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
