import {
  ChangePassword,
  ForgotPassword,
  ResetPassword,
  SignInLinkRequest,
  SignInRequest,
  SignUpRequest,
  Me,
} from '@datapilot/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { languageOf } from '../../platform/http/language.ts'
import type { AccountService } from './account.service.ts'
import type { LinkService } from './link.service.ts'
import type { OrganizationService } from './organization.service.ts'
import type { Sessions } from './sessions.ts'

export interface AuthRouteServices {
  readonly accounts: AccountService
  readonly links: LinkService
  readonly organizations: OrganizationService
  readonly sessions: Sessions
}

/** Everything that opens or ends a browser session. */
export function registerAuthRoutes(app: App, { accounts, links, organizations, sessions }: AuthRouteServices): void {
  const signedIn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    userId: string,
    organizationId: string | null,
  ) => {
    await sessions.open(request, reply, userId, organizationId)
    return organizations.describeSignedIn(userId, organizationId)
  }

  app.post(
    '/auth/sign-up',
    {
      schema: { tags: ['identity'], body: SignUpRequest, response: { 201: Me } },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      const { userId, organizationId } = await accounts.signUp(request.body, request.ip)
      reply.code(201)
      return signedIn(request, reply, userId, organizationId)
    },
  )

  app.post(
    '/auth/sign-in',
    {
      schema: { tags: ['identity'], body: SignInRequest, response: { 200: Me } },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      const { userId } = await accounts.signIn(request.body, request.ip)
      return signedIn(request, reply, userId, null)
    },
  )

  app.post(
    '/auth/sign-in-link',
    {
      schema: { tags: ['identity'], body: SignInLinkRequest, response: { 200: Me } },
      config: { permission: 'public' },
    },
    async (request, reply) => signedIn(request, reply, await links.signIn(request.body.token, request.ip), null),
  )

  app.post(
    '/auth/sign-out',
    { schema: { tags: ['identity'], response: { 204: z.null() } }, config: { permission: 'public' } },
    async (request, reply) => {
      await sessions.close(request, reply)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/auth/sign-out-everywhere',
    { schema: { tags: ['identity'], response: { 204: z.null() } }, config: { permission: 'self' } },
    async (request, reply) => {
      await accounts.signOutEverywhere(request.actor)
      await sessions.close(request, reply)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/auth/change-password',
    {
      schema: { tags: ['identity'], body: ChangePassword, response: { 204: z.null() } },
      config: { permission: 'self' },
    },
    async (request, reply) => {
      const { userId, organizationId, via } = request.actor
      await accounts.changePassword(request.actor, request.body, request.ip)
      if (via === 'session') await sessions.open(request, reply, userId, organizationId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/auth/forgot',
    {
      schema: { tags: ['identity'], body: ForgotPassword, response: { 202: z.null() } },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      await links.forgot(request.body.email, languageOf(request) ?? 'en', request.ip)
      return reply.code(202).send(null)
    },
  )

  app.post(
    '/auth/reset',
    {
      schema: { tags: ['identity'], body: ResetPassword, response: { 200: Me } },
      config: { permission: 'public' },
    },
    async (request, reply) => {
      const userId = await links.reset(request.body.token, request.body.new_password, request.ip)
      return signedIn(request, reply, userId, null)
    },
  )
}
