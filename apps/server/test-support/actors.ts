import { ROLE_PERMISSIONS } from '@datapilot/contracts'
import type { Actor } from '../src/platform/actor.ts'

/** A viewer who came with a session, for tests without accounts. */
export const viewer: Actor = {
  userId: '0199aaaa-0000-7000-8000-000000000001',
  email: 'ana@example.org',
  organizationId: '0199aaaa-0000-7000-8000-000000000002',
  role: 'viewer',
  via: 'session',
  permissions: new Set(ROLE_PERMISSIONS.viewer),
}
