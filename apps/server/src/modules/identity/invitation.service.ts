import type { Language, Role } from '@datapilot/contracts'
import { Role as RoleSchema } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { NotFoundError, requirePermission } from '../../platform/errors.ts'
import { acceptInvitation, type AccountPool, lockInvitation } from './account.repository.ts'
import { normalizeEmail } from './account.service.ts'
import type { BackgroundMail } from './background-mail.ts'
import {
  AlreadyMemberError,
  InvitationForAnotherError,
  LinkNotValidError,
  RoleTooHighError,
  TooManyError,
} from './identity.errors.ts'
import * as invitations from './invitation.repository.ts'
import { buildLink } from './links.ts'
import { invitationMail } from './mailer.ts'
import { createSecret, hashSecret } from './one-time-secret.ts'
import { requirePerson } from './require-person.ts'

const MOST_INVITATIONS = 200
const DAYS = 7

export interface InvitationServiceOptions {
  readonly database: Database
  readonly store: AccountPool
  readonly publicUrl: string
  readonly mail: BackgroundMail
}

export class InvitationService {
  readonly #options: InvitationServiceOptions

  constructor(options: InvitationServiceOptions) {
    this.#options = options
  }

  async list(actor: Actor): Promise<invitations.InvitationRow[]> {
    requirePermission(actor, 'member.invite')
    return this.#options.database.withActor(actor, (tx) => invitations.listInvitations(tx, actor.organizationId))
  }

  /**
   * Invites an e-mail address; an earlier invitation of it is replaced. The link is mailed where mail is configured and
   * returned in any case.
   *
   * @throws RoleTooHighError, AlreadyMemberError, TooManyError
   */
  async create(actor: Actor, request: { email: string; role: Role }, language: Language) {
    requirePermission(actor, 'member.invite')
    requirePerson(actor)
    if (rank(request.role) > rank(actor.role)) throw new RoleTooHighError()
    const email = normalizeEmail(request.email)
    const { secret, hash } = createSecret()
    const row = await this.#options.database.withActor(actor, async (tx) => {
      const { organizationId, userId } = actor
      if (await invitations.isMemberByEmail(tx, organizationId, email)) throw new AlreadyMemberError()
      if ((await invitations.countInvitations(tx, organizationId)) >= MOST_INVITATIONS)
        throw new TooManyError('invitations', MOST_INVITATIONS)
      const expiresAt = new Date(Date.now() + DAYS * 24 * 3_600_000)
      return invitations.replaceInvitation(tx, {
        organizationId,
        email,
        role: request.role,
        tokenHash: hash,
        invitedBy: userId,
        expiresAt,
      })
    })
    const link = buildLink(this.#options.publicUrl, 'invitation', secret)
    this.#options.mail.send(invitationMail(email, language, link))
    return { row, link }
  }

  /** @throws NotFoundError `invitation_not_found` */
  async withdraw(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'member.invite')
    const { database } = this.#options
    const deleted = await database.withActor(actor, (tx) => invitations.deleteInvitation(tx, actor.organizationId, id))
    if (!deleted) throw new NotFoundError('invitation', id)
  }

  /**
   * Accepts with an existing account, whose e-mail has to be the invited one.
   *
   * @returns the organization joined
   * @throws LinkNotValidError, InvitationForAnotherError
   */
  async accept(actor: Actor, token: string): Promise<string> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    return this.#options.store.transaction(async (tx) => {
      const pending = await lockInvitation(tx, hashSecret(token))
      if (!pending) throw new LinkNotValidError()
      if (pending.email !== actor.email) throw new InvitationForAnotherError()
      await acceptInvitation(tx, pending, actor.userId)
      return pending.organizationId
    })
  }
}

function rank(role: Role): number {
  return RoleSchema.options.indexOf(role)
}
