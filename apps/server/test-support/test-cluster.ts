import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { embeddedConnections } from '../src/platform/db/connections.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/db/embedded/embedded-postgres.ts'
import { createIfMissing } from '../src/platform/db/open-database.ts'
import { prepareDatabase } from '../src/platform/db/prepare-database.ts'
import { createJobs } from '../src/platform/jobs/create-jobs.ts'

const TEMPLATE = 'datapilot_template'
/** Tests of one run start the cluster and its template one after the other. */
const TEMPLATE_LOCK = 7_220_133_100

/** Nothing here outlives the run, so nothing needs to reach the disk. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** Where the Python environment stands that brings PostgreSQL. */
export function testPythonHome(): string {
  return process.env['DATAPILOT_PYTHON'] ?? join(process.env['DATAPILOT_HOME'] ?? '.datapilot', 'python')
}

/** The one PostgreSQL of a test run, with a migrated template database. */
export async function startTestCluster(folder: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataHome: folder, pythonHome: testPythonHome(), settings: FAST })
  await ensureTemplate(server)
  return server
}

export async function stopTestCluster(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'postgres', 'postmaster.pid'))) return
  const server = await startEmbeddedPostgres({ dataHome: folder, pythonHome: testPythonHome() })
  await server.stop()
}

async function ensureTemplate(server: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client(embeddedConnections(server, 'postgres').admin)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const ready = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [TEMPLATE])
    if (ready.rowCount === 1) return
    await createIfMissing(server, TEMPLATE)
    const connections = embeddedConnections(server, TEMPLATE)
    await prepareDatabase(connections.admin, null)
    await installQueueTables(connections.jobs)
    await client.query(`alter database ${TEMPLATE} is_template true`)
  } finally {
    await client.end()
  }
}

async function installQueueTables(connection: pg.ClientConfig): Promise<void> {
  const jobs = createJobs({ connection, work: false, exclusive: true, logger: pino({ level: 'silent' }) })
  await jobs.start()
  await jobs.stop()
}

/** A fresh database cloned from the template. */
export async function cloneTemplate(server: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client(embeddedConnections(server, 'postgres').admin)
  await client.connect()
  try {
    // A template with a visitor cannot be cloned; two tests may clone at the same time.
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    await client.query(`create database ${pg.escapeIdentifier(name)} template ${TEMPLATE} strategy file_copy`)
    await client.query(`revoke all on database ${pg.escapeIdentifier(name)} from public`)
  } finally {
    await client.end()
  }
}

export async function dropDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client(embeddedConnections(server, 'postgres').admin)
  await client.connect()
  await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`).finally(() => client.end())
}
