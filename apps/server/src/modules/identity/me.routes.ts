import { Me, UpdateMe } from '@datapilot/contracts'
import type { App } from '../../platform/http/app.ts'
import type { AccountService } from './account.service.ts'
import type { OrganizationService } from './organization.service.ts'

export function registerMeRoutes(
  app: App,
  services: { accounts: AccountService; organizations: OrganizationService },
): void {
  const { accounts, organizations } = services

  app.get(
    '/me',
    { schema: { tags: ['identity'], response: { 200: Me } }, config: { permission: 'self' } },
    async (request) => organizations.describe(request.actor),
  )

  app.patch(
    '/me',
    { schema: { tags: ['identity'], body: UpdateMe, response: { 200: Me } }, config: { permission: 'self' } },
    async (request) => {
      await accounts.update(request.actor, request.body)
      return organizations.describe(request.actor)
    },
  )
}
