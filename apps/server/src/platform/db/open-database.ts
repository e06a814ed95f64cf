import pg from 'pg'
import { type Connections, embeddedConnections, urlConnections } from './connections.ts'
import { createDatabase, type PlatformDatabase } from './create-database.ts'
import { explainConnectFailure } from './database-errors.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.ts'
import { takeInstanceLock } from './instance-lock.ts'
import { prepareDatabase } from './prepare-database.ts'

export interface DatabaseOptions {
  /** Data folder of the embedded server. */
  readonly home: string
  readonly pythonHome: string
  /** Absent: the embedded server. */
  readonly url: string | undefined
  /** Direct connection; absent where `url` is one. */
  readonly migrationUrl: string | undefined
  readonly poolSize: number
  readonly encryptionKey: string
  readonly onError: (error: Error) => void
}

export interface OpenDatabase {
  readonly database: PlatformDatabase
  readonly connections: Connections
  /** `embedded` or `url`, for the start's message. */
  readonly kind: 'embedded' | 'url'
  /** Closes the pools and stops the embedded server. */
  close(): Promise<void>
}

/** Name of the database inside the embedded server. */
export const EMBEDDED_DATABASE = 'datapilot'

/** Starts or reaches PostgreSQL, prepares the database and opens the pools. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.url !== undefined) {
    const connections = urlConnections(options.url, options.migrationUrl ?? options.url, options.encryptionKey)
    await prepareDatabase(connections.admin, connections.passwords).catch((error: unknown) => {
      throw explainConnectFailure(error)
    })
    const database = createDatabase(connections, options)
    return { database, connections, kind: 'url', close: () => database.close() }
  }
  const server = await startEmbeddedPostgres({ dataHome: options.home, pythonHome: options.pythonHome })
  const release = await takeInstanceLock({ ...embeddedConnections(server, 'postgres').admin }, options.home)
  try {
    await createIfMissing(server, EMBEDDED_DATABASE)
    const connections = embeddedConnections(server, EMBEDDED_DATABASE)
    await prepareDatabase(connections.admin, connections.passwords)
    const database = createDatabase(connections, options)
    const close = async (): Promise<void> => {
      await database.close()
      await release()
      await server.stop()
    }
    return { database, connections, kind: 'embedded', close }
  } catch (error) {
    await release()
    await server.stop()
    throw error
  }
}

/** Creates a database of the embedded server, closed to roles that were not let in. */
export async function createIfMissing(server: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client(embeddedConnections(server, 'postgres').admin)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
    await client.query(`revoke all on database ${pg.escapeIdentifier(name)} from public`)
  } finally {
    await client.end()
  }
}
