import type { FastifyReply, FastifyRequest } from 'fastify'
import type { createBetterAuth } from './better-auth.ts'

/** Where credentials are: a request, or what was kept of one. */
export type RequestCredentials = Pick<FastifyRequest, 'headers'>

export interface Session {
  readonly id: string
  readonly userId: string
  /** The organization chosen in this browser; null means the account's default. */
  readonly organizationId: string | null
}

/** Browser sessions: better-auth behind, Fastify in front. */
export class Sessions {
  readonly #auth: ReturnType<typeof createBetterAuth>

  constructor(auth: ReturnType<typeof createBetterAuth>) {
    this.#auth = auth
  }

  /**
   * Opens a new session and sets its cookie. The token is always new and the session that the browser brought ends, so
   * that a planted cookie is worth nothing afterwards (OWASP, session fixation).
   */
  async open(
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
    organizationId: string | null,
  ): Promise<void> {
    const brought = cookieHeaders(request)
    if (brought) await this.#auth.api.signOut({ headers: brought })
    const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
    const { headers } = await this.#auth.api.openSession({
      body: { userId, organizationId, ipAddress: request.ip, userAgent },
      returnHeaders: true,
    })
    forwardCookies(headers, reply)
  }

  /** The session of the request's cookie, if there is a valid one. */
  async find(request: RequestCredentials): Promise<Session | null> {
    const headers = cookieHeaders(request)
    const found = headers && (await this.#auth.api.getSession({ headers }))
    if (!found) return null
    return { id: found.session.id, userId: found.session.userId, organizationId: found.session.organizationId ?? null }
  }

  /** Ends the session of the request's cookie and removes the cookie; without one nothing happens. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const headers = cookieHeaders(request)
    if (!headers) return
    const answer = await this.#auth.api.signOut({ headers, returnHeaders: true })
    forwardCookies(answer.headers, reply)
  }
}

function cookieHeaders(request: RequestCredentials): Headers | null {
  const { cookie } = request.headers
  return cookie === undefined ? null : new Headers({ cookie })
}

function forwardCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie)
}
