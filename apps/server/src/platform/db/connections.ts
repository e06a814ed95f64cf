import { createHmac } from 'node:crypto'
import type pg from 'pg'
import type { EmbeddedPostgres } from './embedded/embedded-postgres.ts'
import { LOGIN_ROLES, type LoginRole } from './roles.ts'

/** How to reach the database as each of the roles that log in. */
export interface Connections {
  /** Prepares the database: creates roles, owns nothing afterwards. A direct connection. */
  readonly admin: pg.ClientConfig
  readonly app: pg.ClientConfig
  readonly auth: pg.ClientConfig
  /** Direct: jobs and LISTEN keep a session. */
  readonly jobs: pg.ClientConfig
  /** Null where the socket authenticates. */
  readonly passwords: Readonly<Record<LoginRole, string>> | null
}

const applicationName = (): string => `datapilot ${process.pid}`

/** The embedded server knows its user by the socket (peer authentication): no passwords. */
export function embeddedConnections(server: EmbeddedPostgres, database: string): Connections {
  const as = (user: string): pg.ClientConfig => ({
    host: server.socketFolder,
    port: server.port,
    database,
    user,
    application_name: applicationName(),
  })
  return {
    admin: as('postgres'),
    app: as('datapilot_app'),
    auth: as('datapilot_auth'),
    jobs: as('datapilot_jobs'),
    passwords: null,
  }
}

/**
 * Any PostgreSQL ≥ 15: `url` for the pools (a transaction pooler may stand there), `directUrl` for preparation, jobs
 * and LISTEN. The login roles' passwords derive from the encryption key, so that every instance knows them.
 */
export function urlConnections(url: string, directUrl: string, encryptionKey: string): Connections {
  const passwordOf = (role: LoginRole): string =>
    createHmac('sha256', encryptionKey).update(`postgresql role ${role}`).digest('base64url')
  const passwords = Object.fromEntries(LOGIN_ROLES.map((role) => [role, passwordOf(role)])) as Record<LoginRole, string>
  const as = (base: string, role: LoginRole): pg.ClientConfig => {
    const target = new URL(standardScheme(base))
    // Supabase's pooler finds the project in the user's name: `postgres.<project>`.
    const project = /\.[a-z0-9]+$/.exec(decodeURIComponent(target.username))?.[0] ?? ''
    target.username = role + project
    target.password = passwords[role]
    return { connectionString: target.href, application_name: applicationName() }
  }
  return {
    admin: { connectionString: standardScheme(directUrl), application_name: applicationName() },
    app: as(url, 'datapilot_app'),
    auth: as(url, 'datapilot_auth'),
    jobs: as(directUrl, 'datapilot_jobs'),
    passwords,
  }
}

/** The documents write `postgresql+asyncpg://`. */
const standardScheme = (url: string): string => url.replace(/^postgres(ql)?\+\w+:/, 'postgresql:')
