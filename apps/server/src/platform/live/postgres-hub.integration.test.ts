import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test-support/test-database.ts'
import type { LiveHub } from './live-hub.ts'
import { createLocalHub, createPostgresHub } from './postgres-hub.ts'

const logger = pino({ level: 'silent' })
let db: TestDatabase
let here: LiveHub
let there: LiveHub

beforeAll(async () => {
  db = await createTestDatabase()
  here = await createPostgresHub(db.connections.jobs, logger)
  there = await createPostgresHub(db.connections.jobs, logger)
})
afterAll(async () => {
  await here.close()
  await there.close()
  await db.close()
})

const listen = (hub: LiveHub, topic: string): { heard: object[]; end: () => void } => {
  const heard: object[] = []
  return { heard, end: hub.subscribe(topic, (event) => heard.push(event)) }
}

describe('a hub over PostgreSQL', () => {
  it('carries an event to this and to the other instance, once each, and to no other topic', async () => {
    const [local, remote, other] = [listen(here, 'a'), listen(there, 'a'), listen(there, 'b')]
    await here.publish('a', { n: 1 })
    expect(local.heard).toEqual([{ n: 1 }])
    await vi.waitFor(() => expect(remote.heard).toEqual([{ n: 1 }]))
    await here.publish('b', { n: 2 })
    await vi.waitFor(() => expect(other.heard).toEqual([{ n: 2 }]))
    expect(local.heard).toEqual([{ n: 1 }])
  })

  it('keeps an event that is too large for a notification on its instance', async () => {
    const [local, remote] = [listen(here, 'large'), listen(there, 'large')]
    await here.publish('large', { text: 'x'.repeat(9000) })
    await here.publish('large', { n: 2 })
    await vi.waitFor(() => expect(remote.heard).toEqual([{ n: 2 }]))
    expect(local.heard).toHaveLength(2)
  })

  it('hears again after its connection was cut', async () => {
    const remote = listen(there, 'again')
    await db.admin(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'datapilot_jobs' and datname = current_database()",
    )
    await vi.waitFor(
      async () => {
        await here.publish('again', { n: 1 })
        expect(remote.heard.length).toBeGreaterThan(0)
      },
      { timeout: 10_000, interval: 300 },
    )
  }, 15_000)
})

describe('a hub of one process', () => {
  it('delivers to all but those who unsubscribed, whatever a listener throws', async () => {
    const hub = createLocalHub(logger)
    const gone = listen(hub, 'a')
    hub.subscribe('a', () => {
      throw new Error('broken listener')
    })
    const stays = listen(hub, 'a')
    gone.end()
    await hub.publish('a', { n: 1 })
    expect([gone.heard, stays.heard]).toEqual([[], [{ n: 1 }]])
  })
})
