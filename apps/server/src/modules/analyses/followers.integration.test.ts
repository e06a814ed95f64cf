import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'
import type { Analysis, AnalysisEvent, AnalysisSession } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { eventually } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { eventsTopic } from './analysis-topics.ts'

const CLIENTS = 200
const STATUSES = 300

let server: TestServer
let origin: string
let ana: Person
/** Waits, paused, so that nothing but the tests speaks of it. */
let id: string

beforeAll(async () => {
  server = await createTestServer()
  origin = await server.listen()
  ana = await signUp(server.app, 'ana')
  const file_key = await upload(server.app, ana, 'followed.csv', 'a,b\n1,2\n')
  const started = await ana.call({
    method: 'POST',
    url: '/api/v1/analysis/start-enhanced',
    payload: { file_key, analysis_type: 'full' },
  })
  id = started.json<Analysis>().analysis_id
  await server.db.admin("update datapilot.analysis set paused = true, status = 'queued' where id = $1", [id])
})
afterAll(() => server.close())

function statusEvent(progress: number, stage: 'counting' | 'distinct'): AnalysisEvent {
  return {
    type: 'analysis_status',
    analysis_id: id,
    status: 'running',
    stage,
    progress,
    message: '',
    paused: false,
    rows_done: null,
    rows_total: null,
    seconds_left: null,
  }
}

const publish = (event: AnalysisEvent) => server.platform.live.publish(eventsTopic(id), event)
const url = () => `${origin.replace('http', 'ws')}/api/v1/analysis/websocket/${id}`
const connections = async () =>
  (await ana.call({ url: '/api/v1/analysis/websocket-info' })).json<{ active_connections: number }>().active_connections

/** A client that reads everything and keeps what it heard. */
async function follower(): Promise<{ socket: WebSocket; heard: AnalysisEvent[] }> {
  const socket = new WebSocket(url(), { headers: { authorization: ana.authorization } })
  const heard: AnalysisEvent[] = []
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as AnalysisEvent))
  await once(socket, 'message')
  return { socket, heard }
}

/** A client that shakes hands and then never reads: its kernel buffer fills, and then the server's. */
async function silentClient(): Promise<Socket> {
  const { hostname, port, pathname } = new URL(url())
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const lines = [
    `GET ${pathname} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    `Authorization: ${ana.authorization}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await once(socket, 'data')
  socket.pause()
  return socket
}

describe('200 clients of one analysis', () => {
  it('all get every change of state in order, and the server holds one copy of each event', async () => {
    const clients = await Promise.all(Array.from({ length: CLIENTS }, follower))
    await expect.poll(connections, { timeout: 10_000 }).toBe(CLIENTS)
    global.gc?.()
    const before = process.memoryUsage()
    for (let i = 0; i < STATUSES; i += 1) await publish(statusEvent(i / 3, i % 2 === 0 ? 'counting' : 'distinct'))
    const summary = { rows: 1, column_count: 2, missing_cells: 0, duplicate_rows: 0, alerts: 0 }
    await publish({ type: 'analysis_completed', analysis_id: id, summary })
    await eventually(
      async () => clients.filter(({ heard }) => heard.at(-1)?.type === 'analysis_completed').length,
      (ended) => ended === CLIENTS,
      30_000,
    )
    const grown = process.memoryUsage().rss - before.rss
    expect(grown).toBeLessThan(256 * 1024 * 1024)
    const expected = Array.from({ length: STATUSES }, (_, i) => i / 3)
    for (const { heard } of clients) {
      expect(heard[0]).toMatchObject({ type: 'connection_established', status: 'queued', paused: true })
      expect(heard[1]).toMatchObject({ type: 'analysis_status', status: 'queued', paused: true })
      expect(heard.slice(2, -1).map((event) => (event.type === 'analysis_status' ? event.progress : null))).toEqual(
        expected,
      )
    }
    for (const { socket } of clients) socket.close()
    await expect.poll(connections, { timeout: 10_000 }).toBe(0)
  }, 90_000)

  it('are listed as sessions, page by page', async () => {
    const list = async (query: string) =>
      (await ana.call({ url: `/api/v1/analyses/${id}/sessions?${query}` })).json<{
        items: AnalysisSession[]
        next_cursor: string | null
      }>()
    const first = await list('limit=150')
    const rest = await list(`limit=150&cursor=${first.next_cursor ?? ''}`)
    const sessions = [...first.items, ...rest.items]
    expect(new Set(sessions.map(({ session_id: session }) => session)).size).toBe(CLIENTS)
    expect(rest.next_cursor).toBeNull()
    expect(sessions.every((one) => one.user_id === ana.userId && one.disconnected_at !== null)).toBe(true)
  })
})

describe('a client that does not read', () => {
  it('costs the server a few megabytes, is dropped, and keeps nobody else waiting', async () => {
    const silent = await silentClient()
    const reader = await follower()
    await expect.poll(connections).toBe(2)
    const column = { name: 'x'.repeat(100_000) }
    const picture = () =>
      publish({ type: 'analysis_columns', analysis_id: id, columns: [column] } as unknown as AnalysisEvent)
    let changes = 0
    // Pictures are left out above 256 KiB; changes of state are kept, until there are too many of them.
    for (let i = 0; i < 200; i += 1) await picture()
    const message = 'y'.repeat(20_000)
    for (let i = 0; i < 400; i += 1) {
      await publish({ ...statusEvent(i / 4, i % 2 === 0 ? 'counting' : 'distinct'), message } as AnalysisEvent)
      changes += 1
      if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await expect.poll(connections, { timeout: 15_000 }).toBe(1)
    const states = () => reader.heard.filter((event) => event.type === 'analysis_status').length
    await expect.poll(states, { timeout: 10_000 }).toBe(changes + 1)
    expect(reader.socket.readyState).toBe(WebSocket.OPEN)
    reader.socket.close()
    silent.destroy()
  }, 60_000)
})

describe('a client that comes back', () => {
  it('is told the present state first', async () => {
    const one = await follower()
    one.socket.close()
    await once(one.socket, 'close')
    await server.db.admin("update datapilot.analysis set progress = 61, stage = 'quantiles' where id = $1", [id])
    const two = await follower()
    await expect.poll(() => two.heard.length).toBe(2)
    expect(two.heard).toMatchObject([
      { type: 'connection_established', progress: 61, stage: 'quantiles' },
      { type: 'analysis_status', progress: 61, stage: 'quantiles' },
    ])
    two.socket.close()
  })
})
