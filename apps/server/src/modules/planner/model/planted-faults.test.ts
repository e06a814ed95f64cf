import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Cell, Plan } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { answerQuestion } from '../../../platform/ai/answer-loop.ts'
import { RunSqlInput } from '../../../platform/ai/answer-protocol.ts'
import { ToolRegistry } from '../../../platform/tools/tool-registry.ts'
import { plan } from '../planner.ts'
import { catalogOf, profileOf, type SampleTable } from '../test-support/catalog-of.ts'
import { columnCheck } from './answer-calls.ts'
import { createPlannerModelFactory } from './planner-model.ts'

const CLIENTES: SampleTable = {
  name: 'clientes',
  columns: [
    { name: 'id_cliente', type: 'integer' },
    { name: 'segmento', type: 'text' },
  ],
  rows: [
    [1, 'Varejo'],
    [2, 'Atacado'],
    [3, 'Varejo'],
  ],
}
const FATURAS: SampleTable = {
  name: 'faturas',
  columns: [
    { name: 'nr_fatura', type: 'integer' },
    { name: 'cliente_id', type: 'integer' },
    { name: 'uf', type: 'text' },
    { name: 'valor', type: 'number' },
    { name: 'desconto', type: 'number' },
  ],
  rows: [
    [10, 1, 'CE', 100, 5],
    [11, 1, 'CE', 50, null],
    [12, 2, 'PI', 300, null],
    [13, 3, 'PI', 25, 2],
    [14, 2, 'CE', 75, 1],
  ],
}
const TYPES = { integer: 'BIGINT', number: 'DOUBLE', text: 'VARCHAR' } as const

async function engineWith(tables: readonly SampleTable[]): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const { name, columns, rows } of tables) {
    const definition = columns.map((column) => `${column.name} ${TYPES[column.type as keyof typeof TYPES]}`)
    await connection.run(`CREATE TABLE ${name} (${definition.join(', ')})`)
    const written = rows.map(
      (row) => `(${row.map((cell) => (typeof cell === 'string' ? `'${cell}'` : String(cell ?? 'NULL'))).join(', ')})`,
    )
    await connection.run(`INSERT INTO ${name} VALUES ${written.join(', ')}`)
  }
  return connection
}

function toolsOver(connection: DuckDBConnection, fault: string | null): ToolRegistry {
  const registry = new ToolRegistry()
  let planted: Promise<unknown> | null = null
  registry.register({
    name: 'run_sql',
    description: 'sql',
    input: RunSqlInput,
    code: ({ sql }) => sql,
    async execute({ sql, purpose }) {
      // The fault comes between what the planner knows and what it asks; statements that run at once all wait for it.
      if (purpose !== 'lookup' && fault) await (planted ??= connection.run(fault))
      const reader = await connection.runAndReadAll(sql)
      const rows = reader
        .getRows()
        .map((row) => row.map((cell): Cell => (typeof cell === 'bigint' ? Number(cell) : (cell as Cell))))
      const columns = reader.columnNames().map((name) => ({ name, type: 'text' as const }))
      return { columns, rows, row_count: rows.length, truncated: false, elapsed_ms: 1 }
    },
  })
  return registry
}

async function asked(question: string, tables: readonly SampleTable[], fault: string | null) {
  const connection = await engineWith(tables)
  const data = {
    tables: tables.map((table) => ({
      name: table.name,
      label: table.name,
      parquetPath: `${table.name}.parquet`,
      profile: profileOf(table),
    })),
    language: null,
  }
  const model = createPlannerModelFactory({ suggestions: false, threshold: null })
  const context = { id: 'q', question, history: [], data, actor: null, signal: AbortSignal.timeout(20_000) }
  const { answer } = await answerQuestion(model, toolsOver(connection, fault), context)
  return {
    trust: answer.trust,
    failed: answer.checks.filter(({ passed }) => !passed).map(({ name }) => name),
    rows: answer.rows,
  }
}

describe('a planted fault turns the answer amber', () => {
  it('without one it is not', async () => {
    expect(await asked('Qual a soma do valor por segmento?', [FATURAS, CLIENTES], null)).toEqual({
      trust: 'single',
      failed: [],
      rows: [
        ['Atacado', 375],
        ['Varejo', 175],
      ],
    })
  })

  it('a key that repeats after all: the join fans out', async () => {
    const fault = "INSERT INTO clientes VALUES (1, 'Varejo')"
    const { trust, failed } = await asked('Qual a soma do valor por segmento?', [FATURAS, CLIENTES], fault)
    expect([trust, failed]).toEqual(['amber', ['join_keeps_rows']])
  })

  it('rows without the value are dropped', async () => {
    const { trust, failed } = await asked('Qual a média do desconto?', [FATURAS], null)
    expect([trust, failed]).toEqual(['amber', ['nulls_dropped']])
  })

  it('a filter that no row meets any more', async () => {
    const fault = "DELETE FROM faturas WHERE uf = 'PI'"
    const { trust, failed } = await asked('Qual a soma do valor em PI?', [FATURAS], fault)
    expect([trust, failed]).toEqual(['amber', ['result_not_empty', 'filter_matches']])
    const counted = await asked('Quantas faturas em PI?', [FATURAS], fault)
    expect([counted.trust, counted.failed]).toEqual(['amber', ['filter_matches']])
  })

  it('another column would have fitted nearly as well', () => {
    const table = catalogOf(FATURAS)
    const outcome = plan('Qual a soma do valor?', { tables: [table] })
    if (outcome.kind !== 'plan' || outcome.plan.kind !== 'aggregate') throw new Error('not answered')
    const [measure] = outcome.plan.measures
    const twin: Plan = {
      ...outcome.plan,
      measures: measure ? [{ ...measure, operand: { column: 'desconto', as: 'value' } }] : [],
    }
    const close = { ...outcome, rivals: [twin], evidence: { ...outcome.evidence, margin: 0.2 } }
    expect(columnCheck(close)).toMatchObject([{ name: 'column_unambiguous', passed: false }])
    expect(columnCheck({ ...close, evidence: { ...outcome.evidence, margin: 1.5 } })).toMatchObject([{ passed: true }])
  })
})
