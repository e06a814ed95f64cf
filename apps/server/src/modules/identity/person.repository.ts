import type { Language, Role } from '@datapilot/contracts'
import { asc, eq } from 'drizzle-orm'
import type { AccountStore } from './account.repository.ts'
import { appUser, membership, organization } from './identity.table.ts'

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly language: Language | null
  readonly lastLoginAt: Date | null
  readonly defaultOrganizationId: string | null
}

export interface OrganizationOfPerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly personalOf: string | null
  readonly createdAt: Date
}

export async function findPerson(store: AccountStore, userId: string): Promise<Person | null> {
  const [row] = await store
    .select({
      id: appUser.id,
      email: appUser.email,
      name: appUser.name,
      language: appUser.language,
      lastLoginAt: appUser.lastLoginAt,
      defaultOrganizationId: appUser.defaultOrganizationId,
    })
    .from(appUser)
    .where(eq(appUser.id, userId))
  return row ?? null
}

/** The person's organizations, in the order of joining. */
export async function listOrganizationsOf(store: AccountStore, userId: string): Promise<OrganizationOfPerson[]> {
  return store
    .select({
      id: organization.id,
      name: organization.name,
      role: membership.role,
      personalOf: organization.personalOf,
      createdAt: organization.createdAt,
    })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.organizationId))
    .where(eq(membership.userId, userId))
    .orderBy(asc(membership.joinedAt), asc(organization.id))
}
