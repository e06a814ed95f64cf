import type { Permission, Role } from '@datapilot/contracts'
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  pgPolicy,
  pgRole,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { servicePolicy, tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { authUser } from './auth-store.table.ts'

const authenticated = pgRole('authenticated').existing()
const me = sql`(select auth.uid())`
const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
const everything = { using: sql`true`, withCheck: sql`true` }

/** Sign-up, sign-in and authentication happen before there is an actor: the role of the account store does them. */
function beforeActorPolicy(table: string) {
  return pgPolicy(`${table}_before_actor`, { for: 'all', to: pgRole('datapilot_auth').existing(), ...everything })
}

/** The trigger that keeps an owner in every organization runs as the tables' owner, for whom row security is forced too. */
function triggerPolicy(table: string) {
  return pgPolicy(`${table}_trigger`, { for: 'all', to: pgRole('datapilot_owner').existing(), ...everything })
}

/** A person, as colleagues see them. The credentials are in `auth_store`. */
export const appUser = datapilot.table(
  'app_user',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => authUser.id, { onDelete: 'cascade' }),
    email: text('email').notNull().unique(),
    name: text('name').notNull(),
    language: text('language').$type<'pt' | 'en'>(),
    lastLoginAt: at('last_login_at'),
    /** Where a session or token starts that names no organization. */
    defaultOrganizationId: uuid('default_organization_id').references((): AnyPgColumn => organization.id, {
      onDelete: 'set null',
    }),
    /** The organization whose invitation made the account; its owners may make reset links for it. */
    managedBy: uuid('managed_by').references((): AnyPgColumn => organization.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  () => [
    pgPolicy('app_user_read', {
      for: 'select',
      to: authenticated,
      using: sql`id = ${me} or id in (select user_id from datapilot.membership)`,
    }),
    beforeActorPolicy('app_user'),
    servicePolicy('app_user'),
  ],
)

export const organization = datapilot.table(
  'organization',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull(),
    /** Set for the organization that came with an account: it goes only with the account. */
    personalOf: uuid('personal_of')
      .unique()
      .references((): AnyPgColumn => appUser.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  () => {
    const owned = sql`id = any ((select datapilot.organizations_as('owner'))::uuid[])`
    return [
      pgPolicy('organization_read', {
        for: 'select',
        to: authenticated,
        using: sql`id in (select organization_id from datapilot.membership where user_id = ${me})`,
      }),
      pgPolicy('organization_update', { for: 'update', to: authenticated, using: owned, withCheck: owned }),
      pgPolicy('organization_delete', { for: 'delete', to: authenticated, using: owned }),
      beforeActorPolicy('organization'),
      triggerPolicy('organization'),
      servicePolicy('organization'),
    ]
  },
)

/** Row security of every other table asks this one (`platform/db/access-functions.sql.ts`). */
export const membership = datapilot.table(
  'membership',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => appUser.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    joinedAt: at('joined_at').notNull().defaultNow(),
  },
  (table) => {
    const owned = sql`organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])`
    const seen = sql`organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[])`
    return [
      primaryKey({ columns: [table.organizationId, table.userId] }),
      index('membership_user_id_idx').on(table.userId),
      check('membership_role', sql`${table.role} in ('viewer', 'member', 'admin', 'owner')`),
      pgPolicy('membership_read', { for: 'select', to: authenticated, using: sql`${seen} or user_id = ${me}` }),
      pgPolicy('membership_update', { for: 'update', to: authenticated, using: owned, withCheck: owned }),
      pgPolicy('membership_delete', {
        for: 'delete',
        to: authenticated,
        using: sql`${owned} or (${seen} and user_id = ${me})`,
      }),
      beforeActorPolicy('membership'),
      triggerPolicy('membership'),
      servicePolicy('membership'),
    ]
  },
)

export const invitation = datapilot.table(
  'invitation',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by').references(() => appUser.id, { onDelete: 'set null' }),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    uniqueIndex('invitation_organization_email_idx').on(table.organizationId, table.email),
    check('invitation_role', sql`${table.role} in ('viewer', 'member', 'admin', 'owner')`),
    ...tenantPolicies('invitation', {
      read: 'admin',
      write: 'admin',
      writableWhen: sql`role in ('viewer', 'member', 'admin') or organization_id = any ((select datapilot.organizations_as('owner'))::uuid[])`,
    }),
    beforeActorPolicy('invitation'),
  ],
)

/** Links that work once: opening a session without a password, or setting a new password. */
export const oneTimeLink = datapilot.table(
  'one_time_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    kind: text('kind').$type<'sign_in' | 'reset'>().notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => appUser.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    index('one_time_link_user_id_idx').on(table.userId),
    beforeActorPolicy('one_time_link'),
    servicePolicy('one_time_link'),
  ],
)

export const apiKey = datapilot.table(
  'api_key',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id').notNull(),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    /** The first characters, to recognise a key by. */
    prefix: text('prefix').notNull(),
    keyHash: text('key_hash').notNull().unique(),
    /** Null: all that the role allows. */
    permissions: text('permissions').array().$type<Permission[]>(),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at'),
    lastUsedAt: at('last_used_at'),
  },
  (table) => {
    const here = sql`organization_id = any ((select datapilot.organizations_as('viewer'))::uuid[])`
    const own = sql`user_id = ${me}`
    const ownOrAdmin = sql`${own} or organization_id = any ((select datapilot.organizations_as('admin'))::uuid[])`
    return [
      // A key goes with the membership, so that coming back later does not revive it.
      foreignKey({
        columns: [table.organizationId, table.userId],
        foreignColumns: [membership.organizationId, membership.userId],
      }).onDelete('cascade'),
      index('api_key_organization_id_idx').on(table.organizationId, table.createdAt),
      pgPolicy('api_key_read', { for: 'select', to: authenticated, using: sql`${here} and (${ownOrAdmin})` }),
      pgPolicy('api_key_insert', { for: 'insert', to: authenticated, withCheck: sql`${here} and ${own}` }),
      pgPolicy('api_key_delete', { for: 'delete', to: authenticated, using: sql`${here} and (${ownOrAdmin})` }),
      servicePolicy('api_key'),
      beforeActorPolicy('api_key'),
    ]
  },
)
