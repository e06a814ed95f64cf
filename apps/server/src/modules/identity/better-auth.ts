import { hkdfSync } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { AccountPool } from './account.repository.ts'
import { authAccount, authSession, authUser, authVerification } from './auth-store.table.ts'

/**
 * Absolute life of a browser session. It is not prolonged by use: a stolen cookie ends on a known day, and a request never
 * has to write (OWASP session management, absolute timeout).
 */
export const SESSION_SECONDS = 14 * 24 * 3600

/** Behind https better-auth puts `__Secure-` in front. */
const SESSION_COOKIE = 'datapilot_session'

export interface SessionStoreOptions {
  readonly db: AccountPool
  readonly secret: string
  readonly publicUrl: string
}

export interface OpenSession {
  readonly userId: string
  readonly organizationId: string | null
  readonly ipAddress: string
  readonly userAgent: string
}

/** better-auth's sessions for accounts that DataPilot itself has checked: password, one-time link or reset. */
const sessionOpener = {
  id: 'session-opener',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      {
        method: 'POST',
        body: z.object({
          userId: z.uuid(),
          organizationId: z.uuid().nullable(),
          ipAddress: z.string(),
          userAgent: z.string(),
        }),
      },
      async (ctx) => {
        const { userId, ...facts } = ctx.body
        const user = await ctx.context.internalAdapter.findUserById(userId)
        const session = user && (await ctx.context.internalAdapter.createSession(userId, false, facts))
        if (!user || !session) throw new Error('the session could not be stored')
        await setSessionCookie(ctx, { session, user })
        return { sessionId: session.id }
      },
    ),
  },
}

/** The instance of better-auth: sessions and password hashing, on a store that nothing else reads. */
export function createBetterAuth(options: SessionStoreOptions) {
  return betterAuth({
    baseURL: options.publicUrl,
    secret: Buffer.from(hkdfSync('sha256', options.secret, '', 'datapilot session cookie', 32)).toString('base64url'),
    database: drizzleAdapter(options.db, {
      provider: 'pg',
      schema: { user: authUser, session: authSession, account: authAccount, verification: authVerification },
    }),
    user: {
      additionalFields: { credentialVersion: { type: 'number', required: false, input: false, defaultValue: 0 } },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      additionalFields: { organizationId: { type: 'string', required: false, input: false } },
    },
    advanced: {
      cookies: { session_token: { name: SESSION_COOKIE } },
      useSecureCookies: options.publicUrl.startsWith('https://'),
      database: { generateId: 'uuid' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    plugins: [sessionOpener],
  })
}
