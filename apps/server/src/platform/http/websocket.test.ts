import { once } from 'node:events'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { viewer } from '../../../test-support/actors.ts'
import { type App, createApp } from './app.ts'

let app: App
let origin: string

beforeAll(async () => {
  app = await createApp({
    logger: pino({ level: 'silent' }),
    publicUrl: 'https://pilot.example',
    authenticate: (request) => Promise.resolve(request.headers.cookie === 'datapilot_session=ana' ? viewer : null),
  })
  app.get('/live', { websocket: true, config: { permission: 'analysis.read' } }, (socket, request) => {
    socket.send(request.actor.email)
    socket.on('message', (data: Buffer) => {
      socket.send(data.toString())
    })
  })
  app.get('/manage', { websocket: true, config: { permission: 'member.manage' } }, (socket) => {
    socket.send('never')
  })
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const open = (path: string, headers: Record<string, string>): WebSocket =>
  new WebSocket(origin.replace('http', 'ws') + path, { headers })

async function refusal(path: string, headers: Record<string, string>): Promise<number> {
  const socket = open(path, headers)
  socket.on('error', () => undefined)
  const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
  socket.terminate()
  return answer.statusCode
}

const cookie = 'datapilot_session=ana'

it('opens for a page of our own with a session and knows who it is', async () => {
  const socket = open('/live', { cookie, origin: 'https://pilot.example' })
  const [first] = (await once(socket, 'message')) as [Buffer]
  expect(first.toString()).toBe('ana@example.org')
  socket.close()
})

it.each([
  ['without credentials', '/live', {}, 401],
  ['from a page of another origin that carries the cookie', '/live', { cookie, origin: 'https://evil.example' }, 403],
  ['without the permission', '/manage', { cookie }, 403],
  ['at an address that is none', '/nowhere', { cookie }, 404],
])('refuses the handshake %s', async (_when, path, headers, status) => {
  expect(await refusal(path, headers)).toBe(status)
})

it('ends a connection that sends more than a control message', async () => {
  const socket = open('/live', { cookie })
  await once(socket, 'message')
  socket.send('x'.repeat(100_000))
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(1009)
})
