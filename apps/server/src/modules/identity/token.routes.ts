import formbody from '@fastify/formbody'
import { type Problem, TokenAnswer, TokenRequest } from '@datapilot/contracts'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { AppError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts'
import type { AccountService } from './account.service.ts'
import { InvalidCredentialsError } from './identity.errors.ts'

/** OAuth clients read `error`, everything else reads `code`; both are in the body (RFC 6749 §5.2, RFC 9457 §3.2). */
class InvalidGrantError extends AppError {
  constructor() {
    super('invalid_credentials', 400, { detail: 'Username and password do not belong together.' })
  }

  override toProblem(requestId?: string): Problem {
    const oauth = { error: 'invalid_grant', error_description: this.message }
    return { ...super.toProblem(requestId), ...oauth }
  }
}

/** `POST /token`: the OAuth 2.0 password form; a JSON body with the same fields works too. */
export function registerTokenRoute(
  app: App,
  { accounts, tokens }: { accounts: AccountService; tokens: AccessTokens },
): void {
  app.register(async (forms) => {
    await forms.register(formbody, { bodyLimit: 8 * 1024 })
    forms.withTypeProvider<ZodTypeProvider>().post(
      '/token',
      {
        schema: {
          tags: ['identity'],
          consumes: ['application/x-www-form-urlencoded', 'application/json'],
          body: TokenRequest,
          response: { 200: TokenAnswer },
        },
        config: { permission: 'public' },
      },
      async (request, reply) => {
        const { username, password } = request.body
        const credential = await accounts.signIn({ email: username, password }, request.ip).catch((error: unknown) => {
          throw error instanceof InvalidCredentialsError ? new InvalidGrantError() : error
        })
        const { userId, credentialVersion } = credential
        reply.header('pragma', 'no-cache')
        const token = await tokens.sign({ userId, credentialVersion })
        return { access_token: token, token_type: 'bearer' as const, expires_in: ACCESS_TOKEN_SECONDS }
      },
    )
  })
}
