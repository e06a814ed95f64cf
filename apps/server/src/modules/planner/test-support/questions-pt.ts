import type { Cell } from '@datapilot/contracts'
import { MUNICIPIOS, SERVIDORES, VENDAS, type SAMPLES } from './sample-tables.ts'
import { column, countBy, mean, median, objects, sum, sumBy, top, type Row } from './truth.ts'

/** A question with its truth, computed from the rows: the cells of the answer in any order, or why there is none. */
export interface Case {
  readonly table: keyof typeof SAMPLES
  readonly question: string
  readonly truth: readonly Cell[] | 'decline' | 'clarify'
}

const v = objects(VENDAS)
const s = objects(SERVIDORES)
const m = objects(MUNICIPIOS)
const total = column('VL_TOTAL')
const salary = column('VR_SALARIO')
const is = (name: string, value: Cell) => (row: Row) => row[name] === value
const inMonth = (month: string) => (row: Row) => String(row.DT_VENDA).startsWith(month)
const pairs = (groups: ReadonlyMap<Cell, number>) => [...groups].flat()

const vendas = (question: string, truth: Case['truth']): Case => ({ table: 'vendas', question, truth })
const servidores = (question: string, truth: Case['truth']): Case => ({ table: 'servidores', question, truth })
const municipios = (question: string, truth: Case['truth']): Case => ({ table: 'municipios', question, truth })

