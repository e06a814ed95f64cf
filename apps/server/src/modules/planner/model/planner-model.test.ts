import type { LanguageModelV4, LanguageModelV4Prompt, LanguageModelV4ToolCall } from '@ai-sdk/provider'
import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { RunSqlInput, SubmitAnswerInput } from '../../../platform/ai/answer-protocol.ts'
import type { DataContext } from '../../../platform/ai/data-context.ts'
import { profileOf } from '../test-support/catalog-of.ts'
import { openSamples, rowsOf } from '../test-support/duckdb.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { createPlannerModelFactory } from './planner-model.ts'

let connection: DuckDBConnection

beforeAll(async () => {
  connection = await openSamples()
})

function contextOf(name: keyof typeof SAMPLES): DataContext {
  return {
    tables: [{ name, label: `${name}.csv`, parquetPath: `/${name}.parquet`, profile: profileOf(SAMPLES[name]) }],
    language: null,
  }
}

function ask(question: string): LanguageModelV4Prompt {
  return [{ role: 'user', content: [{ type: 'text', text: question }] }]
}

async function callsOf(model: LanguageModelV4, prompt: LanguageModelV4Prompt): Promise<LanguageModelV4ToolCall[]> {
  const { content } = await model.doGenerate({ prompt })
  return content.filter((part) => part.type === 'tool-call')
}

/** What a loop does with a call: runs the SQL and hands the rows back, or an error. */
async function withResults(
  prompt: LanguageModelV4Prompt,
  calls: readonly LanguageModelV4ToolCall[],
  failing: string | null,
): Promise<LanguageModelV4Prompt> {
  const parts = await Promise.all(
    calls.map(async ({ toolCallId, toolName, input }) => {
      const base = { type: 'tool-result' as const, toolCallId, toolName }
      if (toolCallId === failing) return { ...base, output: { type: 'error-text' as const, value: 'sql_failed' } }
      const rows = toolName === 'run_sql' ? await rowsOf(connection, RunSqlInput.parse(JSON.parse(input)).sql) : [[0]]
      const columns = (rows[0] ?? []).map((_, index) => ({ name: `c${index}`, type: 'text' }))
      return {
        ...base,
        output: {
          type: 'json' as const,
          value: { result_id: `of-${toolCallId}`, columns, rows, row_count: rows.length, truncated: false },
        },
      }
    }),
  )
  return [
    ...prompt,
    { role: 'assistant', content: calls.map((call) => ({ ...call, input: JSON.parse(call.input) as unknown })) },
    { role: 'tool', content: parts },
  ]
}

/** Drives the model to its answer and returns it with the ids of all calls before it. */
async function drive(
  model: LanguageModelV4,
  question: string,
  failing: string | null = null,
): Promise<{ answer: SubmitAnswerInput; ids: string[] }> {
  let prompt = ask(question)
  const ids: string[] = []
  for (let step = 0; step < 8; step += 1) {
    const calls = await callsOf(model, prompt)
    const submitted = calls.find(({ toolName }) => toolName === 'submit_answer')
    if (submitted) return { answer: SubmitAnswerInput.parse(JSON.parse(submitted.input)), ids }
    ids.push(...calls.map(({ toolCallId }) => toolCallId))
    prompt = await withResults(prompt, calls, failing)
  }
  throw new Error('the model did not answer')
}

