import { ChangeRole, Id, Member, MemberList, OneTimeLink } from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import type { LinkService } from './link.service.ts'
import { presentMember } from './organization.presenter.ts'
import type { MemberService } from './member.service.ts'

const MemberParams = z.object({ user_id: Id })

export function registerMemberRoutes(
  app: App,
  { members, links }: { members: MemberService; links: LinkService },
): void {
  const tags = ['identity']

  app.get(
    '/members',
    { schema: { tags, response: { 200: MemberList } }, config: { permission: 'member.read' } },
    async (request) => ({ items: (await members.list(request.actor)).map(presentMember) }),
  )

  app.patch(
    '/members/:user_id',
    {
      schema: { tags, params: MemberParams, body: ChangeRole, response: { 200: Member } },
      config: { permission: 'member.manage' },
    },
    async (request) =>
      presentMember(await members.changeRole(request.actor, request.params.user_id, request.body.role)),
  )

  app.delete(
    '/members/:user_id',
    { schema: { tags, params: MemberParams, response: { 204: z.null() } }, config: { permission: 'member.manage' } },
    async (request, reply) => {
      await members.remove(request.actor, request.params.user_id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/members/:user_id/reset-link',
    { schema: { tags, params: MemberParams, response: { 201: OneTimeLink } }, config: { permission: 'member.manage' } },
    async (request, reply) => {
      const { link, expiresAt } = await links.createResetLink(request.actor, request.params.user_id)
      reply.code(201)
      return { link, expires_at: expiresAt.toISOString() }
    },
  )
}
