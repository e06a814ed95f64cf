import type { Config } from './config.ts'
import type { PlatformDatabase } from './db/create-database.ts'
import type { Engine } from './engine/engine.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { LiveHub } from './live/live-hub.ts'
import type { Storage } from './storage/storage.ts'
import type { Logger } from './telemetry/logger.ts'

/** Everything that modules stand on; each takes what it needs with `Pick`. */
export interface Platform {
  readonly config: Config
  /** For secrets at rest and signatures; derive a key per purpose from it. */
  readonly encryptionKey: string
  readonly logger: Logger
  readonly database: PlatformDatabase
  readonly jobs: Jobs
  readonly live: LiveHub
  readonly storage: Storage
  readonly engine: Engine
}
