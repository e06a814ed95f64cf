import type { Me, Organization, Permission, User } from '@datapilot/contracts'
import type { OrganizationOfPerson, Person } from './person.repository.ts'

export function presentUser(person: Person): User {
  const { id, email, name, language, lastLoginAt } = person
  return { id, email, name, language, last_login_at: lastLoginAt?.toISOString() ?? null }
}

export function presentOrganization(organization: OrganizationOfPerson): Organization {
  const { id, name, role, personalOf, createdAt } = organization
  return { id, name, role, personal: personalOf !== null, created_at: createdAt.toISOString() }
}

export function presentMe(
  person: Person,
  current: OrganizationOfPerson,
  all: readonly OrganizationOfPerson[],
  permissions: Iterable<Permission>,
): Me {
  return {
    user: presentUser(person),
    organization: presentOrganization(current),
    organizations: all.map(presentOrganization),
    permissions: [...permissions],
  }
}
