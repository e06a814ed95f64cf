import type { ChangePassword, SignInRequest, SignUpPolicy, SignUpRequest, UpdateMe } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/db/database.ts'
import * as accounts from './account.repository.ts'
import { type AttemptLimiter, signInLimits, signUpLimits } from './attempt-limiter.ts'
import {
  InvalidCredentialsError,
  InvitationForAnotherError,
  LinkNotValidError,
  SignUpRefusedError,
} from './identity.errors.ts'
import { deleteLinks } from './link.repository.ts'
import { hashSecret } from './one-time-secret.ts'
import type { PasswordHasher } from './password-hasher.ts'
import { requirePerson } from './require-person.ts'

export interface AccountServiceOptions {
  readonly store: accounts.AccountPool
  readonly hasher: PasswordHasher
  readonly limiter: AttemptLimiter
  readonly signUpPolicy: SignUpPolicy
}

/** E-mail addresses are compared without case, as people type them. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** Accounts and passwords; sessions and tokens are opened by the routes for the person that this service vouches for. */
export class AccountService {
  readonly #options: AccountServiceOptions

  constructor(options: AccountServiceOptions) {
    this.#options = options
  }

  /**
   * Makes an account with its personal organization, or takes over the unused account of the first start.
   *
   * @returns the person, and the organization to begin in: the inviting one, else the personal one
   * @throws SignUpRefusedError, EmailTakenError, LinkNotValidError, InvitationForAnotherError, TooManyAttemptsError
   */
  async signUp(request: SignUpRequest, ip: string): Promise<{ userId: string; organizationId: string }> {
    const { store, hasher, limiter } = this.#options
    await limiter.count(signUpLimits(ip))
    // Asked before the expensive hash and again under the lock.
    if (request.invitation === undefined) await this.#requireOpen(store)
    const passwordHash = await hasher.hash(request.password)
    const account = { email: normalizeEmail(request.email), name: request.name, passwordHash }
    return store.transaction(async (tx) => {
      await accounts.lockSignUps(tx)
      const made =
        request.invitation === undefined
          ? await this.#signUpFreely(tx, account)
          : await this.#signUpInvited(tx, account, request.invitation)
      await accounts.noteLogin(tx, made.userId)
      return made
    })
  }

  /**
   * Checks e-mail and password; unknown e-mail and wrong password cost and answer the same.
   *
   * @throws InvalidCredentialsError, TooManyAttemptsError
   */
  async signIn(request: SignInRequest, ip: string): Promise<accounts.Credential> {
    const { store } = this.#options
    const credential = await this.#checkPassword(normalizeEmail(request.email), request.password, ip)
    await accounts.noteLogin(store, credential.userId)
    return credential
  }

  /** Sets a new password and ends every session and token. Accounts that never had one need no old one. */
  async changePassword(actor: Actor, change: ChangePassword, ip: string): Promise<void> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    const { store, hasher } = this.#options
    const credential = await accounts.findCredential(store, { userId: actor.userId })
    if (credential?.passwordHash != null) await this.#checkPassword(credential.email, change.current_password ?? '', ip)
    const passwordHash = await hasher.hash(change.new_password)
    await store.transaction(async (tx) => {
      await accounts.setPassword(tx, actor.userId, passwordHash)
      await accounts.endCredentials(tx, actor.userId)
      await deleteLinks(tx, actor.userId, 'reset')
    })
  }

  async signOutEverywhere(actor: Actor): Promise<void> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    await this.#options.store.transaction((tx) => accounts.endCredentials(tx, actor.userId))
  }

  async update(actor: Actor, change: UpdateMe): Promise<void> {
    requirePermission(actor, 'self')
    requirePerson(actor)
    await accounts.updatePerson(this.#options.store, actor.userId, change)
  }

  /** Attempts are counted before they are checked; only right ones are taken back. */
  async #checkPassword(email: string, password: string, ip: string): Promise<accounts.Credential> {
    const { store, hasher, limiter } = this.#options
    const takeBack = await limiter.count(signInLimits(email, ip))
    const credential = await accounts.findCredential(store, { email })
    const right = await hasher.verify(password, credential?.passwordHash ?? null)
    if (!credential || !right) throw new InvalidCredentialsError()
    await takeBack()
    return credential
  }

  async #requireOpen(store: accounts.AccountStore): Promise<void> {
    const { signUpPolicy } = this.#options
    if (signUpPolicy === 'closed') throw new SignUpRefusedError('closed')
    if (signUpPolicy === 'invited' && (await accounts.isClaimed(store))) throw new SignUpRefusedError('invited')
  }

  async #signUpFreely(tx: Transaction, account: accounts.NewAccount) {
    await this.#requireOpen(tx)
    const first = await accounts.findFirstAccount(tx)
    if (!first?.untouched) return accounts.insertAccount(tx, account)
    await accounts.claimAccount(tx, first, account)
    await deleteLinks(tx, first.userId, 'sign_in')
    return { userId: first.userId, organizationId: first.organizationId }
  }

  async #signUpInvited(tx: Transaction, account: accounts.NewAccount, token: string) {
    if (this.#options.signUpPolicy === 'closed') throw new SignUpRefusedError('closed')
    const pending = await accounts.lockInvitation(tx, hashSecret(token))
    if (!pending) throw new LinkNotValidError()
    if (pending.email !== account.email) throw new InvitationForAnotherError()
    const { userId } = await accounts.insertAccount(tx, { ...account, managedBy: pending.organizationId })
    await accounts.acceptInvitation(tx, pending, userId)
    await accounts.setDefaultOrganization(tx, userId, pending.organizationId)
    return { userId, organizationId: pending.organizationId }
  }
}
