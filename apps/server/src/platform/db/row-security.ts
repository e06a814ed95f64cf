import type { Role } from '@datapilot/contracts'
import { type SQL, sql } from 'drizzle-orm'
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core'

const authenticated = pgRole('authenticated').existing()
const service = pgRole('datapilot_service').existing()

export interface TenantPolicyOptions {
  /** The least role that reads rows of its organization. */
  readonly read?: Role
  /** The least role that inserts, updates and deletes them. */
  readonly write?: Role
  /** Narrows reading further, for example `user_id = (select auth.uid()) or shared`. */
  readonly readableWhen?: SQL
  /** Narrows writing further, for example `user_id = (select auth.uid())`. */
  readonly writableWhen?: SQL
}

function reachableAs(role: Role, narrower: SQL | undefined): SQL {
  // `(select …)` makes PostgreSQL evaluate the function once per statement instead of once per row.
  const reachable = sql`organization_id = any ((select datapilot.organizations_as(${sql.raw(`'${role}'`)}))::uuid[])`
  return narrower === undefined ? reachable : sql`${reachable} and (${narrower})`
}

/**
 * The policies of a tenant table, whose column `organization_id` says whose row it is. They hold for `withActor` and
 * for a Supabase client that queries with a user's token alike: see `access-functions.sql.ts`.
 */
export function tenantPolicies(table: string, options: TenantPolicyOptions = {}) {
  const readable = reachableAs(options.read ?? 'viewer', options.readableWhen)
  const writable = reachableAs(options.write ?? 'member', options.writableWhen)
  return [
    pgPolicy(`${table}_read`, { for: 'select', to: authenticated, using: readable }),
    pgPolicy(`${table}_insert`, { for: 'insert', to: authenticated, withCheck: writable }),
    pgPolicy(`${table}_update`, { for: 'update', to: authenticated, using: writable, withCheck: writable }),
    pgPolicy(`${table}_delete`, { for: 'delete', to: authenticated, using: writable }),
    servicePolicy(table),
  ]
}

/** Lets jobs and recovery (`withService`) see every row. Part of `tenantPolicies`; tables with policies of their own add it. */
export function servicePolicy(table: string) {
  return pgPolicy(`${table}_service`, { for: 'all', to: service, using: sql`true`, withCheck: sql`true` })
}
