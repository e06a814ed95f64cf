import type { Language } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { NotFoundError, requirePermission } from '../../platform/errors.ts'
import * as accounts from './account.repository.ts'
import { normalizeEmail } from './account.service.ts'
import { type AttemptLimiter, linkLimits, mailLimits } from './attempt-limiter.ts'
import type { BackgroundMail } from './background-mail.ts'
import { LinkNotValidError, MemberNotManagedError } from './identity.errors.ts'
import { deleteLinks, type LinkKind, replaceLink, takeLink } from './link.repository.ts'
import { buildLink } from './links.ts'
import { resetMail } from './mailer.ts'
import { findMember, isManagedBy } from './member.repository.ts'
import { createSecret, hashSecret } from './one-time-secret.ts'
import type { PasswordHasher } from './password-hasher.ts'
import { requirePerson } from './require-person.ts'

const HOUR = 3_600_000
const LIFE: Readonly<Record<'start' | 'reset' | 'mail', number>> = { start: 24 * HOUR, reset: 24 * HOUR, mail: HOUR }
/** `.local` is never a public domain (RFC 6762), so nobody else can hold the address. */
const LOCAL_OWNER = { email: 'owner@datapilot.local', name: 'DataPilot', passwordHash: null }

export interface LinkServiceOptions {
  readonly database: Database
  readonly store: accounts.AccountPool
  readonly hasher: PasswordHasher
  readonly limiter: AttemptLimiter
  readonly publicUrl: string
  readonly mail: BackgroundMail
}

export interface MadeLink {
  readonly link: string
  readonly expiresAt: Date
}

/** Links that work once: the start's, an owner's for a member, and the one in a mail. */
export class LinkService {
  readonly #options: LinkServiceOptions

  constructor(options: LinkServiceOptions) {
    this.#options = options
  }

  /** A link that signs the installation's owner in; makes the owner's account where there is none yet. */
  async createStartLink(): Promise<MadeLink> {
    const userId = await this.#options.store.transaction(async (tx) => {
      await accounts.lockSignUps(tx)
      const first = await accounts.findFirstAccount(tx)
      return first?.userId ?? (await accounts.insertAccount(tx, LOCAL_OWNER)).userId
    })
    return this.#create('sign_in', userId, LIFE.start)
  }

  /** Whether somebody has a password, so that a link at the start is not the only way in. */
  async isClaimed(): Promise<boolean> {
    return accounts.isClaimed(this.#options.store)
  }

  /** @throws NotFoundError `member_not_found`, MemberNotManagedError */
  async createResetLink(actor: Actor, userId: string): Promise<MadeLink> {
    requirePermission(actor, 'member.manage')
    requirePerson(actor)
    const { database, store } = this.#options
    const member = await database.withActor(actor, (tx) => findMember(tx, actor.organizationId, userId))
    if (!member) throw new NotFoundError('member', userId)
    if (userId !== actor.userId && !(await isManagedBy(store, userId, actor.organizationId)))
      throw new MemberNotManagedError()
    return this.#create('reset', userId, LIFE.reset)
  }

  /** Mails a reset link where there is such an account and mail is configured; the caller learns neither. */
  async forgot(address: string, language: Language, ip: string): Promise<void> {
    const { store, limiter, mail } = this.#options
    const email = normalizeEmail(address)
    await limiter.count(mailLimits(email, ip))
    if (!mail.configured) return
    mail.run(async () => {
      const credential = await accounts.findCredential(store, { email })
      if (!credential) return
      const { link } = await this.#create('reset', credential.userId, LIFE.mail)
      mail.send(resetMail(email, language, link))
    })
  }

  /**
   * Uses a sign-in link up.
   *
   * @throws LinkNotValidError, TooManyAttemptsError
   */
  async signIn(token: string, ip: string): Promise<string> {
    const { store, limiter } = this.#options
    const takeBack = await limiter.count(linkLimits(ip))
    const userId = await takeLink(store, 'sign_in', hashSecret(token))
    if (userId === null) throw new LinkNotValidError()
    await takeBack()
    await accounts.noteLogin(store, userId)
    return userId
  }

  /**
   * Uses a reset link up: sets the password, ends every session and token.
   *
   * @throws LinkNotValidError, TooManyAttemptsError
   */
  async reset(token: string, newPassword: string, ip: string): Promise<string> {
    const { store, hasher, limiter } = this.#options
    const takeBack = await limiter.count(linkLimits(ip))
    const passwordHash = await hasher.hash(newPassword)
    const userId = await store.transaction(async (tx) => {
      const owner = await takeLink(tx, 'reset', hashSecret(token))
      if (owner === null) throw new LinkNotValidError()
      await accounts.setPassword(tx, owner, passwordHash)
      await accounts.endCredentials(tx, owner)
      await deleteLinks(tx, owner, 'sign_in')
      await accounts.noteLogin(tx, owner)
      return owner
    })
    await takeBack()
    return userId
  }

  async #create(kind: LinkKind, userId: string, life: number): Promise<MadeLink> {
    const { secret, hash } = createSecret()
    const expiresAt = new Date(Date.now() + life)
    await this.#options.store.transaction((tx) => replaceLink(tx, { kind, userId, tokenHash: hash, expiresAt }))
    return { link: buildLink(this.#options.publicUrl, kind, secret), expiresAt }
  }
}
