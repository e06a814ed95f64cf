import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { columnTypes } from '../compile/column-types.ts'
import { coverageSql } from '../compile/coverage.sql.ts'
import { planSql } from '../compile/plan.sql.ts'
import { runPlan } from '../interpret/run-plan.ts'
import { plan } from '../planner.ts'
import { catalogOf, type SampleTable } from '../test-support/catalog-of.ts'
import { rowsOf } from '../test-support/duckdb.ts'
import { joinedTables } from './joined-table.ts'

const CLIENTES: SampleTable = {
  name: 'clientes',
  columns: [
    { name: 'id_cliente', type: 'integer' },
    { name: 'nome', type: 'text' },
    { name: 'segmento', type: 'text' },
  ],
  rows: [
    [1, 'Ana', 'Varejo'],
    [2, 'Bento', 'Atacado'],
    [3, 'Célia', 'Varejo'],
  ],
}
const FATURAS: SampleTable = {
  name: 'faturas',
  columns: [
    { name: 'nr_fatura', type: 'integer' },
    { name: 'cliente_id', type: 'integer' },
    { name: 'valor', type: 'number' },
  ],
  rows: [
    [10, 1, 100],
    [11, 1, 50],
    [12, 2, 300],
    [13, 3, 25],
    [14, 2, 75],
  ],
}
const tables = [catalogOf(FATURAS), catalogOf(CLIENTES)]
let connection: DuckDBConnection

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run('CREATE TABLE clientes (id_cliente BIGINT, nome VARCHAR, segmento VARCHAR)')
  await connection.run(
    "INSERT INTO clientes VALUES (1, 'Ana', 'Varejo'), (2, 'Bento', 'Atacado'), (3, 'Célia', 'Varejo')",
  )
  await connection.run('CREATE TABLE faturas (nr_fatura BIGINT, cliente_id BIGINT, valor DOUBLE)')
  await connection.run('INSERT INTO faturas VALUES (10, 1, 100), (11, 1, 50), (12, 2, 300), (13, 3, 25), (14, 2, 75)')
})

function planned(question: string) {
  const outcome = plan(question, { tables })
  if (outcome.kind !== 'plan') throw new Error(`not answered: ${outcome.kind}`)
  return outcome
}

describe('two tables with a key', () => {
  it('are joined from many to one only', () => {
    expect(joinedTables(tables).map(({ name, joins }) => [name, joins?.[0]?.table])).toEqual([['faturas', 'clientes']])
  })

  it.each([
    [
      'Qual a soma do valor por segmento?',
      [
        ['Atacado', 375],
        ['Varejo', 175],
      ],
    ],
    ['Qual a soma do valor do segmento Varejo?', [[175]]],
    ['Qual a soma do valor?', [[550]]],
  ])('answer %s', async (question, rows) => {
    const { plan: found, table } = planned(question)
    expect(runPlan(found, table)).toEqual(rows)
    expect(await rowsOf(connection, planSql(found, columnTypes(table)))).toEqual(rows)
  })

  it('say how many rows came out of the join', async () => {
    const { plan: found, table } = planned('Qual a soma do valor por segmento?')
    expect(await rowsOf(connection, coverageSql(found, columnTypes(table)))).toEqual([[5, 5, 5, 0]])
  })

  it('are left apart where the key repeats', () => {
    const repeated = { ...CLIENTES, rows: [...CLIENTES.rows, [3, 'Dora', 'Varejo']] }
    expect(joinedTables([catalogOf(FATURAS), catalogOf(repeated)])).toEqual([])
  })
})
