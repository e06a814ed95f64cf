import type { Language, Role } from '@datapilot/contracts'
import { and, asc, eq, gt, isNotNull, lt, sql } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Transaction } from '../../platform/db/database.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { authAccount, authSession, authUser } from './auth-store.table.ts'
import { EmailTakenError } from './identity.errors.ts'
import { appUser, invitation, membership, organization } from './identity.table.ts'

/** The pool of the account store's role. */
export type AccountPool = NodePgDatabase

/** What the account store's role runs on: the pool or a transaction of it. */
export type AccountStore = AccountPool | Transaction

/** better-auth's name for "e-mail and password". */
const CREDENTIAL = 'credential'
/** Any constant: two first sign-ups at the same moment decide one after the other who is first. */
const SIGN_UP_LOCK = 7_220_133_002

export async function lockSignUps(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SIGN_UP_LOCK})`)
}

/** Whether somebody has set a password: from then on the installation has an owner. */
export async function isClaimed(store: AccountStore): Promise<boolean> {
  const rows = await store
    .select({ id: authAccount.id })
    .from(authAccount)
    .where(isNotNull(authAccount.password))
    .limit(1)
  return rows.length > 0
}

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  readonly managedBy?: string
}

/**
 * Account, credential, person and personal organization, all or nothing (call it in a transaction).
 *
 * @throws EmailTakenError
 */
export async function insertAccount(
  tx: Transaction,
  account: NewAccount,
): Promise<{ userId: string; organizationId: string }> {
  const { email, name, managedBy } = account
  const userId = await insertAuthUser(tx, email, name)
  await tx
    .insert(authAccount)
    .values({ userId, accountId: userId, providerId: CREDENTIAL, password: account.passwordHash })
  await tx.insert(appUser).values({ id: userId, email, name, ...(managedBy === undefined ? {} : { managedBy }) })
  const organizationId = await insertOrganization(tx, { name, ownerId: userId, personal: true })
  await setDefaultOrganization(tx, userId, organizationId)
  return { userId, organizationId }
}

async function insertAuthUser(tx: Transaction, email: string, name: string): Promise<string> {
  try {
    const [row] = await tx.insert(authUser).values({ email, name }).returning({ id: authUser.id })
    if (!row) throw new Error('the account was not stored')
    return row.id
  } catch (error) {
    if (isUniqueViolation(error)) throw new EmailTakenError()
    throw error
  }
}

export async function insertOrganization(
  tx: Transaction,
  facts: { name: string; ownerId: string; personal: boolean },
): Promise<string> {
  const [row] = await tx
    .insert(organization)
    .values({ name: facts.name, personalOf: facts.personal ? facts.ownerId : null })
    .returning({ id: organization.id })
  if (!row) throw new Error('the organization was not stored')
  await insertMembership(tx, row.id, facts.ownerId, 'owner')
  return row.id
}

export async function insertMembership(
  tx: Transaction,
  organizationId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await tx.insert(membership).values({ organizationId, userId, role }).onConflictDoNothing()
}

export async function setDefaultOrganization(tx: Transaction, userId: string, organizationId: string): Promise<void> {
  await tx.update(appUser).set({ defaultOrganizationId: organizationId }).where(eq(appUser.id, userId))
}

export interface OwnerAccount {
  readonly userId: string
  readonly email: string
  readonly organizationId: string
  /** Nobody has used it yet: no password and no sign-in. */
  readonly untouched: boolean
}

/** The oldest account: the one that the first start made, or the first that signed up. */
export async function findFirstAccount(store: AccountStore): Promise<OwnerAccount | null> {
  const [row] = await store
    .select({
      userId: appUser.id,
      email: appUser.email,
      organizationId: organization.id,
      untouched: sql<boolean>`${appUser.lastLoginAt} is null and ${authAccount.password} is null`,
    })
    .from(appUser)
    .innerJoin(organization, eq(organization.personalOf, appUser.id))
    .innerJoin(authAccount, eq(authAccount.userId, appUser.id))
    .orderBy(asc(appUser.createdAt), asc(appUser.id))
    .limit(1)
  return row ?? null
}

/** Gives the account of the first start to the person who signs up first. */
export async function claimAccount(tx: Transaction, owner: OwnerAccount, account: NewAccount): Promise<void> {
  const { email, name } = account
  await tx.update(authUser).set({ email, name }).where(eq(authUser.id, owner.userId))
  await tx.update(authAccount).set({ password: account.passwordHash }).where(eq(authAccount.userId, owner.userId))
  await tx.update(appUser).set({ email, name }).where(eq(appUser.id, owner.userId))
  await tx.update(organization).set({ name }).where(eq(organization.id, owner.organizationId))
}

export interface Credential {
  readonly userId: string
  readonly email: string
  readonly passwordHash: string | null
  readonly credentialVersion: number
}

const CREDENTIAL_COLUMNS = {
  userId: authUser.id,
  email: authUser.email,
  passwordHash: authAccount.password,
  credentialVersion: authUser.credentialVersion,
}

export async function findCredential(
  store: AccountStore,
  by: { email: string } | { userId: string },
): Promise<Credential | null> {
  const [row] = await store
    .select(CREDENTIAL_COLUMNS)
    .from(authUser)
    .innerJoin(authAccount, and(eq(authAccount.userId, authUser.id), eq(authAccount.providerId, CREDENTIAL)))
    .where('email' in by ? eq(authUser.email, by.email) : eq(authUser.id, by.userId))
  return row ?? null
}

export async function setPassword(store: AccountStore, userId: string, passwordHash: string): Promise<void> {
  const mine = and(eq(authAccount.userId, userId), eq(authAccount.providerId, CREDENTIAL))
  await store
    .update(authAccount)
    .set({ password: passwordHash, updatedAt: sql`now()` })
    .where(mine)
}

/** Ends every session and every bearer token of the account. */
export async function endCredentials(store: AccountStore, userId: string): Promise<void> {
  await store
    .update(authUser)
    .set({ credentialVersion: sql`${authUser.credentialVersion} + 1` })
    .where(eq(authUser.id, userId))
  await store.delete(authSession).where(eq(authSession.userId, userId))
}

export async function setSessionOrganization(
  store: AccountStore,
  sessionId: string,
  organizationId: string,
): Promise<void> {
  await store.update(authSession).set({ organizationId }).where(eq(authSession.id, sessionId))
}

/** Notes the time, and clears away sessions that the person let run out. */
export async function noteLogin(store: AccountStore, userId: string): Promise<void> {
  await store.delete(authSession).where(and(eq(authSession.userId, userId), lt(authSession.expiresAt, sql`now()`)))
  await store
    .update(appUser)
    .set({ lastLoginAt: sql`now()` })
    .where(eq(appUser.id, userId))
}

export async function updatePerson(
  store: AccountStore,
  userId: string,
  change: { name?: string | undefined; language?: Language | null | undefined },
): Promise<void> {
  await store.update(appUser).set(change).where(eq(appUser.id, userId))
}

export interface PendingInvitation {
  readonly id: string
  readonly organizationId: string
  readonly email: string
  readonly role: Role
}

/** The invitation of a link, locked until the transaction ends; null when withdrawn, accepted or too old. */
export async function lockInvitation(tx: Transaction, tokenHash: string): Promise<PendingInvitation | null> {
  const [row] = await tx
    .select({
      id: invitation.id,
      organizationId: invitation.organizationId,
      email: invitation.email,
      role: invitation.role,
    })
    .from(invitation)
    .where(and(eq(invitation.tokenHash, tokenHash), gt(invitation.expiresAt, sql`now()`)))
    .for('update')
  return row ?? null
}

/** Makes the person a member and uses the invitation up. */
export async function acceptInvitation(tx: Transaction, pending: PendingInvitation, userId: string): Promise<void> {
  await insertMembership(tx, pending.organizationId, userId, pending.role)
  await tx.delete(invitation).where(eq(invitation.id, pending.id))
}
