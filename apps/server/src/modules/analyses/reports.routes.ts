import { Id, ReportQuery } from '@datapilot/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { languageOf } from '../../platform/http/language.ts'
import type { ReportFile, ReportService } from './report.service.ts'

const params = z.object({ id: Id })
const produces = ['text/html', 'application/json', 'text/csv', 'text/markdown']

/** Downloads, mounted under /api/v1. */
export function reportRoutes(app: App, reports: ReportService): void {
  app.get(
    '/datasets/:id/report',
    {
      schema: { tags: ['datasets'], summary: 'The profile as a file', params, querystring: ReportQuery, produces },
      config: { permission: 'dataset.read' },
    },
    async (request, reply) =>
      send(reply, await reports.ofDataset(request.actor, request.params.id, wishesOf(request, request.query))),
  )

  app.get(
    '/analyses/:id/report',
    {
      schema: { tags: ['analyses'], summary: 'What it found as a file', params, querystring: ReportQuery, produces },
      config: { permission: 'analysis.read' },
    },
    async (request, reply) =>
      send(reply, await reports.ofAnalysis(request.actor, request.params.id, wishesOf(request, request.query))),
  )
}

function wishesOf(request: FastifyRequest, { format, language }: ReportQuery) {
  return { format, language: language ?? languageOf(request) ?? ('en' as const) }
}

/**
 * A download, never a page of this origin: a report shows cells of files from anywhere. RFC 6266 and RFC 8187 for the
 * file name.
 */
function send(reply: FastifyReply, { name, extension, contentType, body }: ReportFile): FastifyReply {
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z0-9 ._-]/gu, '')
      .trim() || 'dataset'
  const encoded = encodeURIComponent(`${name}.${extension}`.toWellFormed()).replaceAll(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return reply
    .headers({
      'content-type': contentType,
      'content-disposition': `attachment; filename="${plain}.${extension}"; filename*=UTF-8''${encoded}`,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .send(body)
}
