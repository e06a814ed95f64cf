import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Analysis } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const CSV = `id;nome;valor;data\n${Array.from({ length: 500 }, (_, i) => `${String(i + 1)};Cliente ${String(i % 7)};1.234,${String(10 + (i % 90))};${String((i % 28) + 1).padStart(2, '0')}/02/2024`).join('\n')}\n`

let server: TestServer
let origin: string
let ana: Person
let bia: Person

beforeAll(async () => {
  server = await createTestServer()
  origin = await server.listen()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
})
afterAll(() => server.close())

interface Heard {
  readonly type: string
  readonly progress?: number
  readonly summary?: object
}

/** Opens a WebSocket as the documents do, with a ticket added, and collects what comes until `last`. */
async function listen(person: Person, path: string, last: string): Promise<{ events: Heard[]; ended: Promise<void> }> {
  const drawn = await fetch(`${origin}/api/v1/live/tickets`, {
    method: 'POST',
    headers: { authorization: person.authorization },
  })
  const { ticket } = (await drawn.json()) as { ticket: string }
  const socket = new globalThis.WebSocket(`${origin.replace('http', 'ws')}${path}?ticket=${ticket}`)
  const events: Heard[] = []
  const ended = new Promise<void>((resolve, reject) => {
    socket.onmessage = (message) => {
      const event = JSON.parse(String(message.data)) as Heard
      events.push(event)
      if (event.type !== last) return
      socket.close()
      resolve()
    }
    socket.onerror = () => reject(new Error('the socket failed'))
  })
  return { events, ended }
}

