import type { Role } from '@datapilot/contracts'
import { and, count, desc, eq } from 'drizzle-orm'
import type { Transaction } from '../../platform/db/database.ts'
import { appUser, invitation, membership } from './identity.table.ts'

export interface InvitationRow {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly createdAt: Date
  readonly expiresAt: Date
}

const COLUMNS = {
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  createdAt: invitation.createdAt,
  expiresAt: invitation.expiresAt,
}

export interface NewInvitation {
  readonly organizationId: string
  readonly email: string
  readonly role: Role
  readonly tokenHash: string
  readonly invitedBy: string
  readonly expiresAt: Date
}

/** Stores the invitation; an older one for the same e-mail is replaced and its link stops working. */
export async function replaceInvitation(tx: Transaction, made: NewInvitation): Promise<InvitationRow> {
  const here = and(eq(invitation.organizationId, made.organizationId), eq(invitation.email, made.email))
  await tx.delete(invitation).where(here)
  const [row] = await tx.insert(invitation).values(made).returning(COLUMNS)
  if (!row) throw new Error('the invitation was not stored')
  return row
}

export async function listInvitations(tx: Transaction, organizationId: string): Promise<InvitationRow[]> {
  return tx
    .select(COLUMNS)
    .from(invitation)
    .where(eq(invitation.organizationId, organizationId))
    .orderBy(desc(invitation.createdAt))
}

export async function countInvitations(tx: Transaction, organizationId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(invitation)
    .where(eq(invitation.organizationId, organizationId))
  return row?.count ?? 0
}

/** False when there is no such invitation in the organization. */
export async function deleteInvitation(tx: Transaction, organizationId: string, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(invitation)
    .where(and(eq(invitation.organizationId, organizationId), eq(invitation.id, id)))
    .returning({ id: invitation.id })
  return deleted.length > 0
}

export async function isMemberByEmail(tx: Transaction, organizationId: string, email: string): Promise<boolean> {
  const found = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(and(eq(membership.organizationId, organizationId), eq(appUser.email, email)))
  return found.length > 0
}
