import type { CodeResult, InitiatedChat } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signUp, upload, type Person } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const SALES = ['uf;valor;dia', 'SP;1.200,50;02/01/2024', 'RJ;800,00;03/01/2024', 'SP;99,50;05/02/2024'].join('\r\n')

let server: TestServer
let ana: Person
let bia: Person
let chatId: string

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
  const fileKey = await upload(server.app, ana, 'vendas.csv', Buffer.from(SALES, 'latin1'))
  const started = await ana.call({ method: 'POST', url: '/chat/initiate', payload: { file_key: fileKey } })
  expect(started.statusCode, started.body).toBe(201)
  chatId = started.json<InitiatedChat>().chat_id
  // A question waits until the file is read.
  await ana.call({ method: 'POST', url: `/chat/${chatId}/message`, payload: { message: 'Quantas linhas há?' } })
})
afterAll(() => server.close())

async function run(code: string): Promise<CodeResult> {
  const answer = await ana.call({ method: 'POST', url: '/execute_code', payload: { chat_id: chatId, code } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('POST /execute_code', () => {
  it('runs pandas over the typed table and returns what was printed and the last value', async () => {
    const ran = await run('print(len(df))\ndf[df["valor"] > 100].groupby("uf")["valor"].sum()')
    expect(ran).toMatchObject({ stdout: '3\n', error: null, dataset_version: 1 })
    expect(ran.result?.rows).toEqual([
      ['RJ', 800],
      ['SP', 1200.5],
    ])
    expect(['bubblewrap', 'landlock']).toContain(ran.isolation)
  })

  it('gives the file as it was uploaded, read-only', async () => {
    const code = 'pd.read_csv(file_path, sep=";", decimal=",", thousands=".", encoding="latin-1")["valor"].sum()'
    expect((await run(code)).result?.rows).toEqual([[2100]])
    expect((await run('open(file_path, "ab")')).error).toMatchObject({ code: 'python_refused' })
    expect((await run('open(file_path, "a" + "b")')).error?.detail).toMatch(/Permission|Read-only/u)
  })

  it('draws charts through the allow-list', async () => {
    const { charts } = await run(
      'chart({"mark": {"type": "bar", "href": "javascript:alert(1)"}, "encoding": {"x": {"field": "uf", "type": "nominal"}, "href": {"field": "uf"}}, "data": {"url": "http://example.com"}}, df)\n' +
        'chart({"mark": "image", "encoding": {}}, df)',
    )
    expect(charts).toHaveLength(1)
    expect(charts[0]?.spec).toEqual({ mark: { type: 'bar' }, encoding: { x: { field: 'uf', type: 'nominal' } } })
    expect(charts[0]?.data.row_count).toBe(3)
  })

  it('says what the code did wrong, and where', async () => {
    expect((await run('x = 1\ndf["nope"]')).error).toMatchObject({ code: 'python_failed', line: 2 })
    expect((await run('import os\nimport socket')).error?.refusals.map(({ what }) => what)).toEqual([
      'import os',
      'import socket',
    ])
  })

  it('keeps nothing from one run to the next', async () => {
    await run('import builtins\nbuiltins.kept = 1')
    expect((await run('import builtins\nhasattr(builtins, "kept")')).result?.rows).toEqual([[false]])
  })

  it('is the same under its canonical path', async () => {
    const payload = { chat_id: chatId, code: '1 + 1' }
    const answer = await ana.call({ method: 'POST', url: '/api/v1/code-executions', payload })
    expect(answer.json<CodeResult>().result?.rows).toEqual([[2]])
  })

  it('knows no chat of another organization', async () => {
    const answer = await bia.call({ method: 'POST', url: '/execute_code', payload: { chat_id: chatId, code: 'df' } })
    expect(answer.statusCode).toBe(404)
  })

  it.each([{ code: '' }, { code: 'x'.repeat(50_001) }, { code: 7 }])('refuses what is no code: %j', async (body) => {
    const payload = { chat_id: chatId, ...body }
    expect((await ana.call({ method: 'POST', url: '/execute_code', payload })).statusCode).toBe(400)
  })
})
