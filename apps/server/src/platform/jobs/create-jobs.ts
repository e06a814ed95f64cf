import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { type Db, fromDrizzle, type Job, PgBoss } from 'pg-boss'
import type { Transaction } from '../db/database.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Jobs } from './jobs.ts'

/** A running job says that it lives; the least that pg-boss allows. After a kill another instance takes it over. */
const HEARTBEAT_SECONDS = 10
/** Jobs end by heartbeat or cancellation, not by the clock: an hour-long job is not a dead one. */
const EXPIRE_SECONDS = 24 * 3600 - 1
const STOP_TIMEOUT_MS = 10_000

interface Definition {
  readonly concurrency: number
  readonly retries: number
  readonly handler: (data: object, signal: AbortSignal) => Promise<void>
}

export interface JobsOptions {
  /** Direct connection as `datapilot_jobs`, which owns the schema. */
  readonly connection: pg.ClientConfig
  /** False where this process only enqueues (role `web`). */
  readonly work: boolean
  /** True where no other process works on these queues (embedded): jobs that a killed process left run again at once. */
  readonly exclusive: boolean
  readonly logger: Logger
}

/** Jobs by pg-boss in schema `jobs`. */
export function createJobs(options: JobsOptions): Jobs {
  const { connectionString, host, port, database, user } = options.connection
  const boss = new PgBoss({
    ...(connectionString === undefined ? { host, port, database, user } : { connectionString }),
    application_name: options.connection.application_name,
    schema: 'jobs',
    createSchema: false,
    max: 4,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  })
  const definitions = new Map<string, Definition>()
  const shutdown = new AbortController()
  const queuesReady = Promise.withResolvers<undefined>()
  boss.on('error', (error) => options.logger.error({ err: error }, 'jobs'))

  const run = async (queue: string, definition: Definition, job: Job): Promise<void> => {
    try {
      await definition.handler(job.data, AbortSignal.any([job.signal, shutdown.signal]))
    } catch (error) {
      // A stop is not a failure: the job waits for the next start with all its retries.
      if (shutdown.signal.aborted) {
        await release(boss.getDb(), job.id)
        return
      }
      options.logger.warn({ err: error, queue, job: job.id }, 'job failed')
      throw error
    }
  }

  return {
    define(queue, { concurrency, retries }, handler) {
      definitions.set(queue, {
        concurrency,
        retries,
        handler: (data, signal) => handler(data as Parameters<typeof handler>[0], signal),
      })
    },
    async enqueue(tx, queue, data, { key } = {}) {
      // The server listens before its queues stand: who comes that early waits a moment instead of failing.
      await queuesReady.promise
      await boss.send(queue, data, { singletonKey: key ?? randomUUID(), db: asJobsRole(tx) })
    },
    async start() {
      await boss.start()
      for (const [queue, { retries }] of definitions) await ensureQueue(boss, queue, retries)
      queuesReady.resolve(undefined)
      if (!options.work) return
      if (options.exclusive) await releaseAll(boss.getDb())
      for (const [queue, definition] of definitions) {
        const settings = {
          localConcurrency: definition.concurrency,
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 2,
        }
        await boss.work<object>(queue, settings, async ([job]) => {
          if (job !== undefined) await run(queue, definition, job)
        })
      }
    },
    async stop() {
      const stopped = boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
      shutdown.abort(new Error('The server is stopping.'))
      await stopped
    },
  }
}

/** `exclusive` holds one waiting or running job per key, which makes enqueueing idempotent. */
async function ensureQueue(boss: PgBoss, name: string, retries: number): Promise<void> {
  const settings = {
    retryLimit: retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    notify: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
  }
  if ((await boss.getQueue(name)) === null) await boss.createQueue(name, { ...settings, policy: 'exclusive' })
  else await boss.updateQueue(name, settings)
}

/** The statement runs in the caller's transaction, as the role that owns the queue, and then the caller's role is back. */
function asJobsRole(tx: Transaction): Db {
  const drizzle = fromDrizzle(tx, sql)
  return {
    async executeSql(text, values) {
      const before = await tx.execute<{ role: string }>(sql`select current_setting('role') as role`)
      await tx.execute(sql`select set_config('role', 'datapilot_jobs', true)`)
      const result = await drizzle.executeSql(text, values)
      await tx.execute(sql`select set_config('role', ${before.rows[0]?.role ?? 'none'}, true)`)
      return result
    },
  }
}

/** Back to waiting, as if never fetched: `started_on` would count as a retry. */
const RELEASE =
  "update jobs.job set state = 'retry', started_on = null, heartbeat_on = null, start_after = now() where state = 'active'"

async function release(db: Db, id: string): Promise<void> {
  await db.executeSql(`${RELEASE} and id = $1`, [id])
}

async function releaseAll(db: Db): Promise<void> {
  await db.executeSql(RELEASE)
}
