import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Connections } from './connections.ts'
import { translateDatabaseError } from './database-errors.ts'
import type { Database, Transaction } from './database.ts'
import { transactionAs } from './transaction-as.ts'

const AUTH_POOL_SIZE = 4

export interface PlatformDatabase extends Database {
  /** Schema `datapilot_auth` as the login role `datapilot_auth`: for the identity module alone. */
  readonly authStore: NodePgDatabase
}

/** Opens the pools; `prepareDatabase` must have run. Connections are made when they are needed. */
export function createDatabase(
  connections: Connections,
  options: { poolSize: number; onError: (error: Error) => void },
): PlatformDatabase {
  const appPool = new pg.Pool({ ...connections.app, max: options.poolSize, connectionTimeoutMillis: 10_000 })
  const authPool = new pg.Pool({ ...connections.auth, max: AUTH_POOL_SIZE, connectionTimeoutMillis: 10_000 })
  // Without a listener an idle connection that breaks (restart of PostgreSQL) ends the process.
  for (const pool of [appPool, authPool]) pool.on('error', options.onError)

  const inTransaction = async <T>(
    role: string,
    claims: object | null,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> => {
    try {
      return await transactionAs(appPool, role, claims, work)
    } catch (error) {
      throw translateDatabaseError(error)
    }
  }

  return {
    authStore: drizzle(authPool),
    withActor: (actor, work) =>
      inTransaction(
        'authenticated',
        {
          sub: actor.userId,
          email: actor.email,
          role: 'authenticated',
          datapilot_org: actor.organizationId,
          datapilot_role: actor.role,
        },
        work,
      ),
    withService: (work) => inTransaction('datapilot_service', null, work),
    async check() {
      const started = performance.now()
      try {
        const answer = await appPool.query<{ version: string }>("select current_setting('server_version') as version")
        return { version: answer.rows[0]?.version ?? '', elapsedMs: performance.now() - started }
      } catch (error) {
        throw translateDatabaseError(error)
      }
    },
    async close() {
      await Promise.all([appPool.end(), authPool.end()])
    },
  }
}
