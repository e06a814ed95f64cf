import type { Role } from '@datapilot/contracts'
import { and, asc, eq, ne } from 'drizzle-orm'
import pg from 'pg'
import type { Transaction } from '../../platform/db/database.ts'
import type { AccountStore } from './account.repository.ts'
import { LastOwnerError, PersonalOrganizationError } from './identity.errors.ts'
import { appUser, membership, organization } from './identity.table.ts'

export interface MemberRow {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly lastLoginAt: Date | null
  readonly joinedAt: Date
}

const COLUMNS = {
  userId: membership.userId,
  email: appUser.email,
  name: appUser.name,
  role: membership.role,
  lastLoginAt: appUser.lastLoginAt,
  joinedAt: membership.joinedAt,
}

export async function listMembers(tx: Transaction, organizationId: string): Promise<MemberRow[]> {
  return tx
    .select(COLUMNS)
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(eq(membership.organizationId, organizationId))
    .orderBy(asc(membership.joinedAt), asc(membership.userId))
}

export async function findMember(tx: Transaction, organizationId: string, userId: string): Promise<MemberRow | null> {
  const [row] = await tx
    .select(COLUMNS)
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(and(eq(membership.organizationId, organizationId), eq(membership.userId, userId)))
  return row ?? null
}

/** @throws LastOwnerError, PersonalOrganizationError, decided by the database while it holds the organization's row. */
export async function setRole(tx: Transaction, organizationId: string, userId: string, role: Role): Promise<void> {
  await keepingAnOwner(() =>
    tx
      .update(membership)
      .set({ role })
      .where(and(eq(membership.organizationId, organizationId), eq(membership.userId, userId))),
  )
}

/** @throws LastOwnerError, PersonalOrganizationError */
export async function deleteMember(tx: Transaction, organizationId: string, userId: string): Promise<void> {
  await keepingAnOwner(() =>
    tx.delete(membership).where(and(eq(membership.organizationId, organizationId), eq(membership.userId, userId))),
  )
}

/** Whether the account came by this organization's invitation and belongs, beside its own, to no other. */
export async function isManagedBy(store: AccountStore, userId: string, organizationId: string): Promise<boolean> {
  const [person] = await store.select({ managedBy: appUser.managedBy }).from(appUser).where(eq(appUser.id, userId))
  if (person?.managedBy !== organizationId) return false
  const elsewhere = await store
    .select({ id: organization.id, personalOf: organization.personalOf })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(and(eq(membership.userId, userId), ne(membership.organizationId, organizationId)))
  return elsewhere.every(({ personalOf }) => personalOf === userId)
}

/** The codes that the trigger `membership_keep_an_owner` raises. */
async function keepingAnOwner(work: () => PromiseLike<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = cause instanceof pg.DatabaseError ? cause.code : undefined
    if (code === 'DP001') throw new LastOwnerError()
    if (code === 'DP002') throw new PersonalOrganizationError()
    throw error
  }
}
