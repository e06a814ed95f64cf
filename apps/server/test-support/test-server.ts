import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { composeServer } from '../src/app/compose.ts'
import { openPlatform, type OpenPlatform } from '../src/app/open-platform.ts'
import { loadConfig } from '../src/platform/config.ts'
import type { App } from '../src/platform/http/app.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { testPythonHome } from './test-cluster.ts'

export interface TestServer {
  /** The whole application; call it with `app.inject`. */
  readonly app: App
  readonly platform: OpenPlatform
  readonly db: TestDatabase
  /** Listens on a free port of the loopback, for WebSockets and streams; returns the origin. */
  listen(): Promise<string>
  close(): Promise<void>
}

/** The composed server on a database and a folder of its own, with jobs running. `env` adds configuration. */
export async function createTestServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const home = await mkdtemp(join(tmpdir(), 'dp-home-'))
  const db = await createTestDatabase()
  const config = {
    ...loadConfig({ DATAPILOT_HOME: home, DATAPILOT_SIGN_UP: 'open', ...env }, '/nonexistent'),
    pythonHome: testPythonHome(),
  }
  const logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const platform = await openPlatform(config, logger, async () => ({
    database: db.database,
    connections: db.connections,
    kind: 'embedded',
    close: () => db.close(),
  }))
  const server = await composeServer(platform)
  await server.start()
  return {
    app: server.app,
    platform,
    db,
    listen: () => server.app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await server.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