describe("the documents' sample flow, with .json() and credentials added", () => {
  let analysis_id: string

  it('presigned upload → PUT → start-enhanced → WebSocket → results', async () => {
    const headers = { authorization: ana.authorization }
    const uploadUrl = (await (
      await fetch(`${origin}/api/v1/r2/presigned-upload?filename=data.csv`, { headers })
    ).json()) as { upload_url: string; file_key: string }

    const put = await fetch(uploadUrl.upload_url, { method: 'PUT', body: new Blob([CSV]) })
    expect(put.status).toBe(200)

    // No content type is set in the documents, so fetch sends text/plain.
    const analysis = (await (
      await fetch(`${origin}/api/v1/analysis/start-enhanced`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ file_key: uploadUrl.file_key, analysis_type: 'basic_eda' }),
      })
    ).json()) as { analysis_id: string; status: string }
    analysis_id = analysis.analysis_id
    expect(['queued', 'running']).toContain(analysis.status)

    const { events, ended } = await listen(ana, `/api/v1/analysis/websocket/${analysis_id}`, 'analysis_completed')
    await ended
    expect(events[0]?.type).toBe('connection_established')
    expect(events.some(({ type }) => type === 'analysis_status')).toBe(true)
    expect(events.at(-1)).toMatchObject({
      type: 'analysis_completed',
      summary: { rows: 500, column_count: 4, missing_cells: 0, duplicate_rows: 0 },
    })
    const progress = events.flatMap((event) => (event.progress === undefined ? [] : [event.progress]))
    expect(progress).toEqual([...progress].sort((a, b) => a - b))

    const results = (await (
      await fetch(`${origin}/api/v1/analysis/results-enhanced/${analysis_id}`, { headers })
    ).json()) as { status: string; results: { rows: number; columns: { name: string; type: string }[] } }
    expect(results.status).toBe('completed')
    expect(results.results.rows).toBe(500)
    expect(results.results.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id integer',
      'nome text',
      'valor decimal',
      'data date',
    ])

    const llm = await fetch(`${origin}/api/v1/analysis/summary-for-llm/${analysis_id}?max_tokens=500`, { headers })
    const { summary, tokens } = (await llm.json()) as { summary: string; tokens: number }
    expect(tokens).toBeLessThanOrEqual(500)
    expect(summary).toContain('valor')
  })

  it('tells a client that comes late how it ended', async () => {
    const { events, ended } = await listen(ana, `/api/v1/analysis/websocket/${analysis_id}`, 'analysis_completed')
    await ended
    expect(events).toMatchObject([
      { type: 'connection_established', status: 'completed', progress: 100 },
      { type: 'analysis_completed', summary: { rows: 500 } },
    ])
  })

  it('answers while it runs with 409 and the status, and knows only the status before', async () => {
    const key = await upload(server.app, ana, 'poll.csv', CSV)
    const call = async (path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', payload?: object) =>
      ana.call({ method, url: `/api/v1/analysis/${path}`, ...(payload === undefined ? {} : { payload }) })
    const started = (
      await call('start-enhanced', 'POST', { file_key: key, analysis_type: 'basic_eda' })
    ).json<Analysis>()
    expect(started).toMatchObject({ file_key: key, analysis_type: 'basic_eda', progress: 0, paused: false })
    const early = await call(`results-enhanced/${started.analysis_id}`)
    if (early.statusCode !== 200) expect(early.statusCode).toBe(409)
    const ended = await untilEnded(ana, started.analysis_id)
    const status = (await call(`status-enhanced/${started.analysis_id}`)).json<Analysis>()
    expect(status).toEqual(ended)
    // "Metadados completos: tamanho, formato, colunas, linhas".
    expect(status).toMatchObject({
      status: 'completed',
      progress: 100,
      message: 'Completed',
      rows_done: 500,
      rows_total: 500,
      metadata: { bytes: Buffer.byteLength(CSV), format: 'csv', columns: 4, rows: 500 },
    })
    expect((await call(started.analysis_id, 'DELETE')).statusCode).toBe(204)
  })

  it('says that the database answers, and which storage there is', async () => {
    const database = await fetch(`${origin}/api/v1/health/database`)
    expect(database.status).toBe(200)
    expect(await database.json()).toMatchObject({ status: 'ok' })
    const whole = (await (await fetch(`${origin}/api/v1/health`)).json()) as {
      checks: Record<string, { status: string }>
    }
    for (const name of ['database', 'storage']) expect(whole.checks[name]?.status, name).toBe('ok')
  })

  it('upload offers answer GET and POST', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const offer = await ana.call({ method, url: '/api/v1/r2/presigned-upload?filename=data.csv' })
      expect([method, Object.keys(offer.json())]).toEqual([method, expect.arrayContaining(['upload_url', 'file_key'])])
    }
  })

  it('leaves the house as a report of the dataset in four forms', async () => {
    const { dataset_id } = (await ana.call({ url: `/api/v1/analyses/${analysis_id}` })).json<Analysis>()
    for (const [format, begins] of [
      ['html', '<!doctype html>'],
      ['json', '{'],
      ['csv', '\uFEFFcolumn,'],
      ['md', '# '],
    ] as const) {
      // prettier-ignore
      const report = await ana.call({ url: `/api/v1/datasets/${dataset_id}/report?format=${format}&language=pt` })
      expect([format, report.statusCode, report.body.startsWith(begins)]).toEqual([format, 200, true])
      expect(report.headers['content-disposition']).toContain(`data.${format}`)
      expect((await bia.call({ url: `/api/v1/datasets/${dataset_id}/report?format=${format}` })).statusCode).toBe(404)
    }
  })

  it('counts open connections of the organization and only of it', async () => {
    const headers = { authorization: ana.authorization }
    const url = `${origin.replace('http', 'ws')}/api/v1/analysis/websocket/${analysis_id}`
    const sockets = [new WebSocket(url, { headers }), new WebSocket(url, { headers })]
    await Promise.all(sockets.map((socket) => once(socket, 'message')))
    const info = async (person: Person) =>
      (await person.call({ url: '/api/v1/analysis/websocket-info' })).json<{ active_connections: number }>()
    await expect
      .poll(() => info(ana))
      .toMatchObject({ active_connections: 2, analyses: [{ analysis_id, connections: 2 }], heartbeat_seconds: 15 })
    expect(await info(bia)).toMatchObject({ active_connections: 0, analyses: [] })
    for (const socket of sockets) socket.close()
    await expect.poll(() => info(ana)).toMatchObject({ active_connections: 0 })
  })

  it.each([
    ['without credentials', () => ({}), 401],
    ['with a made-up ticket', () => ({ query: '?ticket=made-up' }), 401],
    ["with another organization's credentials", () => ({ headers: { authorization: bia.authorization } }), 404],
  ])('refuses a handshake %s', async (_title, make, expected) => {
    const { query = '', headers } = make() as { query?: string; headers?: Record<string, string> }
    const url = `${origin.replace('http', 'ws')}/api/v1/analysis/websocket/${analysis_id}${query}`
    const socket = new WebSocket(url, headers === undefined ? {} : { headers })
    socket.on('error', () => undefined)
    const [request, answer] = (await once(socket, 'unexpected-response')) as [ClientRequest, IncomingMessage]
    request.destroy()
    expect(answer.statusCode).toBe(expected)
  })

  it('lists, filters and deletes', async () => {
    const { file_key } = await untilEnded(ana, analysis_id)
    const list = async (query: string) =>
      (await ana.call({ url: `/api/v1/analysis/list?${query}` })).json<{
        items: { analysis_id: string }[]
        next_cursor: string | null
      }>()
    const key = encodeURIComponent(file_key)
    expect((await list('limit=50&status=completed')).items.map((item) => item.analysis_id)).toEqual([analysis_id])
    expect((await list(`file_key=${key}&from=2020-01-01`)).items).toHaveLength(1)
    expect((await list('status=failed')).items).toEqual([])
    expect((await list('to=2020-01-01')).items).toEqual([])

    const again = await ana.call({ method: 'POST', url: '/api/v1/analysis/start-enhanced', payload: { file_key } })
    const second = again.json<{ analysis_id: string }>().analysis_id
    expect(second).not.toBe(analysis_id)
    await untilEnded(ana, second)
    const first = await list('limit=1')
    expect(first.items.map((item) => item.analysis_id)).toEqual([second])
    const rest = await list(`limit=1&cursor=${first.next_cursor ?? ''}`)
    expect(rest).toMatchObject({ items: [{ analysis_id }], next_cursor: null })

    expect((await ana.call({ method: 'DELETE', url: `/api/v1/analysis/${second}` })).statusCode).toBe(204)
    expect((await ana.call({ url: `/api/v1/analysis/status-enhanced/${second}` })).statusCode).toBe(404)
    expect((await list('')).items.map((item) => item.analysis_id)).toEqual([analysis_id])
  })

  it('cleans up what is old: counts first, keeps the dataset and its profile', async () => {
    await server.db.admin("update datapilot.analysis set finished_at = now() - interval '8 days' where id = $1", [
      analysis_id,
    ])
    const cleanUp = (query: string, person = ana) =>
      person.call({ method: 'POST', url: `/api/v1/maintenance/cleanup-old-analyses?${query}` })
    expect((await cleanUp('days_old=7&dry_run=true')).json()).toEqual({ deleted: 1, days_old: 7, dry_run: true })
    expect((await cleanUp('days_old=7', bia)).json()).toEqual({ deleted: 0, days_old: 7, dry_run: false })
    const { dataset_id } = (await ana.call({ url: `/api/v1/analyses/${analysis_id}` })).json<{ dataset_id: string }>()
    expect((await cleanUp('days_old=7')).json()).toEqual({ deleted: 1, days_old: 7, dry_run: false })
    expect((await ana.call({ url: `/api/v1/analyses/${analysis_id}` })).statusCode).toBe(404)
    expect((await ana.call({ url: `/api/v1/datasets/${dataset_id}` })).json()).toMatchObject({
      status: 'ready',
      analysis_id: null,
    })
    expect((await ana.call({ url: `/api/v1/datasets/${dataset_id}/profile` })).json()).toMatchObject({
      exact: true,
      rows: 500,
    })
  })
})
