import { z } from 'zod'

/** Roles inside one organization, from least to most. */
export const Role = z.enum(['viewer', 'member', 'admin', 'owner'])
export type Role = z.infer<typeof Role>

/** What a role may do; a route names exactly one. */
export const Permission = z.enum([
  'dataset.read',
  'dataset.write',
  'analysis.read',
  'analysis.run',
  'chat.ask',
  'code.run',
  'organization.read',
  'member.read',
  'member.invite',
  'member.manage',
  'key.own',
  'key.manage',
  'maintenance.cleanup',
  'audit.read',
  'organization.manage',
  'self',
])
export type Permission = z.infer<typeof Permission>

const VIEWER: Permission[] = [
  'self',
  'dataset.read',
  'analysis.read',
  'chat.ask',
  'organization.read',
  'member.read',
  'key.own',
]
const MEMBER: Permission[] = [...VIEWER, 'dataset.write', 'analysis.run', 'code.run']
const ADMIN: Permission[] = [...MEMBER, 'member.invite', 'key.manage', 'maintenance.cleanup', 'audit.read']
const OWNER: Permission[] = [...ADMIN, 'member.manage', 'organization.manage']

/** The permission table of the product; each role holds all that the role below it holds. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  member: MEMBER,
  admin: ADMIN,
  owner: OWNER,
}