export const QUESTIONS_PT: readonly Case[] = [
  // Counting
  vendas('Quantas vendas foram feitas?', [v.length]),
  vendas('Quantas vendas foram pagas com Pix?', [
    v.filter(is('forma_pagamento', 'Pix')).filter(is('status', 'pago')).length,
  ]),
  vendas('Quantos pedidos foram cancelados?', [v.filter(is('status', 'cancelado')).length]),
  vendas('Quantas cidades diferentes existem?', [4]),
  vendas('Quantos produtos distintos foram vendidos em Recife?', [
    new Set(v.filter(is('cidade', 'Recife')).map((row) => row.produto)).size,
  ]),
  vendas('quantos pedidos de SAO PAULO estao pagos', [
    v.filter(is('cidade', 'São Paulo')).filter(is('status', 'pago')).length,
  ]),
  vendas('Quantas vendas não foram em dinheiro?', [v.filter((row) => row.forma_pagamento !== 'Dinheiro').length]),
  vendas('Quantos pedidos estão sem vendedor?', [v.filter(is('vendedor', null)).length]),
  vendas('Quantas linhas têm vendedor em branco?', [v.filter(is('vendedor', null)).length]),
  servidores('Quantos servidores trabalham na Educação?', [s.filter(is('DS_SECRETARIA', 'Educação')).length]),
  servidores('Quantos motoristas existem?', [s.filter(is('DS_CARGO', 'Motorista')).length]),
  municipios('Quantos municípios há no Nordeste?', [m.filter(is('regiao', 'Nordeste')).length]),
  // Sums and means
  vendas('Qual a soma do valor total?', [sum(v, total)]),
  vendas('Qual o valor total das vendas em Belo Horizonte?', [sum(v.filter(is('cidade', 'Belo Horizonte')), total)]),
  vendas('Qual foi o faturamento total em março de 2024?', [sum(v.filter(inMonth('2024-03')), total)]),
  vendas(
    'Qual a média do valor total por cidade?',
    pairs(new Map([...countBy(v, 'cidade').keys()].map((city) => [city, mean(v.filter(is('cidade', city)), total)]))),
  ),
  vendas('Qual a média da quantidade vendida de Café torrado?', [
    mean(v.filter(is('produto', 'Café torrado')), column('QTD')),
  ]),
  servidores('Qual o salário médio?', [mean(s, salary)]),
  servidores('Qual a mediana do salário na Saúde?', [median(s.filter(is('DS_SECRETARIA', 'Saúde')), salary)]),
  servidores('Qual a média de idade dos servidores da Fazenda?', [
    mean(s.filter(is('DS_SECRETARIA', 'Fazenda')), column('idade')),
  ]),
  servidores(
    'média salarial por secretaria',
    pairs(
      new Map(
        [...countBy(s, 'DS_SECRETARIA').keys()].map((name) => [
          name,
          mean(s.filter(is('DS_SECRETARIA', name)), salary),
        ]),
      ),
    ),
  ),
  municipios('Qual a população total da região Sul?', [sum(m.filter(is('regiao', 'Sul')), column('populacao'))]),
  municipios('Soma da área dos municípios do Sudeste', [sum(m.filter(is('regiao', 'Sudeste')), column('area_km2'))]),
  // Extremes
  vendas('Qual o maior valor total?', [450.9]),
  vendas('Qual a menor quantidade vendida?', [4]),
  servidores('Qual o maior salário?', [17250]),
  servidores('Quem tem o maior salário?', ['Joana d’Arc']),
  servidores('Quem é o servidor mais velho?', ['Severino Ramos']),
  servidores('Qual servidor tem o menor salário?', ['Severino Ramos']),
  servidores('Quais são os 3 maiores salários?', [
    'Joana d’Arc',
    17250,
    'Luíza Andrade',
    14500,
    'Beatriz Nunes',
    13900,
  ]),
  municipios('Qual município tem a maior população?', ['São Paulo']),
  municipios('Qual é o município menos populoso da região Sul?', ['Porto Alegre']),
  municipios('Qual o município com menor área?', ['Recife']),
  municipios('Quais os 2 municípios com maior área?', ['Rio Branco', 8834.9, 'São Paulo', 1521.2]),
  // Groups
  vendas('Total de vendas por forma de pagamento', pairs(sumBy(v, 'forma_pagamento', total))),
  vendas('Quantos pedidos por status?', pairs(countBy(v, 'status'))),
  vendas('Número de pedidos em cada cidade', pairs(countBy(v, 'cidade'))),
  vendas('Qual cidade tem mais pedidos?', ['São Paulo', 6]),
  vendas('Qual categoria teve o maior valor total?', top(sumBy(v, 'categoria', total), 1)),
  vendas('Top 3 produtos por valor total', top(sumBy(v, 'produto', total), 3)),
  vendas(
    'Qual vendedor vendeu mais?',
    top(
      sumBy(
        v.filter((row) => row.vendedor !== null),
        'vendedor',
        total,
      ),
      1,
    ),
  ),
  vendas(
    'Valor total por mês',
    pairs(
      sumBy(
        v.map((row) => ({ ...row, month: String(row.DT_VENDA).slice(0, 7) })),
        'month',
        total,
      ),
    ),
  ),
  vendas(
    'Quantidade de pedidos por ano',
    pairs(
      countBy(
        v.map((row) => ({ ...row, year: Number(String(row.DT_VENDA).slice(0, 4)) })),
        'year',
      ),
    ),
  ),
  // Tests on numbers and dates
  vendas('Quantas vendas tiveram valor acima de R$ 200,00?', [v.filter((row) => Number(row.VL_TOTAL) > 200).length]),
  vendas('Quantos pedidos com quantidade entre 10 e 20?', [
    v.filter((row) => Number(row.QTD) >= 10 && Number(row.QTD) <= 20).length,
  ]),
  vendas('Quantos pedidos foram feitos em 2023?', [4]),
  vendas('Quantas vendas ocorreram no primeiro trimestre de 2024?', [8]),
  vendas('Quantas vendas houve depois de 31/03/2024?', [4]),
  vendas('Qual a soma do valor total entre 01/01/2024 e 31/01/2024?', [sum(v.filter(inMonth('2024-01')), total)]),
  vendas('Quantas vendas em 15/03/2024?', [1]),
  servidores('Quais servidores ganham mais de R$ 10 mil?', ['Luíza Andrade', 'Joana d’Arc', 'Beatriz Nunes']),
  servidores('Quantos servidores têm mais de 50 anos?', [3]),
  servidores('Quantos servidores foram admitidos antes de 2000?', [3]),
  municipios('Quantos municípios têm mais de 1 milhão de habitantes?', [
    m.filter((row) => Number(row.populacao) > 1e6).length,
  ]),
  municipios('Quais municípios têm menos de 100 mil habitantes?', ['Rio Branco', 'São João del-Rei']),
  // Lookups
  servidores('Qual o cargo de Tereza Cristina?', ['Enfermeira']),
  servidores('Qual é o salário da Luíza Andrade?', [14500]),
  servidores('Quando Pedro Álvares foi admitido?', ['2020-01-20']),
  municipios('Qual a população de Curitiba?', [1773718]),
  municipios('Em que região fica Salvador?', ['Nordeste']),
  municipios('Qual a área de São João del-Rei?', [1452]),
  municipios('Qual a população de Rio Branco no Acre (AC)?', [364756]),
  // Shares and differences
  vendas('Qual o percentual de pedidos cancelados?', [2 / 16, 2, 16]),
  municipios('Qual a diferença de população entre Recife e Salvador?', [2417678 - 1488920, 1488920, 2417678]),
  // Refusals
  vendas('Qual será o valor total em 2025?', 'decline'),
  vendas('Por que as vendas caíram em fevereiro?', 'decline'),
  vendas('Qual o lucro em São Paulo?', 'decline'),
  vendas('Qual foi o valor total em 2019?', 'decline'),
  vendas('Qual o valor total das vendas em Manaus?', 'decline'),
  servidores('Qual o endereço de Tereza Cristina?', 'decline'),
  servidores('Quantos filhos tem a Luíza Andrade?', 'decline'),
  municipios('Qual o prefeito de Curitiba?', 'decline'),
  municipios('Qual a população de Rio Branco?', 'clarify'),
]
