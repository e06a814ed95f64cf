import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Plan } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../../../platform/config.ts'
import { openPythonSandbox, type PythonSandbox } from '../../../platform/sandbox/python-sandbox.ts'
import { runPlan } from '../interpret/run-plan.ts'
import { plan } from '../planner.ts'
import { ANALYSIS_PLANS } from '../test-support/analysis-plans.ts'
import { catalogOf } from '../test-support/catalog-of.ts'
import { openSamples, rowsOf } from '../test-support/duckdb.ts'
import { QUESTIONS_EN } from '../test-support/questions-en.ts'
import { QUESTIONS_PT } from '../test-support/questions-pt.ts'
import { comparable } from '../test-support/same-rows.ts'
import { SAMPLE_PLANS } from '../test-support/sample-plans.ts'
import { SAMPLES } from '../test-support/sample-tables.ts'
import { columnTypes } from './column-types.ts'
import { planPandas } from './plan-pandas.ts'
import { planSql } from './plan.sql.ts'
import { usedColumns } from './used-columns.ts'

let connection: DuckDBConnection
let folder: string
let sandbox: PythonSandbox

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapilot-planner-'))
  connection = await openSamples()
  for (const name of Object.keys(SAMPLES))
    await connection.run(`COPY "${name}" TO '${join(folder, `${name}.parquet`)}' (FORMAT parquet)`)
  sandbox = await openPythonSandbox({ python: loadConfig().pythonHome, workFolder: join(folder, 'slots') })
})

afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the plan's pandas code with only the columns that it says it reads. */
async function byPandas(compiled: Plan, name: keyof typeof SAMPLES): Promise<string[]> {
  const catalog = catalogOf(SAMPLES[name])
  const reply = await sandbox.run({
    code: planPandas(compiled, columnTypes(catalog)),
    tables: [{ name, parquetPath: join(folder, `${name}.parquet`), columns: usedColumns(compiled, catalog) }],
    file: null,
    maxRows: 1000,
    explain: false,
    generated: true,
    signal: AbortSignal.timeout(20_000),
  })
  if (!reply.ok) throw new Error(reply.detail)
  return comparable(reply.result?.rows ?? [])
}

const answered = [...QUESTIONS_PT, ...QUESTIONS_EN].filter(({ truth }) => typeof truth !== 'string')

describe('pandas of a plan', () => {
  it.each(SAMPLE_PLANS)('agrees with the interpreter: %s', async (_name, table, compiled) => {
    expect(await byPandas(compiled, table)).toEqual(comparable(runPlan(compiled, catalogOf(SAMPLES[table])) ?? []))
  })

  it.each(answered.map((entry) => [entry.question, entry] as const))(
    'agrees for the question: %s',
    async (_question, { table, question }) => {
      const catalog = catalogOf(SAMPLES[table])
      const outcome = plan(question, { tables: [catalog] })
      if (outcome.kind !== 'plan') throw new Error('the question is not answered')
      expect(await byPandas(outcome.plan, table)).toEqual(comparable(runPlan(outcome.plan, catalog) ?? []))
    },
  )
})

describe('an analysis in SQL', () => {
  it.each(ANALYSIS_PLANS)('agrees with SciPy: %s', async (_name, analysis) => {
    const types = columnTypes(catalogOf(SAMPLES.vendas))
    const rows = await rowsOf(connection, planSql(analysis, types))
    expect(comparable(rows)).toEqual(await byPandas(analysis, 'vendas'))
    expect(rows.flat()).not.toContain(null)
  })
})
