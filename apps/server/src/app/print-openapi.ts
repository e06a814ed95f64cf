import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '../platform/config.ts'
import type { Connections } from '../platform/db/connections.ts'
import { createDatabase } from '../platform/db/create-database.ts'
import { createLogger } from '../platform/telemetry/logger.ts'
import { composeServer } from './compose.ts'
import { openPlatform } from './open-platform.ts'

/**
 * Prints the API's OpenAPI document. The composed application answers without being started: its database pools
 * connect when they are first used, which does not happen here.
 */
async function printOpenApi(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'dp-openapi-'))
  const nowhere = { host: home, database: 'none', user: 'none' }
  const connections: Connections = { admin: nowhere, app: nowhere, auth: nowhere, jobs: nowhere, passwords: null }
  const database = createDatabase(connections, { poolSize: 1, onError: () => undefined })
  const config = loadConfig({ DATAPILOT_HOME: home, PUBLIC_URL: 'http://localhost:8000' }, join(home, 'none.env'))
  const platform = await openPlatform(config, createLogger('silent'), async () => ({
    database,
    connections,
    kind: 'embedded',
    close: () => database.close(),
  }))
  try {
    const { app } = await composeServer(platform)
    await app.ready()
    process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
    await app.close()
  } finally {
    await platform.close()
    await rm(home, { recursive: true, force: true })
  }
}

await printOpenApi()
process.exit(0)
