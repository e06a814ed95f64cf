import type { Cell } from '@datapilot/contracts'
import { BENS, CIDADES, PEDIDOS, type TRAP_TABLES } from './trap-tables.ts'
import { column, countBy, mean, median, objects, sum, sumBy, type Row } from './truth.ts'

/** A question with its truth, computed from the rows; or why nothing in the data answers it for certain. */
export interface Trap {
  readonly table: keyof typeof TRAP_TABLES
  readonly question: string
  readonly truth: readonly Cell[] | 'decline' | 'clarify'
}

const v = objects(PEDIDOS)
const m = objects(CIDADES).filter((row) => row.municipio !== 'Total')
const b = objects(BENS)
const value = column('valor')
const current = column('vl_atual')
const is = (name: string, cell: Cell) => (row: Row) => row[name] === cell
const total = (keep: (row: Row) => boolean) => sum(v.filter(keep), value)
const between = (name: string, from: string, to: string) => (row: Row) =>
  String(row[name]) >= from && String(row[name]) <= to
const share = (part: number, whole: number) => [part / whole, part, whole]
const byMonth = v.map((row): Row => ({ ...row, month: String(row.data_venda).slice(0, 7) }))
const stateMonths = [...new Set(byMonth.map((row) => `${String(row.estado)}|${String(row.month)}`))].flatMap((key) => {
  const [state = '', month = ''] = key.split('|')
  return [
    state,
    month,
    sum(
      byMonth.filter((row) => row.estado === state && row.month === month),
      value,
    ),
  ]
})

const vendas = (question: string, truth: Trap['truth']): Trap => ({ table: 'vendas', question, truth })
const municipios = (question: string, truth: Trap['truth']): Trap => ({ table: 'municipios', question, truth })
const bens = (question: string, truth: Trap['truth']): Trap => ({ table: 'bens', question, truth })