describe('the planner as a language model', () => {
  it('looks the values up, runs answer and coverage, and submits', async () => {
    const model = createPlannerModelFactory().create(contextOf('vendas'), { pythonAvailable: false })
    const { answer, ids } = await drive(model, 'Quantos pedidos foram cancelados?')
    expect(ids).toEqual(['values-0', 'answer', 'coverage'])
    expect(answer).toMatchObject({
      status: 'answered',
      language: 'pt',
      text: 'O número de linhas é 2.',
      reading: 'número de linhas onde status = cancelado',
      result_id: 'of-answer',
      coverage_result_id: 'of-coverage',
      second_result_id: null,
    })
  })

  it('derives twice where Python runs', async () => {
    const model = createPlannerModelFactory().create(contextOf('vendas'), { pythonAvailable: true })
    const { answer, ids } = await drive(model, 'Qual a soma do valor total?')
    expect(ids).toEqual(['values-0', 'answer', 'coverage', 'second'])
    expect(answer.second_result_id).toBe('of-second')
  })

  it('knows a table after its first question', async () => {
    const factory = createPlannerModelFactory()
    const first = await drive(
      factory.create(contextOf('races'), { pythonAvailable: false }),
      'Who won the Spring Trophy?',
    )
    const second = await drive(
      factory.create(contextOf('races'), { pythonAvailable: false }),
      'Who won the Night Race?',
    )
    expect([first.ids, second.ids]).toEqual([
      ['values-0', 'answer', 'coverage'],
      ['answer', 'coverage'],
    ])
    expect(second.answer.text).toBe('Winner: Nora Bell.')
  })

  it('declines without running anything', async () => {
    const model = createPlannerModelFactory().create(contextOf('vendas'), { pythonAvailable: false })
    const { answer, ids } = await drive(model, 'Qual será o valor total em 2025?')
    expect(ids).toEqual(['values-0'])
    expect(answer).toMatchObject({ status: 'declined', result_id: null })
  })

  it('asks back with choices', async () => {
    const model = createPlannerModelFactory().create(contextOf('municipios'), { pythonAvailable: false })
    const { answer } = await drive(model, 'Qual a população de Rio Branco?')
    expect(answer.status).toBe('clarify')
    expect(answer.choices.map(({ label }) => label)).toEqual(['Rio Branco (uf: AC)', 'Rio Branco (uf: MT)'])
  })

  it('declines when the query fails, and says so when only the second derivation does', async () => {
    const factory = createPlannerModelFactory()
    const create = () => factory.create(contextOf('vendas'), { pythonAvailable: true })
    const failed = await drive(create(), 'Qual a soma do valor total?', 'answer')
    const single = await drive(create(), 'Qual a soma do valor total?', 'second')
    expect(failed.answer).toMatchObject({ status: 'declined', result_id: null })
    expect(single.answer).toMatchObject({
      status: 'answered',
      second_result_id: null,
      checks: [{ name: 'column_unambiguous' }, { name: 'second_derivation_ran', passed: false }],
    })
  })

  it('answers the last question of a conversation', async () => {
    const model = createPlannerModelFactory().create(contextOf('races'), { pythonAvailable: false })
    const earlier: LanguageModelV4Prompt = [
      ...ask('How many races are there?'),
      { role: 'assistant', content: [{ type: 'text', text: 'Number of rows: 7.' }] },
    ]
    const [call] = await callsOf(model, [...earlier, ...ask('Who won the Spring Trophy?')])
    expect(call?.toolCallId).toBe('values-0')
  })

  it('streams the same calls', async () => {
    const model = createPlannerModelFactory().create(contextOf('vendas'), { pythonAvailable: false })
    const { stream } = await model.doStream({ prompt: ask('Quantos pedidos por status?') })
    const types: string[] = []
    const reader = stream.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) types.push(next.value.type)
    expect(types).toEqual(['stream-start', 'tool-call', 'finish'])
  })

  it('searches columns with too many values for the words of the question', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => [`Cliente ${index}`, index])
    await connection.run("CREATE TABLE grande AS SELECT 'Cliente ' || i AS nome, i AS compras FROM range(12000) t(i)")
    const profile = profileOf({
      name: 'grande',
      columns: [
        { name: 'nome', type: 'text' },
        { name: 'compras', type: 'integer' },
      ],
      rows,
    })
    const data: DataContext = {
      tables: [{ name: 'grande', label: 'grande.csv', parquetPath: '/grande.parquet', profile }],
      language: null,
    }
    const { answer, ids } = await drive(
      createPlannerModelFactory().create(data, { pythonAvailable: false }),
      'Quantas compras fez o Cliente 4711?',
    )
    expect(ids).toEqual(['search-0', 'answer', 'coverage'])
    expect(answer).toMatchObject({
      status: 'answered',
      reading: expect.stringContaining('nome = Cliente 4711') as string,
    })
  })
})
