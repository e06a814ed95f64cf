import type { Cell } from '@datapilot/contracts'
import type { SampleTable } from './catalog-of.ts'

const pad = (value: number) => String(value).padStart(2, '0')
const pick = <T>(list: readonly T[], at: number): T => {
  const item = list[at % list.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

const PLACES = [
  ['São Paulo', 'SP', 'Loja Paulista'],
  ['Campinas', 'SP', 'Loja Cambuí'],
  ['Rio de Janeiro', 'RJ', 'Loja Tijuca'],
  ['Niterói', 'RJ', 'Loja Icaraí'],
  ['Salvador', 'BA', 'Loja Barra'],
] as const
const GOODS = [
  ['Notebook', 'Informática', 3200.5],
  ['Mouse', 'Informática', 49.9],
  ['Cadeira', 'Móveis', 410],
  ['Mesa', 'Móveis', 899.99],
  ['Caderno', 'Papelaria', 18.75],
  ['Caneta', 'Papelaria', 2.5],
  ['Lanterna', 'Casa', 35],
] as const

/** Sales of 2024, two lines per order: no profit, no margin, no seller. */
export const PEDIDOS: SampleTable = {
  name: 'vendas_2024',
  columns: [
    { name: 'pedido', type: 'integer' },
    { name: 'data_venda', type: 'date' },
    { name: 'cliente', type: 'text' },
    { name: 'loja', type: 'text' },
    { name: 'cidade', type: 'text' },
    { name: 'estado', type: 'text' },
    { name: 'categoria', type: 'text' },
    { name: 'produto', type: 'text' },
    { name: 'quantidade', type: 'integer' },
    { name: 'valor', type: 'number', unit: 'R$' },
  ],
  rows: Array.from({ length: 84 }, (_, at): Cell[] => {
    const [city, state, store] = pick(PLACES, (at * at + Math.floor(at / 3)) % 11)
    const [product, category, price] = pick(GOODS, at * 3 + Math.floor(at / 5))
    const quantity = 1 + ((at * 7) % 9)
    return [
      5001 + Math.floor(at / 2),
      `2024-${pad(1 + (Math.floor(at / 2) % 12))}-${pad(1 + ((Math.floor(at / 2) * 5) % 28))}`,
      `Cliente ${String.fromCodePoint(65 + (Math.floor(at / 2) % 19))}`,
      store,
      city,
      state,
      category,
      product,
      quantity,
      Math.round(quantity * price * 100) / 100,
    ]
  }),
}

/** Municipalities with a row of the total below them. */
export const CIDADES: SampleTable = {
  name: 'municipios',
  columns: [
    { name: 'municipio', type: 'text' },
    { name: 'uf', type: 'text' },
    { name: 'regiao', type: 'text' },
    { name: 'populacao', type: 'integer' },
    { name: 'area_km2', type: 'number' },
    { name: 'pib_per_capita', type: 'number', unit: 'R$' },
  ],
  rows: [
    ['Sorocaba', 'SP', 'Sudeste', 723682, 450.4, 55230.1],
    ['Santos', 'SP', 'Sudeste', 418608, 281, 51100.4],
    ['Bom Jesus', 'PI', 'Nordeste', 28796, 5471.1, 21500.9],
    ['Bom Jesus', 'SC', 'Sul', 3139, 63.6, 33900.2],
    ['Teresina', 'PI', 'Nordeste', 866300, 1391.3, 25458.3],
    ['Joinville', 'SC', 'Sul', 616317, 1127.9, 60430.8],
    ['Petrolina', 'PE', 'Nordeste', 386791, 4561.9, 19800.5],
    ['Niterói', 'RJ', 'Sudeste', 481749, 133.8, 75412.6],
    ['Petrópolis', 'RJ', 'Sudeste', 278881, 791.1, 47120.7],
    ['Palmas', 'TO', 'Norte', 302692, 2227.4, 32293.9],
    ['Total', null, null, 4106955, 16499.5, null],
  ],
}

const THINGS = ['Mesa de reunião', 'Computador Dell', 'Veículo Gol', 'Cadeira giratória', 'Ar-condicionado']

/** Public assets; a condition of use that is a word of judgement. */
export const BENS: SampleTable = {
  name: 'bens_publicos',
  columns: [
    { name: 'tombo', type: 'integer' },
    { name: 'descricao', type: 'text' },
    { name: 'secretaria', type: 'text' },
    { name: 'dt_aquisicao', type: 'date' },
    { name: 'vl_aquisicao', type: 'number', unit: 'R$' },
    { name: 'vl_atual', type: 'number', unit: 'R$' },
    { name: 'conservacao', type: 'text' },
  ],
  rows: Array.from({ length: 30 }, (_, at): Cell[] => {
    const bought = 800 + ((at * 577) % 9000)
    return [
      90_001 + at,
      pick(THINGS, at * 2 + Math.floor(at / 7)),
      pick(['Saúde', 'Educação', 'Obras'], at + Math.floor(at / 4)),
      `${2015 + (at % 8)}-${pad(1 + ((at * 5) % 12))}-${pad(1 + ((at * 11) % 28))}`,
      bought,
      Math.round(bought * (0.4 + (at % 5) / 10)),
      pick(['Bom', 'Regular', 'Ruim', 'Inservível'], at * 3 + Math.floor(at / 6)),
    ]
  }),
}

/** The tables of the trap questions. */
export const TRAP_TABLES = { vendas: PEDIDOS, municipios: CIDADES, bens: BENS } as const
