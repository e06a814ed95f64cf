import { describe, expect, it } from 'vitest'
import { profileOf } from '../test-support/catalog-of.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { PlannerThread } from './planner-thread.ts'
import type { Turn } from './turn.ts'

function turn(question: string): Turn {
  const table = { name: 'vendas', label: 'vendas', parquetPath: 'vendas.parquet', profile: profileOf(SAMPLES.vendas) }
  return {
    question,
    earlier: [],
    outcomes: new Map(),
    data: { tables: [table], language: null },
    pythonAvailable: false,
    options: { suggestions: false, threshold: null },
  }
}

describe('the planner’s thread', () => {
  it('answers every turn that waits, in whatever number they come', async () => {
    const thread = new PlannerThread()
    const calls = await Promise.all(
      Array.from({ length: 20 }, (_, at) => thread.nextCalls(turn(`Quantas vendas em ${at}?`))),
    )
    expect(calls.every(([call]) => call?.toolName === 'run_sql')).toBe(true)
  })

  it('leaves the event loop free while it reads', async () => {
    const thread = new PlannerThread()
    await thread.nextCalls(turn('Quantas vendas?'))
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const heavy = 'São Paulo ou Recife com mais de 10 e Café torrado por categoria e mês '.repeat(7)
    await Promise.all(
      Array.from({ length: 10 }, () =>
        thread.nextCalls({
          ...turn(heavy),
          outcomes: new Map([['values-0', { resultId: 'r1', table: null, error: 'none' }]]),
        }),
      ),
    )
    clearInterval(timer)
    expect(longest).toBeLessThan(500)
  })

  it('says that it failed, and reads the next question', async () => {
    const thread = new PlannerThread()
    const broken = { ...turn('Quantas vendas?'), data: { tables: [null], language: null } } as unknown as Turn
    await expect(thread.nextCalls(broken)).rejects.toMatchObject({
      facts: { detail: 'The question could not be read.' },
    })
    await expect(thread.nextCalls(turn('Quantas vendas?'))).resolves.toHaveLength(1)
  })
})
