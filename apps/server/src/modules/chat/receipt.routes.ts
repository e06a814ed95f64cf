import { AnswerRows, AnswerRowsQuery, Id, Rerun } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { untilClosed } from '../../platform/http/until-closed.ts'
import type { ReceiptService } from './receipt.service.ts'

const params = z.object({ chat_id: Id, message_id: Id })
const rows = { tags: ['chat'], params, querystring: AnswerRowsQuery, response: { 200: AnswerRows } }
const rerun = { tags: ['chat'], params, response: { 200: Rerun } }
const config = { permission: 'chat.ask' } as const

/** What stands behind an answer. */
export function registerReceiptRoutes(app: App, receipts: ReceiptService): void {
  app.get('/chats/:chat_id/messages/:message_id/rows', { schema: rows, config }, (request) =>
    receipts.rows(request.actor, request.params.chat_id, request.params.message_id, request.query),
  )
  app.post('/chats/:chat_id/messages/:message_id/rerun', { schema: rerun, config }, (request, reply) =>
    receipts.rerun(request.actor, request.params.chat_id, request.params.message_id, untilClosed(reply)),
  )
}
