import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'
import type { LiveHub } from './live-hub.ts'
import { LocalHub } from './local-hub.ts'

const CHANNEL = 'datapilot_live'
/** PostgreSQL takes 8,000 bytes per notification; larger events stay on their instance. */
const MAX_PAYLOAD_BYTES = 7_500
const RECONNECT_MS = 1000

/**
 * A hub over LISTEN/NOTIFY for several instances: local listeners hear at once, the others through PostgreSQL. Events
 * are hints to look, so one that is too large or falls into a lost connection is dropped: a client that misses it
 * reads the state, and progress comes again.
 */
export async function createPostgresHub(connection: pg.ClientConfig, logger: Logger): Promise<LiveHub> {
  const local = new LocalHub((error) => logger.error({ err: error }, 'live listener failed'))
  const origin = randomUUID()
  let closed = false
  let reconnecting = false
  let client: pg.Client | null = null

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client(connection)
    fresh.on('notification', ({ payload }) => {
      const message = parseMessage(payload)
      if (message !== null && message.origin !== origin) local.deliver(message.topic, message.event)
    })
    fresh.on('error', (error) => logger.warn({ err: error }, 'live connection lost'))
    fresh.on('end', () => {
      if (client === fresh) client = null
      if (!closed && !reconnecting) void reconnect()
    })
    await fresh.connect()
    await fresh.query(`listen ${CHANNEL}`)
    if (closed) await fresh.end()
    else client = fresh
  }

  const reconnect = async (): Promise<void> => {
    reconnecting = true
    while (!closed && client === null) {
      await sleep(RECONNECT_MS)
      await connect().catch((error: unknown) => logger.warn({ err: error }, 'live connection'))
    }
    reconnecting = false
  }

  await connect()
  return {
    async publish(topic, event) {
      local.deliver(topic, event)
      const payload = JSON.stringify({ origin, topic, event })
      if (client === null || Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) return
      await client
        .query('select pg_notify($1, $2)', [CHANNEL, payload])
        .catch((error: unknown) => logger.warn({ err: error }, 'live publish'))
    },
    subscribe: local.subscribe,
    async close() {
      closed = true
      await client?.end()
    },
  }
}

/** A hub for one process: the embedded server has no second instance. */
export function createLocalHub(logger: Logger): LiveHub {
  const local = new LocalHub((error) => logger.error({ err: error }, 'live listener failed'))
  return {
    publish: async (topic, event) => local.deliver(topic, event),
    subscribe: local.subscribe,
    close: async () => undefined,
  }
}

function parseMessage(payload: string | undefined): { origin: string; topic: string; event: object } | null {
  try {
    return JSON.parse(payload ?? '') as { origin: string; topic: string; event: object }
  } catch {
    return null
  }
}
