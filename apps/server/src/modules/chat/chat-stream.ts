import type { ChatMessage, ChatStreamEvent, ChatSummary, MessageAnswer } from '@datapilot/contracts'
import type { FastifyReply } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { untilClosed } from '../../platform/http/until-closed.ts'

interface Answered {
  readonly message: ChatMessage
  readonly summary: ChatSummary
}

/** What of the exchange a stream needs; structural, so that typed routes fit. */
interface Exchange {
  readonly chatId: string
  readonly request: {
    readonly headers: { readonly accept?: string | undefined }
    readonly log: { error(facts: object, message: string): void }
  }
  readonly reply: Pick<FastifyReply, 'raw' | 'hijack' | 'getHeaders'>
}

type Send = (stream: { signal: AbortSignal; onEvent: (event: ChatStreamEvent) => void }) => Promise<Answered>

/** Comments keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 15_000

/** Events of a failed answer carry what the error handler would have said. */
function errorEvent(error: unknown): ChatStreamEvent {
  return error instanceof AppError
    ? { type: 'error', code: error.code, detail: error.facts.detail }
    : { type: 'error', code: 'internal_error', detail: 'The answer failed.' }
}

/**
 * Answers as JSON, or as server-sent events when the client accepts `text/event-stream`. Returns null when the events
 * were the answer.
 */
export async function sendMessage(exchange: Exchange, send: Send): Promise<MessageAnswer | null> {
  const { request, reply, chatId } = exchange
  const signal = untilClosed(reply)
  if (request.headers.accept?.includes('text/event-stream')) {
    await stream(exchange, signal, send)
    return null
  }
  const { message, summary } = await send({ signal, onEvent: () => undefined }).catch((error: unknown) => {
    // Nobody reads this answer any more: that is no failure of the server's.
    throw signal.aborted ? new AppError('cancelled', 499, { detail: 'The client left before the answer.' }) : error
  })
  return { chat_id: chatId, answer: message.content, message, summary }
}

async function stream({ request, reply }: Exchange, signal: AbortSignal, send: Send): Promise<void> {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.flushHeaders()
  const write = (event: ChatStreamEvent) => {
    if (!raw.destroyed) raw.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  const keepAlive = setInterval(() => raw.write(': keep-alive\n\n'), KEEP_ALIVE_MS)
  try {
    const { message } = await send({ signal, onEvent: write })
    write({ type: 'text', text: message.content })
    write({ type: 'message', message })
  } catch (error) {
    if (!signal.aborted) request.log.error({ err: error }, 'answer failed')
    write(errorEvent(error))
  } finally {
    clearInterval(keepAlive)
    raw.end()
  }
}
