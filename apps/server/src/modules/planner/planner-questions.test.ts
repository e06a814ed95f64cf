import type { Cell } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { runPlan } from './interpret/run-plan.ts'
import { plan } from './planner.ts'
import { catalogOf, type SampleTable } from './test-support/catalog-of.ts'
import { QUESTIONS_EN } from './test-support/questions-en.ts'
import { QUESTIONS_PT, type Case } from './test-support/questions-pt.ts'
import { TRAPS } from './test-support/questions-traps.ts'
import { SAMPLES } from './test-support/sample-tables.ts'
import { TRAP_TABLES } from './test-support/trap-tables.ts'

/** Cells in any order; floats to nine digits, because sums depend on the order of addition. */
function bag(cells: readonly Cell[]): string[] {
  return cells.map((cell) => (typeof cell === 'number' ? String(Number(cell.toPrecision(9))) : String(cell))).sort()
}

function answer({ question }: Pick<Case, 'question'>, sample: SampleTable): string[] | 'decline' | 'clarify' {
  const catalog = catalogOf(sample)
  const outcome = plan(question, { tables: [catalog] })
  return outcome.kind === 'plan' ? bag((runPlan(outcome.plan, catalog) ?? []).flat()) : outcome.kind
}

describe.each([
  ['Portuguese', QUESTIONS_PT],
  ['English', QUESTIONS_EN],
] as const)('questions in %s', (_, cases) => {
  it.each(cases.map((entry) => [entry.question, entry] as const))('%s', (_question, entry) => {
    expect(answer(entry, SAMPLES[entry.table])).toEqual(
      typeof entry.truth === 'string' ? entry.truth : bag(entry.truth),
    )
  })
})

describe('questions that are easily read as something else', () => {
  it.each(TRAPS.map((entry) => [entry.question, entry] as const))('%s', (_question, entry) => {
    expect(answer(entry, TRAP_TABLES[entry.table])).toEqual(
      typeof entry.truth === 'string' ? entry.truth : bag(entry.truth),
    )
  })

  it.each(TRAPS.filter(({ truth }) => truth === 'clarify').map((entry) => [entry.question, entry] as const))(
    'offers only choices that are answered: %s',
    (_question, { table, question }) => {
      const tables = [catalogOf(TRAP_TABLES[table])]
      const outcome = plan(question, { tables })
      const choices = outcome.kind === 'clarify' ? outcome.choices : []
      expect(choices.length).toBeGreaterThan(1)
      expect(choices.map((choice) => plan(choice.question, { tables }).kind)).toEqual(choices.map(() => 'plan'))
    },
  )
})

describe('questions asked back', () => {
  it('offers choices that are answered when they are asked', () => {
    const catalog = catalogOf(SAMPLES.municipios)
    const outcome = plan('Qual a população de Rio Branco?', { tables: [catalog] })
    const choices = outcome.kind === 'clarify' ? outcome.choices : []
    const answers = choices.map(({ question }) => {
      const again = plan(question, { tables: [catalog] })
      return again.kind === 'plan' ? runPlan(again.plan, catalog) : again.kind
    })
    expect(answers).toEqual([[[364756]], [[4543]]])
  })

  it('keeps to the columns that a choice names', () => {
    const catalog = catalogOf(SAMPLES.notas)
    const outcome = plan('Qual a soma do valor por cidade?', { tables: [catalog] })
    const choices = outcome.kind === 'clarify' ? outcome.choices : []
    const columns = choices.map(({ question }) => {
      const again = plan(question, { tables: [catalog] })
      return again.kind === 'plan' && again.plan.kind === 'aggregate'
        ? again.plan.measures[0]?.operand?.column
        : again.kind
    })
    expect(columns.sort()).toEqual(['valor_bruto', 'valor_liquido'])
  })
})

describe('a table too large to be tried', () => {
  it.each([
    ['Qual a soma do valor total em Recife?', { kind: 'aggregate', measures: [{ fn: 'sum' }] }],
    ['Quantos pedidos por status?', { kind: 'aggregate', groups: [{ column: 'status' }] }],
    ['Qual o maior valor total?', { kind: 'aggregate', measures: [{ fn: 'max' }] }],
  ])('is read from its profile: %s', (question, expected) => {
    expect(plan(question, { tables: [catalogOf(SAMPLES.vendas, { withRows: false })] })).toMatchObject({
      kind: 'plan',
      plan: expected,
    })
  })
})

describe('a question of a thousand words', () => {
  it('is declined without being read', () => {
    const question = 'Quantas vendas em São Paulo ou Recife com mais de 10 '.repeat(100)
    expect(plan(question, { tables: [catalogOf(SAMPLES.vendas)] })).toMatchObject({
      kind: 'decline',
      reason: 'too_long',
    })
  })
})
