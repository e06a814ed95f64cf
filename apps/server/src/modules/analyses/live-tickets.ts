import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/actor.ts'
import { AppError, requirePermission } from '../../platform/errors.ts'
import { type Credentials, credentialsOf } from './live-credentials.ts'

/** Time to open one connection. */
const LIFETIME_MS = 30_000
/** Beyond it, nobody is opening connections but somebody is filling memory. */
const MAX_PER_USER = 50

interface Ticket {
  readonly actor: Actor
  /** What the ticket was drawn with. */
  readonly credentials: Credentials
  readonly expiresAt: number
}

/**
 * Single-use tickets for clients that cannot send a header with a WebSocket. A ticket acts as the one who drew it and
 * may end up in a log: it opens one connection, within 30 s, and is kept as a hash only. Tickets live in this process;
 * several instances need sessions that stick to one of them.
 */
export class LiveTickets {
  readonly #tickets = new Map<string, Ticket>()
  readonly #used = new WeakMap<FastifyRequest, Ticket>()

  issue(actor: Actor, credentials: Credentials, now = Date.now()): { ticket: string; expiresAt: Date } {
    requirePermission(actor, 'analysis.read')
    this.#forgetExpired(now)
    const mine = [...this.#tickets.values()].filter((ticket) => ticket.actor.userId === actor.userId)
    if (mine.length >= MAX_PER_USER) {
      throw new AppError('too_many_tickets', 429, {
        detail: `You hold ${String(MAX_PER_USER)} unused tickets.`,
        expected: 'tickets that are used, or that expire after 30 s',
        data: { limit: MAX_PER_USER },
      })
    }
    const ticket = randomBytes(32).toString('base64url')
    const expiresAt = now + LIFETIME_MS
    this.#tickets.set(hashOf(ticket), { actor, credentials, expiresAt })
    return { ticket, expiresAt: new Date(expiresAt) }
  }

  /**
   * The actor of a WebSocket handshake that carries `?ticket=`; null when it carries none.
   *
   * @throws AppError `ticket_invalid` for unknown, used and expired tickets alike.
   */
  authenticate(request: FastifyRequest, now = Date.now()): Actor | null {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') return null
    const ticket = new URL(request.url, 'http://localhost').searchParams.get('ticket')
    if (ticket === null) return null
    const key = hashOf(ticket)
    const found = this.#tickets.get(key)
    this.#tickets.delete(key)
    if (found && found.expiresAt > now) {
      this.#used.set(request, found)
      return found.actor
    }
    throw new AppError('ticket_invalid', 401, {
      detail: 'This ticket is unknown, used or expired.',
      expected: 'a new ticket of POST /api/v1/live/tickets',
      where: 'ticket',
    })
  }

  /** What a handshake's rights rest on: its own credentials, or those that its ticket was drawn with. */
  credentialsBehind(request: FastifyRequest): Credentials {
    return this.#used.get(request)?.credentials ?? credentialsOf(request)
  }

  #forgetExpired(now: number): void {
    for (const [key, { expiresAt }] of this.#tickets) if (expiresAt <= now) this.#tickets.delete(key)
  }
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url')
}
