import type { Permission, Role } from '@datapilot/contracts'
import { and, count, desc, eq } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { apiKey, membership } from './identity.table.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly prefix: string
  readonly permissions: Permission[] | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  /** Of the person behind it, in this organization, now. */
  readonly role: Role
}

const COLUMNS = {
  id: apiKey.id,
  userId: apiKey.userId,
  name: apiKey.name,
  prefix: apiKey.prefix,
  permissions: apiKey.permissions,
  createdAt: apiKey.createdAt,
  expiresAt: apiKey.expiresAt,
  lastUsedAt: apiKey.lastUsedAt,
}

export interface NewApiKey {
  readonly organizationId: string
  readonly userId: string
  readonly name: string
  readonly prefix: string
  readonly keyHash: string
  readonly permissions: Permission[] | null
  readonly expiresAt: Date | null
}

export async function insertApiKey(tx: Transaction, key: NewApiKey): Promise<Omit<ApiKeyRow, 'role'>> {
  const [row] = await tx.insert(apiKey).values(key).returning(COLUMNS)
  if (!row) throw new Error('the key was not stored')
  return row
}

/** One's own keys of the organization; row security adds everybody's for administrators. */
export async function listApiKeys(tx: Transaction, organizationId: string): Promise<ApiKeyRow[]> {
  return tx
    .select({ ...COLUMNS, role: membership.role })
    .from(apiKey)
    .innerJoin(
      membership,
      and(eq(membership.organizationId, apiKey.organizationId), eq(membership.userId, apiKey.userId)),
    )
    .where(eq(apiKey.organizationId, organizationId))
    .orderBy(desc(apiKey.createdAt))
}

export async function countApiKeys(tx: Transaction, organizationId: string, userId: string): Promise<number> {
  const own = and(eq(apiKey.organizationId, organizationId), eq(apiKey.userId, userId))
  const [row] = await tx.select({ count: count() }).from(apiKey).where(own)
  return row?.count ?? 0
}

/** False when there is no such key that the actor may withdraw. */
export async function deleteApiKey(tx: Transaction, organizationId: string, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(apiKey)
    .where(and(eq(apiKey.organizationId, organizationId), eq(apiKey.id, id)))
    .returning({ id: apiKey.id })
  return deleted.length > 0
}
