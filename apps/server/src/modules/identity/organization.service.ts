import type { Me } from '@datapilot/contracts'
import { ROLE_PERMISSIONS } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import { type AccountPool, insertOrganization, setSessionOrganization } from './account.repository.ts'
import {
  NameNotConfirmedError,
  OrganizationForbiddenError,
  PersonalOrganizationError,
  SessionRequiredError,
  TooManyError,
} from './identity.errors.ts'
import { presentMe } from './identity.presenter.ts'
import { deleteOrganization, findOrganization, renameOrganization } from './organization.repository.ts'
import { findPerson, listOrganizationsOf, type OrganizationOfPerson } from './person.repository.ts'
import { requirePerson } from './require-person.ts'
import type { Session } from './sessions.ts'

const MOST_ORGANIZATIONS = 50

export interface OrganizationServiceOptions {
  readonly database: Database
  readonly store: AccountPool
  /** Removes what the organization has outside the database; called after its rows are gone. */
  readonly organizationDeleted: (organizationId: string) => Promise<void>
}

export class OrganizationService {
  readonly #options: OrganizationServiceOptions

  constructor(options: OrganizationServiceOptions) {
    this.#options = options
  }

  /** Who calls, where, and what that allows; a key sees only its own organization. */
  async describe(actor: Actor): Promise<Me> {
    requirePermission(actor, 'self')
    const { person, organizations } = await this.#load(actor.userId)
    const visible = actor.via === 'key' ? organizations.filter(({ id }) => id === actor.organizationId) : organizations
    const current = visible.find(({ id }) => id === actor.organizationId)
    if (!current) throw new OrganizationForbiddenError('organization')
    return presentMe(person, current, visible, actor.permissions)
  }

  /** The same for a person who has just signed in: `preferred`, else the default organization. */
  async describeSignedIn(userId: string, preferred: string | null): Promise<Me> {
    const { person, organizations } = await this.#load(userId)
    const find = (id: string | null) => organizations.find((organization) => organization.id === id)
    const current = find(preferred) ?? find(person.defaultOrganizationId) ?? organizations[0]
    if (!current) throw new OrganizationForbiddenError('organization')
    return presentMe(person, current, organizations, ROLE_PERMISSIONS[current.role])
  }

  async list(actor: Actor): Promise<OrganizationOfPerson[]> {
    requirePermission(actor, 'self')
    const organizations = await listOrganizationsOf(this.#options.store, actor.userId)
    return actor.via === 'key' ? organizations.filter(({ id }) => id === actor.organizationId) : organizations
  }

  async create(actor: Actor, name: string): Promise<OrganizationOfPerson> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    const { store } = this.#options
    const owned = await this.list(actor)
    if (owned.length >= MOST_ORGANIZATIONS) throw new TooManyError('organizations', MOST_ORGANIZATIONS)
    const id = await store.transaction((tx) => insertOrganization(tx, { name, ownerId: actor.userId, personal: false }))
    const made = (await this.list(actor)).find((organization) => organization.id === id)
    if (!made) throw new OrganizationForbiddenError('organization')
    return made
  }

  async rename(actor: Actor, name: string): Promise<OrganizationOfPerson> {
    requirePermission(actor, 'organization.manage')
    requirePerson(actor)
    await this.#options.database.withActor(actor, (tx) => renameOrganization(tx, actor.organizationId, name))
    const renamed = (await this.list(actor)).find(({ id }) => id === actor.organizationId)
    if (!renamed) throw new OrganizationForbiddenError('organization')
    return renamed
  }

  /** Makes `organizationId` the one this browser works in. Clients with tokens send X-Organization-Id instead. */
  async switchTo(actor: Actor, session: Session | null, organizationId: string): Promise<Me> {
    requirePermission(actor, 'self')
    if (actor.via !== 'session' || session?.userId !== actor.userId) throw new SessionRequiredError()
    const organizations = await this.list(actor)
    if (!organizations.some(({ id }) => id === organizationId))
      throw new OrganizationForbiddenError('body.organization_id')
    await setSessionOrganization(this.#options.store, session.id, organizationId)
    return this.describeSignedIn(actor.userId, organizationId)
  }

  async delete(actor: Actor, confirmedName: string): Promise<void> {
    requirePermission(actor, 'organization.manage')
    requirePerson(actor)
    await this.#options.database.withActor(actor, async (tx) => {
      const found = await findOrganization(tx, actor.organizationId)
      if (!found) throw new OrganizationForbiddenError('organization')
      if (found.personalOf !== null) throw new PersonalOrganizationError()
      if (found.name !== confirmedName) throw new NameNotConfirmedError()
      await deleteOrganization(tx, actor.organizationId)
    })
    await this.#options.organizationDeleted(actor.organizationId)
  }

  async #load(userId: string) {
    const { store } = this.#options
    const [person, organizations] = await Promise.all([findPerson(store, userId), listOrganizationsOf(store, userId)])
    if (!person) throw new OrganizationForbiddenError('organization')
    return { person, organizations }
  }
}
