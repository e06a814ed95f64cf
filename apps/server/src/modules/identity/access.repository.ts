import type { Permission, Role } from '@datapilot/contracts'
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { AccountPool } from './account.repository.ts'
import { authUser } from './auth-store.table.ts'
import { apiKey, appUser, membership } from './identity.table.ts'

export interface Access {
  readonly userId: string
  readonly email: string
  readonly credentialVersion: number
  readonly defaultOrganizationId: string | null
  /** Oldest first. */
  readonly memberships: readonly { readonly organizationId: string; readonly role: Role }[]
}

/** Everything that decides what a person may do, in one statement: it runs with every request. */
export async function findAccess(db: AccountPool, userId: string): Promise<Access | null> {
  const rows = await db
    .select({
      email: authUser.email,
      credentialVersion: authUser.credentialVersion,
      defaultOrganizationId: appUser.defaultOrganizationId,
      organizationId: membership.organizationId,
      role: membership.role,
    })
    .from(authUser)
    .innerJoin(appUser, eq(appUser.id, authUser.id))
    .innerJoin(membership, eq(membership.userId, authUser.id))
    .where(eq(authUser.id, userId))
    .orderBy(membership.joinedAt, membership.organizationId)
  const [first] = rows
  if (!first) return null
  const { email, credentialVersion, defaultOrganizationId } = first
  const memberships = rows.map(({ organizationId, role }) => ({ organizationId, role }))
  return { userId, email, credentialVersion, defaultOrganizationId, memberships }
}

export interface KeyAccess {
  readonly keyId: string
  readonly userId: string
  readonly email: string
  readonly organizationId: string
  readonly role: Role
  readonly permissions: readonly Permission[] | null
  readonly lastUsedAt: Date | null
}

/** Who a key acts for; null when it is unknown, withdrawn or too old. */
export async function findKeyAccess(db: AccountPool, keyHash: string): Promise<KeyAccess | null> {
  const [row] = await db
    .select({
      keyId: apiKey.id,
      userId: apiKey.userId,
      email: authUser.email,
      organizationId: apiKey.organizationId,
      role: membership.role,
      permissions: apiKey.permissions,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(
      membership,
      and(eq(membership.organizationId, apiKey.organizationId), eq(membership.userId, apiKey.userId)),
    )
    .innerJoin(authUser, eq(authUser.id, apiKey.userId))
    .where(and(eq(apiKey.keyHash, keyHash), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, sql`now()`))))
  return row ?? null
}

export async function noteKeyUse(db: AccountPool, keyId: string): Promise<void> {
  await db
    .update(apiKey)
    .set({ lastUsedAt: sql`now()` })
    .where(eq(apiKey.id, keyId))
}
