import type { Role } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { NotFoundError, requirePermission } from '../../platform/errors.ts'
import { deleteMember, findMember, listMembers, setRole, type MemberRow } from './member.repository.ts'
import { requirePerson } from './require-person.ts'

export class MemberService {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async list(actor: Actor): Promise<MemberRow[]> {
    requirePermission(actor, 'member.read')
    return this.#database.withActor(actor, (tx) => listMembers(tx, actor.organizationId))
  }

  /** @throws NotFoundError `member_not_found`, LastOwnerError, PersonalOrganizationError */
  async changeRole(actor: Actor, userId: string, role: Role): Promise<MemberRow> {
    requirePermission(actor, 'member.manage')
    requirePerson(actor)
    return this.#database.withActor(actor, async (tx) => {
      await setRole(tx, actor.organizationId, userId, role)
      const member = await findMember(tx, actor.organizationId, userId)
      if (!member) throw new NotFoundError('member', userId)
      return member
    })
  }

  /** @throws NotFoundError `member_not_found`, LastOwnerError, PersonalOrganizationError */
  async remove(actor: Actor, userId: string): Promise<void> {
    requirePermission(actor, 'member.manage')
    requirePerson(actor)
    await this.#database.withActor(actor, async (tx) => {
      if (!(await findMember(tx, actor.organizationId, userId))) throw new NotFoundError('member', userId)
      await deleteMember(tx, actor.organizationId, userId)
    })
  }

  /** @throws LastOwnerError, PersonalOrganizationError */
  async leave(actor: Actor): Promise<void> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    await this.#database.withActor(actor, (tx) => deleteMember(tx, actor.organizationId, actor.userId))
  }
}
