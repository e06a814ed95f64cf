import { describe, expect, it } from 'vitest'
import type { Cell } from '@datapilot/contracts'
import { plan } from '../planner.ts'
import { catalogOf } from '../test-support/catalog-of.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { column, objects, sum, sumBy } from '../test-support/truth.ts'
import { runPlan } from './run-plan.ts'

const table = catalogOf(SAMPLES.vendas)
const v = objects(SAMPLES.vendas)
const total = column('VL_TOTAL')

/** The cells that the last of several questions gives, each in the light of those before. */
function answered(...questions: string[]): Cell[] | string {
  const question = questions.at(-1) ?? ''
  const outcome = plan(question, { tables: [table] }, { earlier: questions.slice(0, -1) })
  return outcome.kind === 'plan' ? (runPlan(outcome.plan, table) ?? []).flat() : outcome.kind
}

const inState = (state: string) => v.filter(({ UF }) => UF === state)

describe('a follow-up', () => {
  it('asks the same of other rows', () => {
    expect(answered('Qual a soma do valor total em SP?', 'e em RJ?')).toEqual([sum(inState('RJ'), total)])
    expect(answered('Qual a soma do valor total em SP?', 'e em RJ?', 'e em PE?')).toEqual([sum(inState('PE'), total)])
  })

  it('asks for fewer rows', () => {
    const paid = inState('SP').filter(({ status }) => status === 'pago')
    expect(answered('Qual a soma do valor total em SP?', 'só os pagos')).toEqual([sum(paid, total)])
  })

  it('asks for groups', () => {
    const groups = [...sumBy(v, 'UF', total)].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    expect(answered('Qual a soma do valor total?', 'e por UF?')).toEqual(groups.flat())
  })

  it('asks for another figure', () => {
    const mean = sum(inState('SP'), total) / inState('SP').length
    expect(answered('Qual a soma do valor total em SP?', 'e a média?')).toEqual([mean])
  })

  it('asks for the other end', () => {
    const [lowest] = [...sumBy(v, 'produto', total)].sort(([, a], [, b]) => a - b)
    expect(answered('Qual produto tem a maior soma do valor total?', 'e o menor?')).toEqual(lowest)
  })

  it('speaks English too', () => {
    expect(answered('What is the sum of VL_TOTAL in SP?', 'and in RJ?')).toEqual([sum(inState('RJ'), total)])
  })

  it('is not answered where a word of it is not understood', () => {
    expect(answered('Qual a soma do valor total em SP?', 'e em Xique-Xique?')).not.toEqual([sum(inState('SP'), total)])
    expect(answered('Qual a soma do valor total em SP?', 'e o lucro?')).toBeTypeOf('string')
  })

  it('is nothing without a question before it', () => {
    expect(answered('e em RJ?')).toBeTypeOf('string')
  })
})
