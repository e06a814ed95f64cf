import { EventEmitter } from 'node:events'
import type { FastifyReply } from 'fastify'
import { describe, expect, it } from 'vitest'
import { sendMessage } from './chat-stream.ts'

function exchangeWith(raw: EventEmitter) {
  const reply = { raw, hijack: () => reply, getHeaders: () => ({}) }
  return {
    chatId: 'c',
    request: { headers: {}, log: { error: () => undefined } },
    reply: reply as unknown as FastifyReply,
  }
}

/** Work that ends only when it is told to. */
const untilAborted = ({ signal }: { signal: AbortSignal }): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

describe('an answer as JSON', () => {
  it('is stopped when the client leaves, which is no failure of the server', async () => {
    const raw = Object.assign(new EventEmitter(), { writableFinished: false })
    const answer = sendMessage(exchangeWith(raw), untilAborted)
    raw.emit('close')
    await expect(answer).rejects.toMatchObject({ code: 'cancelled', status: 499 })
  })

  it('fails as it failed while the client is there', async () => {
    const failure = new Error('broken')
    const answer = sendMessage(exchangeWith(new EventEmitter()), () => Promise.reject(failure))
    await expect(answer).rejects.toBe(failure)
  })
})
