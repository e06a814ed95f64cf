import type { DuckDBConnection } from '@duckdb/node-api'
import type { AggregatePlan, Plan } from '@datapilot/contracts'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogOf } from '../test-support/catalog-of.ts'
import { openSamples, rowsOf } from '../test-support/duckdb.ts'
import { comparable } from '../test-support/same-rows.ts'
import { SAMPLE_PLANS } from '../test-support/sample-plans.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { columnTypes } from './column-types.ts'
import { evidenceSql } from './evidence.sql.ts'
import { measureSql } from './expressions.sql.ts'
import { planSql } from './plan.sql.ts'

let connection: DuckDBConnection

beforeAll(async () => {
  connection = await openSamples()
})

const typesOf = (table: keyof typeof SAMPLES) => columnTypes(catalogOf(SAMPLES[table]))
const plain = (plan: Plan): plan is AggregatePlan => plan.kind === 'aggregate' && !plan.joins
const aggregates = SAMPLE_PLANS.flatMap(([name, table, plan]) => (plain(plan) ? [[name, table, plan] as const] : []))
const lookups = SAMPLE_PLANS.filter(([, , plan]) => plan.kind === 'lookup')

describe('the rows behind an answer', () => {
  it.each(aggregates)('give its first figure again: %s', async (_name, table, plan) => {
    const types = typesOf(table)
    const [first] = plan.measures
    if (!first) throw new Error('a plan without a measure')
    for (const row of await rowsOf(connection, planSql(plan, types))) {
      const behind = evidenceSql(plan, types, plan.groups.length > 0 ? row : null)
      const again = await rowsOf(connection, `SELECT ${measureSql(first, types)} FROM (${behind})`)
      expect(comparable(again)).toEqual(comparable([[row[plan.groups.length] ?? null]]))
    }
  })

  it.each(lookups)(
    'of a lookup are as many as it shows, or more where it shows each value once: %s',
    async (_name, table, plan) => {
      const types = typesOf(table)
      const shown = await rowsOf(connection, planSql(plan, types))
      const behind = await rowsOf(connection, evidenceSql(plan, types, null) ?? '')
      if (plan.kind === 'lookup' && plan.distinct) expect(behind.length).toBeGreaterThanOrEqual(shown.length)
      else expect(behind).toHaveLength(shown.length)
      expect(behind.every((row) => row.length === types.size)).toBe(true)
    },
  )

  it.each(SAMPLE_PLANS)('can be read for every kind of plan: %s', async (_name, table, plan) => {
    const sql = evidenceSql(plan, typesOf(table), null)
    if (plan.kind === 'neighbour') expect(sql).toBeNull()
    else expect((await rowsOf(connection, `SELECT count(*) FROM (${sql})`))[0]?.[0]).toBeGreaterThanOrEqual(0)
  })
})
