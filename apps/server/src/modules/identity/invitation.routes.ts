import { AcceptInvitation, CreateInvitation, Id, Invitation, InvitationList, Me } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { languageOf } from '../../platform/http/language.ts'
import type { InvitationService } from './invitation.service.ts'
import { presentInvitation } from './organization.presenter.ts'
import type { OrganizationService } from './organization.service.ts'

const InvitationParams = z.object({ invitation_id: Id })

export interface InvitationRouteServices {
  readonly invitations: InvitationService
  readonly organizations: OrganizationService
}

export function registerInvitationRoutes(app: App, { invitations, organizations }: InvitationRouteServices): void {
  const tags = ['identity']

  app.get(
    '/invitations',
    { schema: { tags, response: { 200: InvitationList } }, config: { permission: 'member.invite' } },
    async (request) => ({ items: (await invitations.list(request.actor)).map(presentInvitation) }),
  )

  app.post(
    '/invitations',
    {
      schema: { tags, body: CreateInvitation, response: { 201: Invitation } },
      config: { permission: 'member.invite' },
    },
    async (request, reply) => {
      const { row, link } = await invitations.create(request.actor, request.body, languageOf(request) ?? 'en')
      reply.code(201)
      return { ...presentInvitation(row), link }
    },
  )

  app.delete(
    '/invitations/:invitation_id',
    {
      schema: { tags, params: InvitationParams, response: { 204: z.null() } },
      config: { permission: 'member.invite' },
    },
    async (request, reply) => {
      await invitations.withdraw(request.actor, request.params.invitation_id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/invitations/accept',
    { schema: { tags, body: AcceptInvitation, response: { 200: Me } }, config: { permission: 'self' } },
    async (request) => {
      const joined = await invitations.accept(request.actor, request.body.token)
      return organizations.describeSignedIn(request.actor.userId, joined)
    },
  )
}
