import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../platform/actor.ts'

/** What of a request says who calls, kept for as long as its connection is open. */
export type Credentials = Pick<FastifyRequest, 'headers'>

const HEADERS = ['cookie', 'authorization', 'x-api-key', 'x-organization-id'] as const

export function credentialsOf({ headers }: Credentials): Credentials {
  return { headers: Object.fromEntries(HEADERS.map((name) => [name, headers[name]])) }
}

export type Authenticate = (credentials: Credentials) => Promise<Actor | null>

/** True while the credentials still make their bearer act as `actor` in the same organization. */
export async function stillHolds(authenticate: Authenticate, credentials: Credentials, actor: Actor): Promise<boolean> {
  const now = await authenticate(credentials)
  return now?.userId === actor.userId && now.organizationId === actor.organizationId
}
