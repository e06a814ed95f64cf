import type { AnswerRows, ChatMessage, Dataset, InitiatedChat, MessageAnswer, Rerun } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signUp, upload, type Person } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const HEADER = 'loja;uf;valor;dia'
const SALES = [
  HEADER,
  'Paulista;SP;1.200,50;02/01/2024',
  'Tijuca;RJ;800,00;03/01/2024',
  'Tatuapé;SP;99,50;05/02/2024',
  'Lapa;SP;;05/02/2024',
  'Savassi;MG;400,00;06/02/2024',
]

let server: TestServer
let ana: Person
let bia: Person
let datasetId: string
let chatId: string
let total: ChatMessage
let byState: ChatMessage

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
  const fileKey = await upload(server.app, ana, 'vendas.csv', Buffer.from(SALES.join('\r\n'), 'latin1'))
  const started = await ana.call({ method: 'POST', url: '/chat/initiate', payload: { file_key: fileKey } })
  const chat = started.json<InitiatedChat>()
  chatId = chat.chat_id
  datasetId = chat.summary.dataset_id
  total = await ask('Qual é a soma de valor em SP?')
  byState = await ask('soma de valor por uf')
})
afterAll(() => server.close())

async function ask(message: string): Promise<ChatMessage> {
  const answer = await ana.call({ method: 'POST', url: `/chat/${chatId}/message`, payload: { message } })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<MessageAnswer>().message
}

const address = (message: ChatMessage, what: string) => `/api/v1/chats/${chatId}/messages/${message.id}/${what}`

async function rowsBehind(message: ChatMessage, query = ''): Promise<AnswerRows> {
  const answer = await ana.call({ url: address(message, `rows${query}`) })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function rerun(message: ChatMessage): Promise<Rerun> {
  const answer = await ana.call({ method: 'POST', url: address(message, 'rerun') })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function readAgain(change: () => Promise<{ statusCode: number; body: string }>): Promise<void> {
  const before = (await ana.call({ url: `/api/v1/datasets/${datasetId}` })).json<Dataset>().version
  const changed = await change()
  expect(changed.statusCode, changed.body).toBeLessThan(300)
  await expect
    .poll(async () => (await ana.call({ url: `/api/v1/datasets/${datasetId}` })).json<Dataset>().version, {
      timeout: 15_000,
    })
    .toBeGreaterThan(before)
}

describe('the rows behind an answer', () => {
  it('are those that its number was taken from, whole, without the rows that have no value', async () => {
    const behind = await rowsBehind(total)
    expect(behind.row_count).toBe(2)
    expect(behind.columns.map(({ name }) => name)).toEqual(['loja', 'uf', 'valor', 'dia'])
    expect(behind.rows.map(([shop]) => shop)).toEqual(['Paulista', 'Tatuapé'])
  })

  it('can be asked for one row of the answer', async () => {
    const row = byState.answer?.rows.findIndex(([uf]) => uf === 'RJ')
    expect((await rowsBehind(byState, `?row=${row}`)).rows.map(([shop]) => shop)).toEqual(['Tijuca'])
    expect((await rowsBehind(byState)).row_count).toBe(4)
  })

  it('come in pages', async () => {
    const page = await rowsBehind(byState, '?offset=2&limit=1')
    expect([page.rows.length, page.row_count, page.offset]).toEqual([1, 4, 2])
  })

  it('are refused for a row that the answer does not have, and to other organizations', async () => {
    expect((await ana.call({ url: address(total, 'rows?row=7') })).json()).toMatchObject({ code: 'no_rows_behind' })
    expect((await bia.call({ url: address(total, 'rows') })).statusCode).toBe(404)
    expect((await bia.call({ method: 'POST', url: address(total, 'rerun') })).statusCode).toBe(404)
  })
})

describe('a branch of a conversation', () => {
  it('begins like the old one, up to a message, and leaves it alone', async () => {
    const url = `/api/v1/chats/${chatId}/branch`
    const history = (await ana.call({ url: `/chat/${chatId}` })).json<InitiatedChat>().history
    const branched = await ana.call({ method: 'POST', url, payload: { message_id: history[1]?.id } })
    const made = branched.json<InitiatedChat>()
    expect(made.chat_id).not.toBe(chatId)
    expect(made.history.map(({ content }) => content)).toEqual(history.slice(0, 2).map(({ content }) => content))
    expect((await ana.call({ url: `/chat/${chatId}` })).json<InitiatedChat>().history).toHaveLength(history.length)
    expect((await bia.call({ method: 'POST', url, payload: { message_id: history[1]?.id } })).statusCode).toBe(404)
  })
})

describe('an answer that is run again', () => {
  it('is the same over the same data, derived twice', async () => {
    expect(await rerun(total)).toMatchObject({ same: true, difference: null, cause: 'none' })
  })

  it('says what changed, and that the file was replaced', async () => {
    const more = [...SALES, 'Moema;SP;1.000,00;07/02/2024'].join('\r\n')
    const fileKey = await upload(server.app, ana, 'vendas.csv', Buffer.from(more, 'latin1'))
    await readAgain(() =>
      ana.call({ method: 'POST', url: `/api/v1/datasets/${datasetId}/versions`, payload: { file_key: fileKey } }),
    )
    const again = await rerun(total)
    expect(again).toMatchObject({ same: false, cause: 'file_replaced' })
    expect(again.before.rows.map(([value]) => Number(value))).toEqual([1300])
    expect(again.after.rows.map(([value]) => Number(value))).toEqual([2300])
    expect([again.before.table_rows, again.after.table_rows]).toEqual([5, 6])
    expect((await rowsBehind(total)).row_count).toBe(2)
  })
})
