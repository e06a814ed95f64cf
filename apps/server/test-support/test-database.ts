import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Connections, embeddedConnections } from '../src/platform/db/connections.ts'
import { createDatabase, type PlatformDatabase } from '../src/platform/db/create-database.ts'
import { grantDatabase } from '../src/platform/db/prepare-database.ts'
import { cloneTemplate, dropDatabase, startTestCluster } from './test-cluster.ts'

export interface TestDatabase {
  readonly database: PlatformDatabase
  readonly connections: Connections
  /** Runs one statement as the superuser: to look at the catalogue and to arrange what no actor may. */
  admin<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** Closes the pools and drops the database. */
  close(): Promise<void>
}

/** A migrated, empty database of its own for one test file; `beforeAll(async () => { db = await createTestDatabase() })`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await startTestCluster(inject('testRunFolder'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await cloneTemplate(server, name)
  const connections = embeddedConnections(server, name)
  const adminPool = new pg.Pool({ ...connections.admin, max: 2 })
  const errors = (): void => undefined
  adminPool.on('error', errors)
  const client = await adminPool.connect()
  await grantDatabase(client).finally(() => client.release())
  const database = createDatabase(connections, { poolSize: 10, onError: errors })
  return {
    database,
    connections,
    admin: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await adminPool.query<Row>(text, values)).rows,
    async close() {
      await database.close()
      await adminPool.end()
      await dropDatabase(server, name)
    },
  }
}
