import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test-support/test-database.ts'
import { createJobs } from './create-jobs.ts'
import type { Jobs } from './jobs.ts'

let db: TestDatabase
const started: Jobs[] = []

beforeAll(async () => {
  db = await createTestDatabase()
})
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop()
})
afterAll(() => db.close())

const actor = { userId: randomUUID(), email: 'ana@example.org', organizationId: randomUUID(), role: 'member' as const }

/** Jobs on a queue of its own whose runs are recorded. */
async function startQueue(
  handler: (data: { n: number }, signal: AbortSignal) => Promise<void>,
  options = { concurrency: 2, retries: 2 },
  work = true,
) {
  const queue = `q${randomUUID().slice(0, 8)}`
  const jobs = createJobs({ connection: db.connections.jobs, work, exclusive: true, logger: pino({ level: 'silent' }) })
  jobs.define(queue, options, handler)
  await jobs.start()
  started.push(jobs)
  return {
    queue,
    jobs,
    enqueue: (n: number, key?: string) =>
      db.database.withActor(actor, (tx) => jobs.enqueue(tx, queue, { n }, key === undefined ? {} : { key })),
  }
}

it('runs a job that an actor enqueued within a second of the commit', async () => {
  const seen: number[] = []
  const { enqueue } = await startQueue(async ({ n }) => void seen.push(n))
  const before = Date.now()
  await enqueue(1)
  await vi.waitFor(() => expect(seen).toEqual([1]), { timeout: 3000 })
  expect(Date.now() - before).toBeLessThan(1000)
})

it('runs nothing of a transaction that was rolled back, and leaves the actor in their role', async () => {
  const seen: number[] = []
  const { jobs, queue, enqueue } = await startQueue(async ({ n }) => void seen.push(n))
  const rolledBack = db.database.withActor(actor, async (tx) => {
    await jobs.enqueue(tx, queue, { n: 1 })
    const { rows } = await tx.execute('select current_user as role')
    expect(rows).toEqual([{ role: 'authenticated' }])
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  await enqueue(2)
  await vi.waitFor(() => expect(seen).toEqual([2]), { timeout: 3000 })
})

it('holds one job per key while it waits or runs', async () => {
  const finish: (() => void)[] = []
  const seen: number[] = []
  const { enqueue } = await startQueue(async ({ n }) => {
    seen.push(n)
    await new Promise<void>((resolve) => finish.push(resolve))
  })
  await enqueue(1, 'same')
  await vi.waitFor(() => expect(seen).toEqual([1]), { timeout: 3000 })
  await enqueue(2, 'same')
  await enqueue(3, 'other')
  await vi.waitFor(() => expect(seen).toEqual([1, 3]), { timeout: 3000 })
  for (const end of finish) end()
})

it('tries a failed job again, as often as its queue says', async () => {
  let tries = 0
  const { enqueue } = await startQueue(
    async () => {
      tries += 1
      throw new Error('no')
    },
    { concurrency: 1, retries: 1 },
  )
  await enqueue(1)
  await vi.waitFor(() => expect(tries).toBe(2), { timeout: 8000 })
  await sleep(1500)
  expect(tries).toBe(2)
}, 15_000)

it('aborts running jobs on stop and keeps them, with their retries, for the next start', async () => {
  const first = await startQueue(
    (_data, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
  )
  await first.enqueue(7)
  await vi.waitFor(async () => expect(await states(first.queue)).toEqual(['active']), { timeout: 3000 })
  const before = Date.now()
  await first.jobs.stop()
  started.splice(0)
  expect(Date.now() - before).toBeLessThan(5000)
  expect(await db.admin('select state::text, retry_count from jobs.job where name = $1', [first.queue])).toEqual([
    { state: 'retry', retry_count: 0 },
  ])
})

it('only enqueues where the process does not work', async () => {
  const seen: number[] = []
  const { enqueue, queue } = await startQueue(async ({ n }) => void seen.push(n), { concurrency: 1, retries: 0 }, false)
  await enqueue(1)
  await sleep(1500)
  expect(seen).toEqual([])
  expect(await states(queue)).toEqual(['created'])
})

const states = async (queue: string): Promise<string[]> =>
  (await db.admin<{ state: string }>('select state::text from jobs.job where name = $1', [queue])).map(
    (row) => row.state,
  )
