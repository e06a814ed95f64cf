import type { LanguageModelV4, LanguageModelV4ToolCall } from '@ai-sdk/provider'
import type { Cell, Profile } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { ToolRegistry } from '../tools/tool-registry.ts'
import { answerQuestion } from './answer-loop.ts'
import { RunPythonInput, RunSqlInput, type ModelFactory, type SubmitAnswerInput } from './answer-protocol.ts'

const usage = {
  inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
}

/** A model that makes the given tool calls, one a step, then says something in prose. */
function scripted(calls: { tool: string; input: unknown }[]): ModelFactory {
  let step = 0
  const model: LanguageModelV4 = {
    specificationVersion: 'v4',
    provider: 'test',
    modelId: 'scripted',
    supportedUrls: {},
    doGenerate: () => {
      const call = calls[step++]
      const content: LanguageModelV4ToolCall[] = call
        ? [{ type: 'tool-call', toolCallId: `c${step}`, toolName: call.tool, input: JSON.stringify(call.input) }]
        : []
      return Promise.resolve({
        content: call ? content : [{ type: 'text', text: 'The total is 42.' }],
        finishReason: call ? { unified: 'tool-calls', raw: undefined } : { unified: 'stop', raw: undefined },
        usage,
        warnings: [],
      })
    },
    doStream: () => Promise.reject(new Error('not streamed here')),
  }
  return { id: 'scripted', generatesSql: false, create: () => model }
}

function tools(answers: Record<string, Cell[][]>, python?: Cell[][]): ToolRegistry {
  const registry = new ToolRegistry()
  const table = (names: string[], rows: Cell[][]) => ({
    columns: names.map((name) => ({ name, type: 'number' as const })),
    rows,
    row_count: rows.length,
    truncated: false,
    elapsed_ms: 1,
  })
  registry.register({
    name: 'run_sql',
    description: 'sql',
    input: RunSqlInput,
    code: ({ sql }) => sql,
    execute: ({ sql, purpose }) => {
      const rows = answers[sql]
      if (!rows) return Promise.reject(new Error(`no such table: ${sql}`))
      return Promise.resolve(table(purpose === 'coverage' ? ['rows_read', 'rows_matched', 'rows_null'] : ['n'], rows))
    },
  })
  if (python) {
    registry.register({
      name: 'run_python',
      description: 'python',
      input: RunPythonInput,
      code: ({ code }) => code,
      execute: () => Promise.resolve(table(['n'], python)),
    })
  }
  return registry
}

function submit(changes: Partial<SubmitAnswerInput>) {
  return {
    tool: 'submit_answer',
    input: {
      status: 'answered',
      language: 'en',
      reading: 'count',
      text: 'There are 57.',
      result_id: 'r1',
      second_result_id: null,
      coverage_result_id: null,
      ...changes,
    },
  }
}

const data = {
  tables: [
    {
      name: 't',
      label: 't',
      parquetPath: '/t',
      profile: { reading: { columns: [], rejected_rows: 0 } } as unknown as Profile,
    },
  ],
  language: null,
}

function ask(model: ModelFactory, registry: ToolRegistry) {
  return answerQuestion(model, registry, {
    id: '1',
    question: 'how many?',
    history: [],
    data,
    actor: null,
    signal: AbortSignal.timeout(5000),
  })
}

const count = { tool: 'run_sql', input: { sql: 'count', purpose: 'answer' } }

describe('answerQuestion', () => {
  it('answers with one derivation, grounded', async () => {
    const { answer, tokens } = await ask(scripted([count, submit({})]), tools({ count: [[57]] }))
    expect(answer).toMatchObject({ status: 'answered', trust: 'single', value: 57, sql: 'count', python: null })
    expect(tokens).toEqual({ input: 20, output: 10 })
  })

  it('is checked only when a second derivation agrees', async () => {
    const python = { tool: 'run_python', input: { code: 'len(t)' } }
    const calls = [count, python, submit({ second_result_id: 'r2' })]
    const agree = await ask(scripted(calls), tools({ count: [[57]] }, [[57]]))
    expect(agree.answer).toMatchObject({ trust: 'checked', python: 'len(t)' })
    const differ = await ask(scripted(calls), tools({ count: [[57]] }, [[58]]))
    expect(differ.answer.trust).toBe('amber')
    expect(differ.answer.checks.find(({ name }) => name === 'two_derivations_agree')).toMatchObject({ passed: false })
  })

  it('turns amber on a number that no tool returned', async () => {
    const { answer } = await ask(scripted([count, submit({ text: 'There are 75.' })]), tools({ count: [[57]] }))
    expect(answer.trust).toBe('amber')
    expect(answer.checks.find(({ name }) => name === 'numbers_grounded')).toMatchObject({ passed: false })
  })

  it('does not ground a number in raw values that were only looked up', async () => {
    const lookup = { tool: 'run_sql', input: { sql: 'values', purpose: 'lookup' } }
    const registry = tools({ count: [[57]], values: [[75]] })
    const calls = [lookup, count, submit({ text: 'There are 75.', result_id: 'r2' })]
    expect((await ask(scripted(calls), registry)).answer.trust).toBe('amber')
  })

  it('turns amber when many matching rows lack the value, and counts what was left out', async () => {
    const coverage = { tool: 'run_sql', input: { sql: 'coverage', purpose: 'coverage' } }
    const registry = tools({ count: [[57]], coverage: [[1000, 200, 50]] })
    const { answer, excluded } = await ask(scripted([count, coverage, submit({ coverage_result_id: 'r2' })]), registry)
    expect(answer).toMatchObject({ trust: 'amber', rows_read: 1000, rows_excluded: 850 })
    expect(excluded.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['filter', 800],
      ['null', 50],
    ])
  })

  it('turns amber on an empty result', async () => {
    const { answer } = await ask(scripted([count, submit({ text: 'None.' })]), tools({ count: [] }))
    expect(answer.checks.find(({ name }) => name === 'result_not_empty')).toMatchObject({ passed: false })
    expect(answer.trust).toBe('amber')
  })

  it('lets the model repair a failed query and a wrong result id', async () => {
    const wrong = { tool: 'run_sql', input: { sql: 'nope', purpose: 'answer' } }
    const { answer, steps } = await ask(
      scripted([wrong, count, submit({ result_id: 'r9' }), submit({})]),
      tools({ count: [[57]] }),
    )
    expect(answer).toMatchObject({ status: 'answered', value: 57 })
    expect(steps.map(({ error }) => error !== null)).toEqual([true, false])
  })

  it('does not show prose as an answer when the model never submits', async () => {
    const { answer } = await ask(scripted([count]), tools({ count: [[57]] }))
    expect(answer).toMatchObject({ status: 'error', trust: 'none', value: null })
    expect(answer.text).not.toContain('42')
  })

  it('declines with trust none and no rows', async () => {
    const { answer } = await ask(
      scripted([submit({ status: 'declined', text: 'There is no margin column.', result_id: null })]),
      tools({}),
    )
    expect(answer).toMatchObject({ status: 'declined', trust: 'none', rows: [], checks: [] })
  })
})
