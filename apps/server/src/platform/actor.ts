import type { Permission, Role } from '@datapilot/contracts'

/** Who acts, in which organization, with which credential. Made by the identity module, trusted by everything else. */
export interface Actor {
  readonly userId: string
  readonly email: string
  readonly organizationId: string
  readonly role: Role
  readonly via: 'session' | 'token' | 'key'
  /** What the role allows, narrowed by the credential's scope. */
  readonly permissions: ReadonlySet<Permission>
}
