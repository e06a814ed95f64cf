import pg from 'pg'
import { AppError } from '../errors.ts'

/** The login roles, each with a pool of its own. */
export const LOGIN_ROLES = ['datapilot_app', 'datapilot_auth', 'datapilot_jobs'] as const
export type LoginRole = (typeof LOGIN_ROLES)[number]

const ROLES: Readonly<Record<string, string>> = {
  datapilot_owner: 'nologin',
  authenticated: 'nologin noinherit',
  datapilot_service: 'nologin noinherit',
  datapilot_app: 'login noinherit',
  datapilot_auth: 'login noinherit',
  datapilot_jobs: 'login noinherit',
}

/** `datapilot_app` may become these, and holds nothing else. */
const APP_MAY_BECOME = ['authenticated', 'datapilot_service', 'datapilot_jobs']

/** Creates the roles that are missing and what they may become; `passwords` is null where the socket authenticates. */
export async function ensureRoles(
  client: pg.ClientBase,
  passwords: Readonly<Record<LoginRole, string>> | null,
): Promise<void> {
  const existing = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    Object.keys(ROLES),
  ])
  const present = new Set(existing.rows.map((row) => row.rolname))
  for (const [role, attributes] of Object.entries(ROLES)) {
    if (!present.has(role)) await runOrSay(client, `create role ${role} ${attributes}`)
  }
  for (const role of passwords === null ? [] : LOGIN_ROLES) {
    await runOrSay(
      client,
      `alter role ${role} password ${pg.escapeLiteral(passwords?.[role] ?? '')}`,
      `alter role ${role} password '…'`,
    )
  }
  for (const role of APP_MAY_BECOME) await runOrSay(client, `grant ${role} to datapilot_app`)
  // The preparing user acts as the owner and hands schemas over. PostgreSQL ≥ 16 lets the creator of a role grant it to
  // itself, but not become it before.
  for (const role of (await isSuperuser(client)) ? [] : ['datapilot_owner', 'datapilot_service', 'datapilot_jobs']) {
    await runOrSay(client, `grant ${role} to current_user`)
  }
}

async function isSuperuser(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  )
  return rows[0]?.rolsuper === true
}

/** Runs one statement of the preparation; where the user may not, says which statement an administrator has to run. */
async function runOrSay(client: pg.ClientBase, statement: string, shown = statement): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error
    throw new AppError('database_rights_missing', 500, {
      detail: `The user of DATABASE_URL may not prepare the database: ${error.message}.`,
      expected: `a user with CREATEROLE (MIGRATION_DATABASE_URL), or an administrator who runs: ${shown};`,
      where: 'DATABASE_URL',
    })
  }
}
