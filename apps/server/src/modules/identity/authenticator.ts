import { ROLE_PERMISSIONS, type Permission, type Role } from '@datapilot/contracts'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { AppError } from '../../platform/errors.ts'
import type { AccountPool } from './account.repository.ts'
import { type Access, findAccess, findKeyAccess, noteKeyUse } from './access.repository.ts'
import type { AccessTokens } from './access-token.ts'
import { OrganizationForbiddenError } from './identity.errors.ts'
import { hashSecret } from './one-time-secret.ts'
import type { RequestCredentials, Sessions } from './sessions.ts'

/** How API keys begin, so that people and secret scanners recognise them. */
export const KEY_PREFIX = 'dpk_'

/** `last_used_at` is written at most this often, so that reading does not become writing. */
const KEY_USE_MS = 60_000

const ORGANIZATION_HEADER = 'x-organization-id'

const PERMISSIONS_OF = new Map<Role, ReadonlySet<Permission>>(
  (['viewer', 'member', 'admin', 'owner'] as const).map((role) => [role, new Set(ROLE_PERMISSIONS[role])]),
)

class CredentialNotValidError extends AppError {
  constructor() {
    super('credential_not_valid', 401, {
      detail: 'This token or key is not valid: it is altered, too old or withdrawn.',
      expected: 'a token from POST /api/v1/token or an API key',
    })
  }
}

/**
 * Finds out who calls and in which organization. Membership, role and credential version are read with every request:
 * what was withdrawn ends with the next call. A header credential wins over the cookie and never falls back to it.
 */
export class Authenticator {
  readonly #db: AccountPool
  readonly #sessions: Sessions
  readonly #tokens: AccessTokens

  constructor(db: AccountPool, sessions: Sessions, tokens: AccessTokens) {
    this.#db = db
    this.#sessions = sessions
    this.#tokens = tokens
  }

  /**
   * @returns null without credentials, or with a session that has ended
   * @throws AppError `credential_not_valid` (401), `organization_forbidden` (403)
   */
  async authenticate(request: RequestCredentials): Promise<Actor | null> {
    const asked = headerOf(request, ORGANIZATION_HEADER)
    const secret = readHeaderCredential(request)
    if (secret === null) return this.#bySession(request, asked)
    return secret.startsWith(KEY_PREFIX) ? this.#byKey(secret, asked) : this.#byToken(secret, asked)
  }

  async #bySession(request: RequestCredentials, asked: string | undefined): Promise<Actor | null> {
    const session = await this.#sessions.find(request)
    const access = session && (await findAccess(this.#db, session.userId))
    if (!access) return null
    return toActor(access, asked, session.organizationId, 'session')
  }

  async #byToken(token: string, asked: string | undefined): Promise<Actor> {
    const subject = await this.#tokens.verify(token)
    const access = subject && (await findAccess(this.#db, subject.userId))
    if (!access || access.credentialVersion !== subject.credentialVersion) throw new CredentialNotValidError()
    return toActor(access, asked, null, 'token')
  }

  async #byKey(secret: string, asked: string | undefined): Promise<Actor> {
    const access = await findKeyAccess(this.#db, hashSecret(secret))
    if (!access) throw new CredentialNotValidError()
    const { userId, email, organizationId, role } = access
    if (asked !== undefined && asked.toLowerCase() !== organizationId)
      throw new OrganizationForbiddenError(`header ${ORGANIZATION_HEADER}`)
    if (access.lastUsedAt === null || Date.now() - access.lastUsedAt.getTime() > KEY_USE_MS)
      await noteKeyUse(this.#db, access.keyId)
    const allowed = permissionsOf(role)
    const permissions =
      access.permissions === null
        ? allowed
        : new Set(access.permissions.filter((permission) => allowed.has(permission)))
    return { userId, email, organizationId, role, via: 'key', permissions }
  }
}

function toActor(access: Access, asked: string | undefined, current: string | null, via: 'session' | 'token'): Actor {
  const membership = chooseMembership(access, asked, current)
  const { organizationId, role } = membership
  return { userId: access.userId, email: access.email, organizationId, role, via, permissions: permissionsOf(role) }
}

/** The organization asked for, which has to be one's own; else the session's, the account's default, the oldest. */
function chooseMembership(access: Access, asked: string | undefined, current: string | null) {
  const find = (id: string | null) => access.memberships.find((membership) => membership.organizationId === id)
  const chosen =
    asked === undefined
      ? (find(current) ?? find(access.defaultOrganizationId) ?? access.memberships[0])
      : find(asked.toLowerCase())
  if (!chosen) throw new OrganizationForbiddenError(`header ${ORGANIZATION_HEADER}`)
  return chosen
}

function permissionsOf(role: Role): ReadonlySet<Permission> {
  return PERMISSIONS_OF.get(role) ?? new Set()
}

const BearerHeader = z.string().regex(/^bearer +\S+$/i)

function readHeaderCredential(request: RequestCredentials): string | null {
  const key = headerOf(request, 'x-api-key')
  if (key !== undefined) return key
  const { authorization } = request.headers
  if (authorization === undefined) return null
  const bearer = BearerHeader.safeParse(authorization)
  if (!bearer.success) throw new CredentialNotValidError()
  return bearer.data.slice('bearer'.length).trim()
}

function headerOf(request: RequestCredentials, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
