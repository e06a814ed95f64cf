import { eq } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { organization } from './identity.table.ts'

export interface OrganizationRow {
  readonly id: string
  readonly name: string
  readonly personalOf: string | null
}

export async function findOrganization(tx: Transaction, id: string): Promise<OrganizationRow | null> {
  const [row] = await tx
    .select({ id: organization.id, name: organization.name, personalOf: organization.personalOf })
    .from(organization)
    .where(eq(organization.id, id))
  return row ?? null
}

export async function renameOrganization(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.update(organization).set({ name }).where(eq(organization.id, id))
}

/** Memberships, invitations, keys and every tenant row go with it by foreign key. */
export async function deleteOrganization(tx: Transaction, id: string): Promise<void> {
  await tx.delete(organization).where(eq(organization.id, id))
}
