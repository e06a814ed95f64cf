import { composeServer, type Server } from './app/compose.ts'
import { openPlatform } from './app/open-platform.ts'
import { type Config, ConfigError, loadConfig } from './platform/config.ts'
import { AppError } from './platform/errors.ts'
import { createLogger } from './platform/telemetry/logger.ts'

/** Longest wait for requests and jobs to end; then the process ends anyway and the next start takes the jobs up. */
const STOP_TIMEOUT_MS = 30_000

async function main(): Promise<void> {
  const config = loadConfig()
  const logger = createLogger(config.logLevel)
  const platform = await openPlatform(config, logger)
  const server = await composeServer(platform, console.log).catch(async (error: unknown) => {
    await platform.close()
    throw error
  })
  stopOnSignal(server)
  try {
    await server.start(config.role === 'worker' ? undefined : () => listen(server, config))
  } catch (error) {
    await server.close()
    throw error
  }
  if (config.role === 'worker') console.log('DataPilot works on background jobs.')
  else console.log(`DataPilot is ready: ${config.publicUrl}/app/`)
}

async function listen(server: Server, config: Config): Promise<void> {
  try {
    await server.app.listen({ host: config.host, port: config.port })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new AppError('port_taken', 500, {
      detail: `Port ${config.port} of ${config.host} is taken by another program.`,
      expected: 'stop that program, or set PORT to a free port',
    })
  }
}

function stopOnSignal(server: Server): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    server.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** One clear sentence for what a person can mend; everything else with its stack. */
function fail(error: unknown): never {
  if (error instanceof ConfigError) console.error(error.message)
  else if (error instanceof AppError) {
    const { detail, expected, where } = error.facts
    console.error([detail, expected && `Expected: ${expected}.`, where && `(${where})`].filter(Boolean).join(' '))
  } else console.error(error)
  process.exit(1)
}

main().catch(fail)
