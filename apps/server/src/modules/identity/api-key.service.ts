import type { CreateApiKey } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { NotFoundError, requirePermission } from '../../platform/errors.ts'
import { type ApiKeyRow, countApiKeys, deleteApiKey, insertApiKey, listApiKeys } from './api-key.repository.ts'
import { KEY_PREFIX } from './authenticator.ts'
import { KeyScopeError, TooManyError } from './identity.errors.ts'
import { createSecret } from './one-time-secret.ts'
import { requirePerson } from './require-person.ts'

const MOST_KEYS = 50
const SHOWN_CHARACTERS = KEY_PREFIX.length + 6

/** Keys of programs: bound to one person in one organization, never wider than the person's role at the time of use. */
export class ApiKeyService {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async list(actor: Actor): Promise<ApiKeyRow[]> {
    requirePermission(actor, 'key.own')
    return this.#database.withActor(actor, (tx) => listApiKeys(tx, actor.organizationId))
  }

  /**
   * @returns the key itself, which is stored only as a hash and cannot be shown again
   * @throws KeyScopeError, TooManyError
   */
  async create(actor: Actor, request: CreateApiKey): Promise<{ row: ApiKeyRow; key: string }> {
    requirePermission(actor, 'key.own')
    requirePerson(actor)
    const excess = (request.permissions ?? []).filter((permission) => !actor.permissions.has(permission))
    if (excess.length > 0) throw new KeyScopeError(excess)
    const { secret, hash } = createSecret(KEY_PREFIX)
    const days = request.expires_in_days
    const row = await this.#database.withActor(actor, async (tx) => {
      const { organizationId, userId } = actor
      if ((await countApiKeys(tx, organizationId, userId)) >= MOST_KEYS) throw new TooManyError('keys', MOST_KEYS)
      return insertApiKey(tx, {
        organizationId,
        userId,
        name: request.name,
        prefix: secret.slice(0, SHOWN_CHARACTERS),
        keyHash: hash,
        permissions: request.permissions === undefined ? null : [...new Set(request.permissions)],
        expiresAt: days === undefined ? null : new Date(Date.now() + days * 24 * 3_600_000),
      })
    })
    return { row: { ...row, role: actor.role }, key: secret }
  }

  /** One's own key; administrators also those of others. @throws NotFoundError `api_key_not_found` */
  async withdraw(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'key.own')
    const deleted = await this.#database.withActor(actor, (tx) => deleteApiKey(tx, actor.organizationId, id))
    if (!deleted) throw new NotFoundError('api_key', id)
  }
}
