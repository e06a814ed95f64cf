import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { LiveTickets } from './live-tickets.ts'

const ANA: Actor = {
  userId: '00000000-0000-4000-8000-000000000001',
  email: 'ana@example.com',
  organizationId: '00000000-0000-4000-8000-0000000000aa',
  role: 'viewer',
  via: 'token',
  permissions: new Set(['analysis.read']),
}

const DRAWN_WITH = { headers: { authorization: 'Bearer of-ana' } }

function handshake(ticket: string | null, upgrade = 'websocket'): FastifyRequest {
  const url = ticket === null ? '/events' : `/events?ticket=${ticket}`
  return { url, headers: { upgrade } } as unknown as FastifyRequest
}
const invalid = expect.objectContaining({ code: 'ticket_invalid', status: 401 })

describe('LiveTickets', () => {
  it('opens one connection and no second', () => {
    const tickets = new LiveTickets()
    const { ticket } = tickets.issue(ANA, DRAWN_WITH)
    expect(tickets.authenticate(handshake(ticket))).toBe(ANA)
    expect(() => tickets.authenticate(handshake(ticket))).toThrow(invalid)
  })

  it('rests on what it was drawn with, not on what comes along with the handshake', () => {
    const tickets = new LiveTickets()
    const request = handshake(tickets.issue(ANA, DRAWN_WITH).ticket)
    tickets.authenticate(request)
    expect(tickets.credentialsBehind(request)).toBe(DRAWN_WITH)
    expect(tickets.credentialsBehind(handshake(null)).headers.authorization).toBeUndefined()
  })

  it('expires after half a minute', () => {
    const tickets = new LiveTickets()
    const { ticket, expiresAt } = tickets.issue(ANA, DRAWN_WITH, 1000)
    expect(expiresAt).toEqual(new Date(31_000))
    expect(() => tickets.authenticate(handshake(ticket), 31_000)).toThrow(invalid)
  })

  it('is no credential for anything but a WebSocket handshake', () => {
    const tickets = new LiveTickets()
    const { ticket } = tickets.issue(ANA, DRAWN_WITH)
    expect(tickets.authenticate(handshake(ticket, ''))).toBeNull()
    expect(tickets.authenticate(handshake(null))).toBeNull()
    expect(() => tickets.authenticate(handshake('made-up'))).toThrow(invalid)
  })

  it('limits unused tickets per person and forgets expired ones', () => {
    const tickets = new LiveTickets()
    for (let drawn = 0; drawn < 50; drawn += 1) tickets.issue(ANA, DRAWN_WITH, 0)
    expect(() => tickets.issue(ANA, DRAWN_WITH, 1)).toThrow(expect.objectContaining({ code: 'too_many_tickets' }))
    expect(tickets.issue(ANA, DRAWN_WITH, 30_001).ticket).toHaveLength(43)
  })

  it('is refused to who may not read analyses', () => {
    const outsider = { ...ANA, permissions: new Set<never>() }
    expect(() => new LiveTickets().issue(outsider, DRAWN_WITH)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})
