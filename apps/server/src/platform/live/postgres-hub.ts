import { randomUUID } from 'node:crypto'
import type { Connections } from '../db/connections.ts'
import { openNotificationChannel } from '../db/notification-channel.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { LiveHub } from './live-hub.ts'
import { LocalHub } from './local-hub.ts'

const CHANNEL = 'datapilot_live'
/** PostgreSQL takes 8,000 bytes per notification; larger events stay on their instance. */
const MAX_PAYLOAD_BYTES = 7_500

/**
 * A hub over LISTEN/NOTIFY for several instances: local listeners hear at once, the others through PostgreSQL. Events
 * are hints to look, so one that is too large or falls into a lost connection is dropped: a client that misses it
 * reads the state, and progress comes again.
 */
export async function createPostgresHub(connection: Connections['jobs'], logger: Logger): Promise<LiveHub> {
  const local = createDelivery(logger)
  const origin = randomUUID()
  const hear = (payload: string): void => {
    const message = parseMessage(payload)
    if (message !== null && message.origin !== origin) local.deliver(message.topic, message.event)
  }
  const channel = await openNotificationChannel(connection, CHANNEL, hear, logger)
  return {
    async publish(topic, event) {
      local.deliver(topic, event)
      const payload = JSON.stringify({ origin, topic, event })
      if (Buffer.byteLength(payload) <= MAX_PAYLOAD_BYTES) await channel.notify(payload)
    },
    subscribe: local.subscribe,
    close: () => channel.close(),
  }
}

/** A hub for one process: the embedded server has no second instance. */
export function createLocalHub(logger: Logger): LiveHub {
  const local = createDelivery(logger)
  return {
    publish: (topic, event) => {
      local.deliver(topic, event)
      return Promise.resolve()
    },
    subscribe: local.subscribe,
    close: () => Promise.resolve(),
  }
}

function createDelivery(logger: Logger): LocalHub {
  return new LocalHub((error) => {
    logger.error({ err: error }, 'live listener failed')
  })
}

function parseMessage(payload: string): { origin: string; topic: string; event: object } | null {
  try {
    return JSON.parse(payload) as { origin: string; topic: string; event: object }
  } catch {
    return null
  }
}
