import { AlertRows, AlertRowsQuery, Id } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { AlertRowsService } from './alert-rows.service.ts'

const params = z.object({ id: Id, alert_id: z.string().min(1).max(1000) })

/** Mounted under /api/v1. */
export function alertRowsRoutes(app: App, alertRows: AlertRowsService): void {
  app.get(
    '/datasets/:id/alerts/:alert_id/rows',
    {
      schema: {
        tags: ['datasets'],
        summary: 'The rows that an alert counts',
        params,
        querystring: AlertRowsQuery,
        response: { 200: AlertRows },
      },
      config: { permission: 'dataset.read' },
    },
    (request) => alertRows.rows(request.actor, request.params.id, request.params.alert_id, request.query),
  )
}
