import { boolean, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { authStore } from '../../platform/db/schema.ts'

/**
 * What better-auth works on, before an actor exists: accounts, passwords and sessions. Property names are better-auth's
 * field names. The schema is readable by the role `datapilot_auth` alone.
 */

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const authUser = authStore.table('user', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  /** Lower case; unique. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  /** Every bearer token carries it; raising it ends them all. */
  credentialVersion: integer('credential_version').notNull().default(0),
})

export const authSession = authStore.table(
  'session',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    /** The organization that this browser works in; null means the account's default. */
    organizationId: uuid('organization_id'),
  },
  (table) => [index('session_user_id_idx').on(table.userId)],
)

export const authAccount = authStore.table(
  'account',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    /** scrypt; null while the account only has one-time links. */
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('account_provider_idx').on(table.providerId, table.accountId),
    index('account_user_id_idx').on(table.userId),
  ],
)

export const authVerification = authStore.table('verification', {
  id: uuid('id').primaryKey().defaultRandom(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** Counters of credential attempts; keys are hashes, so that no address or e-mail is stored. */
export const authAttempt = authStore.table(
  'attempt',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [index('attempt_expires_at_idx').on(table.expiresAt)],
)
