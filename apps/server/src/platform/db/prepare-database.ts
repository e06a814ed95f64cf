import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { ACCESS_FUNCTIONS, AUTH_FUNCTIONS, MEMBERSHIP_LOOKUP, SEAL_TABLES } from './access-functions.sql.ts'
import { ensureRoles, type LoginRole } from './roles.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../drizzle', import.meta.url))
/** Any constant; instances that start together prepare one after the other. */
const PREPARE_LOCK = 7_220_133_001

/**
 * Brings a database to the present state: roles, schemas, functions, migrations, grants, forced row security. Running
 * it again changes nothing.
 *
 * @throws AppError `database_rights_missing` naming the statement that the user may not run.
 */
export async function prepareDatabase(
  admin: pg.ClientConfig,
  passwords: Readonly<Record<LoginRole, string>> | null,
): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PREPARE_LOCK])
    await ensureRoles(client, passwords)
    await grantDatabase(client)
    await ensureSchemas(client)
    await ensureAuthFunctions(client)
    await asRole(client, 'datapilot_owner', async () => {
      for (const statement of ACCESS_FUNCTIONS) await client.query(statement)
    })
    await ensureMembershipLookup(client)
    await asRole(client, 'datapilot_owner', async () => {
      await migrate(drizzle(client), { migrationsFolder: MIGRATIONS, migrationsSchema: 'datapilot_meta' })
      await client.query(SEAL_TABLES)
    })
  } finally {
    await client.end()
  }
}

/** Rights on the database itself, which `create database … template` does not copy. */
export async function grantDatabase(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ name: string }>('select quote_ident(current_database()) as name')
  const name = found.rows[0]?.name ?? ''
  await client.query(`grant connect, create on database ${name} to datapilot_owner`)
  await client.query(`grant connect on database ${name} to datapilot_app, datapilot_auth, datapilot_jobs`)
}

async function ensureSchemas(client: pg.ClientBase): Promise<void> {
  await client.query('create schema if not exists auth')
  for (const [schema, owner] of [
    ['datapilot', 'datapilot_owner'],
    ['datapilot_meta', 'datapilot_owner'],
    ['datapilot_auth', 'datapilot_owner'],
    ['jobs', 'datapilot_jobs'],
  ] as const) {
    await client.query(`create schema if not exists ${schema} authorization ${owner}`)
  }
  await client.query('grant usage on schema auth to authenticated, datapilot_service, datapilot_owner')
  await asRole(client, 'datapilot_owner', async () => {
    await client.query('grant usage on schema datapilot to authenticated, datapilot_service')
    await client.query('grant usage on schema datapilot_auth to datapilot_auth')
  })
}

async function ensureAuthFunctions(client: pg.ClientBase): Promise<void> {
  const existing = await client.query<{ proname: string }>(
    "select proname from pg_proc where pronamespace = 'auth'::regnamespace",
  )
  const present = new Set(existing.rows.map((row) => row.proname))
  for (const [name, statement] of Object.entries(AUTH_FUNCTIONS)) if (!present.has(name)) await client.query(statement)
}

/** The lookup runs with the rights of `datapilot_service`, which therefore has to own it. */
async function ensureMembershipLookup(client: pg.ClientBase): Promise<void> {
  await client.query('begin')
  await client.query('set local role datapilot_owner')
  await client.query('grant create on schema datapilot to datapilot_service')
  await client.query('set local role datapilot_service')
  await client.query(MEMBERSHIP_LOOKUP)
  await client.query('set local role datapilot_owner')
  await client.query('revoke create on schema datapilot from datapilot_service')
  await client.query('commit')
}

async function asRole(client: pg.ClientBase, role: string, work: () => Promise<void>): Promise<void> {
  await client.query(`set role ${role}`)
  try {
    await work()
  } finally {
    await client.query('reset role')
  }
}
