import type { DuckDBConnection } from '@duckdb/node-api'
import type { Plan } from '@datapilot/contracts'
import { beforeAll, describe, expect, it } from 'vitest'
import { runPlan } from '../interpret/run-plan.ts'
import { plan } from '../planner.ts'
import { catalogOf } from '../test-support/catalog-of.ts'
import { openSamples, rowsOf } from '../test-support/duckdb.ts'
import { QUESTIONS_EN } from '../test-support/questions-en.ts'
import { QUESTIONS_PT } from '../test-support/questions-pt.ts'
import { comparable } from '../test-support/same-rows.ts'
import { SAMPLE_PLANS } from '../test-support/sample-plans.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { columnTypes } from './column-types.ts'
import { coverageSql } from './coverage.sql.ts'
import { planSql } from './plan.sql.ts'

let connection: DuckDBConnection

beforeAll(async () => {
  connection = await openSamples()
})

async function bySql(compiled: Plan, name: keyof typeof SAMPLES): Promise<string[]> {
  return comparable(await rowsOf(connection, planSql(compiled, columnTypes(catalogOf(SAMPLES[name])))))
}

function byInterpreter(compiled: Plan, name: keyof typeof SAMPLES): string[] {
  return comparable(runPlan(compiled, catalogOf(SAMPLES[name])) ?? [])
}

const answered = [...QUESTIONS_PT, ...QUESTIONS_EN].filter(({ truth }) => typeof truth !== 'string')

describe('SQL of a plan', () => {
  it.each(SAMPLE_PLANS)('agrees with the interpreter: %s', async (_name, table, compiled) => {
    expect(await bySql(compiled, table)).toEqual(byInterpreter(compiled, table))
  })

  it.each(answered.map((entry) => [entry.question, entry] as const))(
    'agrees for the question: %s',
    async (_question, { table, question }) => {
      const outcome = plan(question, { tables: [catalogOf(SAMPLES[table])] })
      if (outcome.kind !== 'plan') throw new Error('the question is not answered')
      expect(await bySql(outcome.plan, table)).toEqual(byInterpreter(outcome.plan, table))
    },
  )

  it('keeps the order of a ranking', async () => {
    const [, , ranking] = SAMPLE_PLANS.find(([name]) => name === 'lookup in order') ?? []
    const rows = ranking ? await rowsOf(connection, planSql(ranking, columnTypes(catalogOf(SAMPLES.races)))) : []
    expect(rows).toEqual([
      ['Coastal Grand Prix', 70],
      ['Night Race', 62],
      ['Desert Prize', 61],
    ])
  })
})

describe('coverage of a plan', () => {
  const types = columnTypes(catalogOf(SAMPLES.vendas))

  it('counts rows read, rows that meet the filter, and rows without the value', async () => {
    const missing: Plan = {
      kind: 'aggregate',
      table: 'vendas',
      filter: { op: 'in', column: 'cidade', values: ['São Paulo'] },
      measures: [{ fn: 'count_distinct', operand: { column: 'vendedor', as: 'value' }, second: null, q: null }],
      groups: [],
      having: null,
      direction: null,
      limit: null,
      share: false,
    }
    expect(await rowsOf(connection, coverageSql(missing, types))).toEqual([[16, 6, 1]])
  })

  it('counts the rows of both sides of a comparison', async () => {
    const [, , compared] = SAMPLE_PLANS.find(([name]) => name === 'difference') ?? []
    expect(compared && (await rowsOf(connection, coverageSql(compared, types)))).toEqual([[16, 10, 0]])
  })
})
