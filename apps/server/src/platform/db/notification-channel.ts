import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'

const RECONNECT_MS = 1000

/** One channel of LISTEN/NOTIFY on a connection of its own. */
export interface NotificationChannel {
  /** Sends to every instance, this one included; does nothing while the connection is lost. */
  notify(payload: string): Promise<void>
  close(): Promise<void>
}

/**
 * Listens on `channel` and connects again whenever the connection is lost. What is sent meanwhile is not heard.
 *
 * @param connection direct, not through a transaction pooler.
 */
export async function openNotificationChannel(
  connection: pg.ClientConfig,
  channel: string,
  onPayload: (payload: string) => void,
  logger: Logger,
): Promise<NotificationChannel> {
  let closed = false
  let reconnecting = false
  let client: pg.Client | null = null

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client(connection)
    fresh.on('notification', ({ payload }) => {
      onPayload(payload ?? '')
    })
    fresh.on('error', (error) => {
      logger.warn({ err: error }, 'notifications: connection lost')
    })
    fresh.on('end', () => {
      if (client === fresh) client = null
      if (!closed && !reconnecting) void reconnect()
    })
    await fresh.connect()
    await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
    if (closed) await fresh.end()
    else client = fresh
  }

  const reconnect = async (): Promise<void> => {
    reconnecting = true
    while (!closed && client === null) {
      await sleep(RECONNECT_MS)
      await connect().catch((error: unknown) => {
        logger.warn({ err: error }, 'notifications: no connection')
      })
    }
    reconnecting = false
  }

  await connect()
  return {
    async notify(payload) {
      await client?.query('select pg_notify($1, $2)', [channel, payload]).catch((error: unknown) => {
        logger.warn({ err: error }, 'notifications: not sent')
      })
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}
