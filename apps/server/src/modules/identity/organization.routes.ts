import {
  CreateOrganization,
  DeleteOrganization,
  Id,
  Organization,
  OrganizationList,
  RenameOrganization,
  SwitchOrganization,
  Me,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { NotFoundError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { presentOrganization } from './identity.presenter.ts'
import type { MemberService } from './member.service.ts'
import type { OrganizationService } from './organization.service.ts'
import type { Sessions } from './sessions.ts'

export interface OrganizationRouteServices {
  readonly organizations: OrganizationService
  readonly members: MemberService
  readonly sessions: Sessions
}

const OrganizationParams = z.object({ organization_id: Id })

/** A credential acts in one organization at a time: the address has to name that one. */
function requireHere(actor: Actor, id: string): void {
  if (id !== actor.organizationId) throw new NotFoundError('organization', id)
}

export function registerOrganizationRoutes(app: App, services: OrganizationRouteServices): void {
  const { organizations, members, sessions } = services
  const tags = ['identity']

  app.get(
    '/organizations',
    { schema: { tags, response: { 200: OrganizationList } }, config: { permission: 'self' } },
    async (request) => ({ items: (await organizations.list(request.actor)).map(presentOrganization) }),
  )

  app.post(
    '/organizations',
    { schema: { tags, body: CreateOrganization, response: { 201: Organization } }, config: { permission: 'self' } },
    async (request, reply) => {
      reply.code(201)
      return presentOrganization(await organizations.create(request.actor, request.body.name))
    },
  )

  app.post(
    '/organizations/switch',
    { schema: { tags, body: SwitchOrganization, response: { 200: Me } }, config: { permission: 'self' } },
    async (request) =>
      organizations.switchTo(request.actor, await sessions.find(request), request.body.organization_id),
  )

  app.post(
    '/organizations/leave',
    { schema: { tags, response: { 204: z.null() } }, config: { permission: 'self' } },
    async (request, reply) => {
      await members.leave(request.actor)
      return reply.code(204).send(null)
    },
  )

  app.patch(
    '/organizations/:organization_id',
    {
      schema: { tags, params: OrganizationParams, body: RenameOrganization, response: { 200: Organization } },
      config: { permission: 'organization.manage' },
    },
    async (request) => {
      requireHere(request.actor, request.params.organization_id)
      return presentOrganization(await organizations.rename(request.actor, request.body.name))
    },
  )

  app.delete(
    '/organizations/:organization_id',
    {
      schema: { tags, params: OrganizationParams, body: DeleteOrganization, response: { 204: z.null() } },
      config: { permission: 'organization.manage' },
    },
    async (request, reply) => {
      requireHere(request.actor, request.params.organization_id)
      await organizations.delete(request.actor, request.body.confirm)
      return reply.code(204).send(null)
    },
  )
}