/** Questions that are easily read as something else. */
export const TRAPS: readonly Trap[] = [
  // An order without a figure
  vendas('Quais são as melhores lojas?', 'clarify'),
  vendas('Which are the best stores?', 'clarify'),
  vendas('Qual o pior produto?', 'clarify'),
  vendas('What are the top 5 products?', 'clarify'),
  vendas('Qual o produto mais vendido?', 'clarify'),
  vendas('Qual o cliente mais importante?', 'clarify'),
  vendas('Qual a loja mais relevante?', 'clarify'),
  vendas('Qual estado tem mais clientes?', 'clarify'),
  municipios('Qual o maior município?', 'clarify'),
  municipios('Qual o município mais rico?', 'clarify'),
  municipios('Quais os melhores municípios para morar?', 'clarify'),
  municipios('Which region is the best?', 'clarify'),
  bens('Which department has the worst assets?', 'clarify'),
  // A mean per thing of many
  vendas('Qual a quantidade média por pedido?', 'clarify'),
  vendas('What is the average value per order?', 'clarify'),
  // Columns and values that are not there
  vendas('Qual o lucro total por estado?', 'decline'),
  vendas('Qual a margem por produto?', 'decline'),
  vendas('Qual o vendedor com maior valor?', 'decline'),
  vendas('Soma de valor por vendedor', 'decline'),
  vendas('What is the total profit?', 'decline'),
  vendas('Quantos pedidos foram devolvidos?', 'decline'),
  vendas('Qual o valor total à vista?', 'decline'),
  municipios('Qual a população de Recife?', 'decline'),
  municipios('Qual a população urbana de Santos?', 'decline'),
  municipios('What is the urban population of Santos?', 'decline'),
  municipios('Qual o PIB total do Sudeste?', 'decline'),
  municipios('Qual a área média dos municípios do Nordeste em hectares?', 'decline'),
  municipios('Quantas capitais existem?', 'decline'),
  bens('Quantos bens estão quebrados?', 'decline'),
  bens('Quantos bens do fornecedor Alfa?', 'decline'),
  bens('Qual a depreciação média?', 'decline'),
  // Periods: outside of the data, relative to today, in words
  vendas('Qual a soma de valor em 2022?', 'decline'),
  vendas('Qual a soma de valor dos últimos 3 meses?', 'decline'),
  vendas('Qual a soma de valor no primeiro semestre?', 'decline'),
  vendas('Qual a soma de valor em março?', [total((row) => String(row.data_venda).slice(5, 7) === '03')]),
  vendas('Qual a soma de valor entre 01/03/2024 e 30/06/2024?', [
    total(between('data_venda', '2024-03-01', '2024-06-30')),
  ]),
  bens('Quantos bens foram comprados entre 2016 e 2018?', [
    b.filter(between('dt_aquisicao', '2016-01-01', '2018-12-31')).length,
  ]),
  // Places in an order, sets of things
  vendas('Qual o segundo maior valor?', [[...new Set(v.map(value))].sort((a, b) => b - a)[1] ?? null]),
  municipios('Qual o segundo município mais populoso?', 'decline'),
  vendas('Qual vendeu mais, SP ou RJ?', 'clarify'),
  vendas('Quais produtos nunca foram vendidos em SP?', 'decline'),
  vendas('Qual loja não vendeu em março?', 'decline'),
  vendas('Quantas vendas acima da média?', 'decline'),
  // Negation and bounds
  vendas('Quantas vendas que não são de Informática?', [v.filter((row) => row.categoria !== 'Informática').length]),
  vendas('Qual a soma do valor exceto SP?', [total((row) => row.estado !== 'SP')]),
  bens('Qual a soma do valor atual dos bens que não são da Saúde?', [
    sum(
      b.filter((row) => row.secretaria !== 'Saúde'),
      current,
    ),
  ]),
  vendas('Quantas vendas têm quantidade de pelo menos 5?', [v.filter((row) => Number(row.quantidade) >= 5).length]),
  vendas('Quantas vendas com valor menos de R$ 100?', [v.filter((row) => Number(row.valor) < 100).length]),
  municipios('Quantos municípios têm menos de 300 mil habitantes?', [
    m.filter((row) => Number(row.populacao) < 300_000).length,
  ]),
  municipios('Quantos municípios não são do Sudeste?', [m.filter((row) => row.regiao !== 'Sudeste').length]),
  // Two figures, two groups, shares
  vendas('Qual a soma e a média de valor?', [sum(v, value), mean(v, value)]),
  vendas('Qual a soma de valor e de quantidade por estado?', 'decline'),
  vendas('Qual a soma de valor por estado e por mês?', stateMonths),
  vendas('Total value by state and month', stateMonths),
  vendas('Que percentual das vendas é de SP?', share(v.filter(is('estado', 'SP')).length, v.length)),
  vendas('Que percentual do valor vem do Rio de Janeiro?', share(total(is('cidade', 'Rio de Janeiro')), sum(v, value))),
  vendas('What share of value comes from SP?', share(total(is('estado', 'SP')), sum(v, value))),
  // Median, different things, totals in the data, words that are values too
  vendas(
    'Qual a mediana de valor por categoria?',
    [...countBy(v, 'categoria').keys()].flatMap((name) => [name, median(v.filter(is('categoria', name)), value)]),
  ),
  vendas('Quantos clientes diferentes compraram em SP?', [
    new Set(v.filter(is('estado', 'SP')).map((row) => row.cliente)).size,
  ]),
  municipios('Qual a população total?', [sum(m, column('populacao'))]),
  municipios('What is the population per region?', [...sumBy(m, 'regiao', column('populacao'))].flat()),
  municipios('Qual a população de Bom Jesus?', 'clarify'),
  municipios('Qual a média do pib per capita excluindo SP?', [
    mean(
      m.filter((row) => row.uf !== 'SP'),
      column('pib_per_capita'),
    ),
  ]),
  bens('Quantos bens estão em bom estado?', [b.filter(is('conservacao', 'Bom')).length]),
  bens('Qual o valor total dos bens?', 'clarify'),
  bens('Qual o bem mais antigo?', [
    [...b].sort((one, other) => String(one.dt_aquisicao).localeCompare(String(other.dt_aquisicao)))[0]?.descricao ??
      null,
  ]),
]
