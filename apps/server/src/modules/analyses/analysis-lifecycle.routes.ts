import {
  Analysis,
  AnalysisRetention,
  AnalysisSessionPage,
  DifferencesQuery,
  Id,
  LiveTicket,
  PageQuery,
  RowDifferences,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { AnalysisServices } from './analyses.routes.ts'
import type { AnalysisDifferences } from './analysis-differences.service.ts'
import { presentAnalysis, presentSession } from './analysis.presenter.ts'
import { credentialsOf } from './live-credentials.ts'

const tags = ['analyses']
const params = z.object({ id: Id })
const read = { permission: 'analysis.read' } as const
const run = { permission: 'analysis.run' } as const

/** Calls that exist under their canonical name only, mounted under /api/v1. */
export function lifecycleRoutes(
  app: App,
  services: AnalysisServices & { readonly differences: AnalysisDifferences },
): void {
  const { analyses, control, cleanup, differences, tickets } = services

  app.post(
    '/analyses/:id/cancel',
    { schema: { tags, summary: 'Stop an analysis', params, response: { 200: Analysis } }, config: run },
    async (request) => presentAnalysis(await control.cancel(request.actor, request.params.id)),
  )

  app.post(
    '/analyses/:id/pause',
    {
      schema: { tags, summary: 'Stop for now; what is finished stays', params, response: { 200: Analysis } },
      config: run,
    },
    async (request) => presentAnalysis(await control.pause(request.actor, request.params.id)),
  )

  app.post(
    '/analyses/:id/resume',
    { schema: { tags, summary: 'Go on after a pause', params, response: { 200: Analysis } }, config: run },
    async (request) => presentAnalysis(await control.resume(request.actor, request.params.id)),
  )

  app.post(
    '/analyses/:id/restore',
    {
      schema: { tags, summary: 'Undo a deletion of the last 30 days', params, response: { 200: Analysis } },
      config: run,
    },
    async (request) => presentAnalysis(await control.restore(request.actor, request.params.id)),
  )

  app.get(
    '/analyses/:id/sessions',
    {
      schema: {
        tags,
        summary: 'Who followed it, newest first',
        params,
        querystring: PageQuery,
        response: { 200: AnalysisSessionPage },
      },
      config: read,
    },
    async (request) => {
      const { items, nextCursor } = await analyses.sessions(request.actor, request.params.id, request.query)
      return { items: items.map(presentSession), next_cursor: nextCursor }
    },
  )

  app.get(
    '/analyses/:id/differences',
    {
      schema: {
        tags,
        summary: 'Rows that differ, of a comparison',
        params,
        querystring: DifferencesQuery,
        response: { 200: RowDifferences },
      },
      config: read,
    },
    (request) => differences.page(request.actor, request.params.id, request.query),
  )

  app.get(
    '/maintenance/retention',
    { schema: { tags, summary: 'How long analyses are kept', response: { 200: AnalysisRetention } }, config: read },
    (request) => cleanup.retention(request.actor),
  )

  app.put(
    '/maintenance/retention',
    {
      schema: {
        tags,
        summary: 'Delete analyses by themselves after days; null keeps them',
        body: AnalysisRetention,
        response: { 200: AnalysisRetention },
      },
      config: { permission: 'maintenance.cleanup' },
    },
    (request) => cleanup.setRetention(request.actor, request.body),
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
