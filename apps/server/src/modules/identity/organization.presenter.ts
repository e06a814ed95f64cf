import type { ApiKey, Invitation, Member } from '@datapilot/contracts'
import { ROLE_PERMISSIONS } from '@datapilot/contracts'
import type { ApiKeyRow } from './api-key.repository.ts'
import type { InvitationRow } from './invitation.repository.ts'
import type { MemberRow } from './member.repository.ts'

export function presentMember(member: MemberRow): Member {
  const { userId, email, name, role, lastLoginAt, joinedAt } = member
  return {
    user_id: userId,
    email,
    name,
    role,
    last_login_at: lastLoginAt?.toISOString() ?? null,
    joined_at: joinedAt.toISOString(),
  }
}

export function presentInvitation(row: InvitationRow): Invitation {
  const { id, email, role, createdAt, expiresAt } = row
  return { id, email, role, created_at: createdAt.toISOString(), expires_at: expiresAt.toISOString() }
}

/** A key without a scope of its own shows what its person's role allows. */
export function presentApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    user_id: row.userId,
    name: row.name,
    prefix: row.prefix,
    permissions: [...(row.permissions ?? ROLE_PERMISSIONS[row.role])],
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  }
}
