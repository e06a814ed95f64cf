import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../errors.ts'

/** Any constant, different from that of `prepare-database.ts`. */
const INSTANCE_LOCK = 7_220_133_002
const ATTEMPTS = 10

/**
 * Takes the embedded database for this process. The lock is a session's, so PostgreSQL releases it the moment the
 * process dies, however it dies; there is no file that could be left behind.
 *
 * @returns the function that releases it.
 * @throws AppError `already_running` with the process that holds it.
 */
export async function takeInstanceLock(admin: pg.ClientConfig, dataHome: string): Promise<() => Promise<void>> {
  const client = new pg.Client(admin)
  client.on('error', () => undefined)
  await client.connect()
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const taken = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [INSTANCE_LOCK])
    if (taken.rows[0]?.taken) return () => client.end()
    // The backend of a process that was killed this instant needs a moment to notice.
    await sleep(200)
  }
  const holder = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity a join pg_locks l using (pid)
     where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1`,
    [INSTANCE_LOCK],
  )
  await client.end()
  const pid = /\d+/.exec(holder.rows[0]?.name ?? '')?.[0] ?? 'unknown'
  throw new AppError('already_running', 500, {
    detail: `Another DataPilot runs on this data folder (process ${pid}).`,
    expected: 'stop it first, or set DATAPILOT_HOME to another folder',
    where: dataHome,
  })
}
