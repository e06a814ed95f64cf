import type { Actor } from '../../platform/actor.ts'
import type { App } from '../../platform/http/app.ts'
import type { ServerModule } from '../../platform/module.ts'
import type { Platform } from '../../platform/platform.ts'
import { AccessTokens } from './access-token.ts'
import { AccountService } from './account.service.ts'
import { registerApiKeyRoutes } from './api-key.routes.ts'
import { ApiKeyService } from './api-key.service.ts'
import { AttemptLimiter } from './attempt-limiter.ts'
import { registerAuthRoutes } from './auth.routes.ts'
import { Authenticator } from './authenticator.ts'
import { BackgroundMail } from './background-mail.ts'
import { createBetterAuth } from './better-auth.ts'
import { registerInvitationRoutes } from './invitation.routes.ts'
import { InvitationService } from './invitation.service.ts'
import { LinkService } from './link.service.ts'
import { createMailer, type SendMail } from './mailer.ts'
import { registerMeRoutes } from './me.routes.ts'
import { registerMemberRoutes } from './member.routes.ts'
import { MemberService } from './member.service.ts'
import { registerOrganizationRoutes } from './organization.routes.ts'
import { OrganizationService } from './organization.service.ts'
import { PasswordHasher } from './password-hasher.ts'
import { type RequestCredentials, Sessions } from './sessions.ts'
import { registerTokenRoute } from './token.routes.ts'

export interface IdentityPorts {
  /** Where the one-time link of the start is shown: the terminal, never the log. */
  readonly print?: (line: string) => void
  /** Removes what an organization has outside the database, after its rows are gone. */
  readonly organizationDeleted?: (organizationId: string) => Promise<void>
  /** Replaces the mail server of the configuration. */
  readonly sendMail?: SendMail
}

export interface IdentityModule extends ServerModule {
  /** Who calls; see `Authenticator`. */
  authenticate(request: RequestCredentials): Promise<Actor | null>
  /** A link that signs the installation's owner in without a password, once, for 24 hours. */
  createStartLink(): Promise<string>
}

/** Accounts, organizations, members and credentials. */
export function createIdentityModule(platform: Platform, ports: IdentityPorts = {}): IdentityModule {
  const { config, database, encryptionKey, logger } = platform
  const { publicUrl } = config
  const store = database.authStore
  const sessions = new Sessions(createBetterAuth({ db: store, secret: encryptionKey, publicUrl }))
  const tokens = new AccessTokens(encryptionKey, publicUrl)
  const authenticator = new Authenticator(store, sessions, tokens)
  const hasher = new PasswordHasher()
  const limiter = new AttemptLimiter(store)
  const mail = new BackgroundMail(ports.sendMail ?? createMailer(config.mail), (error) =>
    logger.error({ err: error }, 'mail not sent'),
  )
  const accounts = new AccountService({ store, hasher, limiter, signUpPolicy: config.signUp })
  const links = new LinkService({ database, store, hasher, limiter, publicUrl, mail })
  const organizations = new OrganizationService({
    database,
    store,
    organizationDeleted: ports.organizationDeleted ?? (() => Promise.resolve()),
  })
  const members = new MemberService(database)
  const invitations = new InvitationService({ database, store, publicUrl, mail })
  const keys = new ApiKeyService(database)

  const createStartLink = async (): Promise<string> => (await links.createStartLink()).link

  return {
    name: 'identity',
    authenticate: (request) => authenticator.authenticate(request),
    createStartLink,
    routes(app) {
      app.register(async (scope: App) => {
        // Sessions, links and keys are in these answers: nothing on the way may keep them.
        scope.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
        registerAuthRoutes(scope, { accounts, links, organizations, sessions })
        registerTokenRoute(scope, { accounts, tokens })
        registerMeRoutes(scope, { accounts, organizations })
        registerOrganizationRoutes(scope, { organizations, members, sessions })
        registerMemberRoutes(scope, { members, links })
        registerInvitationRoutes(scope, { invitations, organizations })
        registerApiKeyRoutes(scope, { keys })
      })
    },
    /** Shows the link at every start of the embedded form, and elsewhere until somebody has a password. */
    async start() {
      if (config.role === 'worker') return
      if (config.database.url !== undefined && (await links.isClaimed())) return
      ports.print?.(
        `Open DataPilot, signed in as its owner (this link works once, for 24 hours):\n  ${await createStartLink()}`,
      )
    },
    async stop() {
      await mail.settle()
    },
  }
}
