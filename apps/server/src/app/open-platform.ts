import { access, constants, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'
import { type OpenDatabase, openDatabase } from '../platform/db/open-database.ts'
import { readEncryptionKey } from '../platform/encryption-key.ts'
import { createEngine, type RunningEngine } from '../platform/engine/create-engine.ts'
import { AppError } from '../platform/errors.ts'
import { createJobs } from '../platform/jobs/create-jobs.ts'
import { createLocalHub, createPostgresHub } from '../platform/live/postgres-hub.ts'
import type { Platform } from '../platform/platform.ts'
import { openStorage } from '../platform/storage/open-storage.ts'
import type { Logger } from '../platform/telemetry/logger.ts'

export interface OpenPlatform extends Platform {
  readonly engine: RunningEngine
  /** Closes in the reverse order of opening. */
  close(): Promise<void>
}

/** Opens everything that modules stand on. `openDb` lets tests bring a database of their own. */
export async function openPlatform(
  config: Config,
  logger: Logger,
  openDb: (encryptionKey: string) => Promise<OpenDatabase> = (encryptionKey) =>
    openConfigured(config, encryptionKey, logger),
): Promise<OpenPlatform> {
  await prepareHome(config.home)
  const encryptionKey = readEncryptionKey(config)
  const opened = await openDb(encryptionKey)
  try {
    return await openRest(config, logger, encryptionKey, opened)
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** The data folder, made if absent. @throws AppError `home_unusable` when it cannot be written to. */
async function prepareHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new AppError(
      'home_unusable',
      500,
      {
        detail: `The data folder cannot be used (${code}).`,
        expected: 'DATAPILOT_HOME naming a folder that this user may write to',
        where: home,
      },
      { cause: error },
    )
  }
}

async function openRest(
  config: Config,
  logger: Logger,
  encryptionKey: string,
  opened: OpenDatabase,
): Promise<OpenPlatform> {
  const exclusive = opened.kind === 'embedded'
  const storage = await openStorage(config, encryptionKey, { exclusive })
  const live = exclusive ? createLocalHub(logger) : await createPostgresHub(opened.connections.jobs, logger)
  const jobs = createJobs({ connection: opened.connections.jobs, work: config.role !== 'web', exclusive, logger })
  const workDirectory = join(config.home, 'work')
  // Folders of workers whose server was killed: their hard links would keep the bytes of deleted tables.
  if (exclusive) await rm(workDirectory, { recursive: true, force: true })
  const engine = createEngine({
    workDirectory,
    memoryBytes: config.limits.engineMemory,
    maxConcurrent: config.limits.engineProcesses,
    limits: {
      maxRows: config.limits.queryMaxRows,
      maxBytes: config.limits.queryMaxBytes,
      timeoutMs: config.limits.queryTimeoutMs,
    },
  })
  return {
    config,
    encryptionKey,
    logger,
    database: opened.database,
    jobs,
    live,
    storage,
    engine,
    async close() {
      await engine.close()
      await live.close()
      await opened.close()
    },
  }
}

async function openConfigured(config: Config, encryptionKey: string, logger: Logger): Promise<OpenDatabase> {
  return await openDatabase({
    home: config.home,
    pythonHome: config.pythonHome,
    url: config.database.url,
    migrationUrl: config.database.migrationUrl,
    poolSize: config.database.poolSize,
    encryptionKey,
    onError: (error) => logger.warn({ err: error }, 'database connection lost'),
  })
}
