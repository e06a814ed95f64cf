import { setTimeout as sleep } from 'node:timers/promises'
import type { MessageAnswer } from '@datapilot/contracts'
import type { Client } from '../apps/server/test/recovery/client.ts'
import { median, timed, type Bench, type Measure } from './lib/bench.ts'
import { uploadedDataset, withServer } from './lib/bench-server.ts'
import { generatedCsv } from './lib/generated-csv.ts'

const QUESTIONS = [
  'quantas linhas existem?',
  'qual a soma de valor_total?',
  'qual a média de preco_unitario?',
  'qual o maior valor_total?',
  'qual o menor preco_unitario?',
  'qual a mediana de valor_total?',
  'quantas cidades diferentes existem?',
  'quantos clientes diferentes existem?',
  'soma de valor_total por categoria',
  'média de desconto por canal',
  'quantos pedidos por uf?',
  'as 5 cidades com maior valor_total',
  'soma de quantidade por canal',
  'quantos pedidos com quantidade maior que 10?',
  'soma de valor_total na uf SP',
  'how many rows are there?',
  'average valor_total by uf',
  'what is the total quantidade for categoria Papelaria?',
  'maximum desconto by categoria',
  'qual a soma de valor_total em 2023?',
]

interface Asked {
  readonly total: number
  readonly sql: number
  readonly statements: number
  readonly answer: MessageAnswer
}

/** A person reads an answer before asking on; meanwhile the server starts processes in place of the used ones. */
const READING_MS = 1_500

/**
 * From a question to its checked answer over HTTP: parsing, linking, both derivations in processes of their own, checks
 * and storage. The first questions are not counted, because they pay for files coming into memory.
 */
export const bench: Bench = {
  title: 'Chat with the built-in planner',
  run: (context) =>
    withServer(async (_server, client) => {
      const path = await generatedCsv(context.folder, context.rows, context.seed)
      const { id } = await uploadedDataset(client, path, 'sales.csv')
      const { chat_id: chatId } = await client.initiate(id)
      for (const question of QUESTIONS.slice(0, 3)) await ask(client, chatId, question)
      const asked: Asked[] = []
      for (let i = 0; i < context.runs; i++)
        for (const question of QUESTIONS) asked.push(await ask(client, chatId, question))
      return measuresOf(asked)
    }),
}

async function ask(client: Client, chatId: string, question: string): Promise<Asked> {
  await sleep(READING_MS)
  const { seconds, result } = await timed(() => client.ask(chatId, question))
  const steps = result.message.receipt?.steps ?? []
  const queries = steps.filter(({ tool }) => tool === 'run_sql')
  const sql = queries.reduce((sum, { elapsed_ms }) => sum + elapsed_ms, 0)
  const statements = queries.length
  return { total: seconds * 1000, sql, statements, answer: result }
}

function measuresOf(asked: readonly Asked[]): Measure[] {
  const checked = asked.filter(({ answer }) => answer.message.answer?.trust === 'checked')
  const second = checked.flatMap(({ answer }) => {
    const steps = answer.message.receipt?.steps.filter(({ tool }) => tool !== 'run_sql') ?? []
    return steps.length === 0 ? [] : [steps.reduce((sum, { elapsed_ms }) => sum + elapsed_ms, 0)]
  })
  const slowest = [...checked].sort((a, b) => b.total - a.total)[Math.floor(checked.length / 20)]
  return [
    { what: 'checked answers', value: checked.length / asked.length, unit: '×', note: `of ${String(asked.length)}` },
    { what: 'SQL statements per answer', value: median(checked.map(({ statements }) => statements)), unit: '' },
    { what: 'SQL alone', value: median(checked.map(({ sql }) => sql)), unit: 'ms', note: 'median; target ≤ 150' },
    { what: 'second derivation', value: median(second), unit: 'ms', note: 'median' },
    {
      what: 'question to checked answer',
      value: median(checked.map(({ total }) => total)),
      unit: 'ms',
      note: 'median, over HTTP; target ≤ 400',
    },
    { what: 'question to checked answer, p95', value: slowest?.total ?? NaN, unit: 'ms' },
  ]
}
