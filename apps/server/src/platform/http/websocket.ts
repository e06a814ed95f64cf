import websocket from '@fastify/websocket'
import type { App } from './app.ts'

/** Clients only send small control messages. */
const MAX_MESSAGE_BYTES = 16 * 1024

/**
 * `app.get(path, { websocket: true, config: { permission } }, (socket, request) => …)`: the handshake passes the same
 * access hook as any request, cookie and origin included.
 */
export async function registerWebSocket(app: App): Promise<void> {
  await app.register(websocket, { options: { maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false } })
}
