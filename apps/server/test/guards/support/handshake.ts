import { WebSocket } from 'ws'

/** The status that a WebSocket handshake is answered with; 101 when it opens (and is closed again). */
export async function handshake(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers })
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', (error) => {
      // Ends an attempt that was answered already.
      if (socket.readyState !== WebSocket.CONNECTING) reject(error)
    })
  })
}
