import type { Cell, Language, Plan, ResultTable } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { ungroundedNumbers } from '../../../platform/ai/grounding.ts'
import { runPlan } from '../interpret/run-plan.ts'
import { nextQuestions, plan } from '../planner.ts'
import { catalogOf } from '../test-support/catalog-of.ts'
import { QUESTIONS_EN } from '../test-support/questions-en.ts'
import { QUESTIONS_PT, type Case } from '../test-support/questions-pt.ts'
import { SAMPLES, VENDAS } from '../test-support/sample-tables.ts'
import { column, countBy, mean, objects, sumBy, type Row } from '../test-support/truth.ts'
import { answerText } from './answer-text.ts'
import { formatNumber, formatShare } from './format.ts'
import { PlanWords } from './reading.ts'
import { refusalText } from './refusal.ts'

function resultOf(compiled: Plan, name: keyof typeof SAMPLES): ResultTable {
  const rows = (runPlan(compiled, catalogOf(SAMPLES[name])) ?? []).map((row) => [...row])
  return {
    columns: (rows[0] ?? []).map((_, index) => ({ name: `c${index}`, type: 'text' as const })),
    rows,
    row_count: rows.length,
    truncated: false,
  }
}

function say({ table, question }: Pick<Case, 'table' | 'question'>): {
  text: string
  reading: string
  result: ResultTable
  language: Language
} {
  const catalog = catalogOf(SAMPLES[table])
  const outcome = plan(question, { tables: [catalog] })
  if (outcome.kind !== 'plan') throw new Error(`not answered: ${outcome.kind}`)
  const result = resultOf(outcome.plan, table)
  const { language } = outcome
  return {
    text: answerText(outcome.plan, catalog, result, language),
    reading: new PlanWords(catalog, language).plan(outcome.plan),
    result,
    language,
  }
}

describe('answers in words', () => {
  it.each([
    ['vendas', 'Qual a soma do valor total?', 'A soma de VL_TOTAL é R$ 2.725,80.'],
    ['vendas', 'Quantos pedidos foram cancelados?', 'O número de linhas é 2.'],
    ['servidores', 'Quando Pedro Álvares foi admitido?', 'DT_ADMISSAO: 20/01/2020.'],
    ['vendas', 'Qual o percentual de pedidos cancelados?', '12,5% (2 de 16).'],
    ['races', 'What is the highest number of laps?', 'The largest Laps is 70.'],
    ['races', 'Which races were held in the United States?', 'Race: Desert Prize; Coastal Grand Prix.'],
    ['municipios', 'What is the population of Porto Alegre?', 'populacao: 1,332,845.'],
  ] as const)('%s: %s', (table, question, text) => {
    expect(say({ table, question }).text).toBe(text)
  })

  it.each(
    [...QUESTIONS_PT, ...QUESTIONS_EN]
      .filter(({ truth }) => typeof truth !== 'string')
      .map((entry) => [entry.question, entry] as const),
  )('say only numbers of the result: %s', (question, entry) => {
    const { text, result, language } = say(entry)
    expect(
      ungroundedNumbers(
        text,
        language,
        [result],
        question,
        SAMPLES[entry.table].columns.map(({ name }) => name),
      ),
    ).toEqual([])
  })
})

describe('groups in words', () => {
  const sales = objects(VENDAS).map((row): Row => ({ ...row, month: String(row.DT_VENDA).slice(0, 7) }))
  const months = [...sumBy(sales, 'month', column('VL_TOTAL'))].sort(([, a], [, b]) => a - b)
  const [low, high] = [months[0], months.at(-1)]

  it('name the months between which the figure lies, in both languages', () => {
    const spoken = ([month, figure]: readonly [Cell, number] = ['', 0]) =>
      `${formatNumber(figure, 'pt', { unit: 'R$' })} (${String(month).slice(5)}/${String(month).slice(0, 4)})`
    expect(say({ table: 'vendas', question: 'Qual a soma do valor total por mês?' }).text).toBe(
      `Soma de VL_TOTAL por mês: ${months.length} meses, de ${spoken(low)} a ${spoken(high)}.`,
    )
    expect(say({ table: 'vendas', question: 'What is the sum of VL_TOTAL by month?' }).text).toMatch(
      /^Sum of VL_TOTAL by month: \d+ months, from R\$ [\d.,]+ \([A-Z][a-z]{2} 202\d\) to R\$ [\d.,]+ \([A-Z][a-z]{2} 202\d\)\.$/u,
    )
  })

  it('list up to five groups', () => {
    const laps = objects(SAMPLES.races)
    const expected = [...countBy(laps, 'Team').keys()].sort().map((team) => {
      const own = laps.filter((row) => row.Team === team)
      return `${String(team)}: ${formatNumber(mean(own, column('Laps')), 'en')}`
    })
    expect(say({ table: 'races', question: 'average laps by team' }).text).toBe(
      `Mean of Laps by Team: ${expected.join('; ')}.`,
    )
  })
})

describe('questions that may follow', () => {
  it.each([
    ['vendas', 'Qual a soma do valor total?'],
    ['vendas', 'Qual a soma do valor total por cidade?'],
    ['races', 'average laps by team'],
    ['municipios', 'Qual a população total?'],
  ] as const)('are answered themselves: %s, %s', (table, question) => {
    const catalog = catalogOf(SAMPLES[table])
    const outcome = plan(question, { tables: [catalog] })
    if (outcome.kind !== 'plan') throw new Error(`not answered: ${outcome.kind}`)
    const next = nextQuestions(outcome.plan, catalog, outcome.language)
    expect(next.length).toBeGreaterThan(0)
    expect(next.length).toBeLessThanOrEqual(3)
    expect(next.map((asked) => plan(asked, { tables: [catalog] }).kind)).toEqual(next.map(() => 'plan'))
  })
})

describe('the reading of a question', () => {
  it.each([
    [
      'vendas',
      'Qual o faturamento total em março de 2024 por cidade?',
      'soma de VL_TOTAL onde DT_VENDA = março de 2024, por cidade',
    ],
    ['vendas', 'Quantas vendas tiveram valor acima de R$ 200,00?', 'número de linhas onde VL_TOTAL > R$ 200,00'],
    ['servidores', 'Quem tem o maior salário?', 'NM_SERVIDOR, com o maior VR_SALARIO'],
    ['races', 'How many races were not held in Canada?', 'number of rows where not (Country = Canada)'],
  ] as const)('%s: %s', (table, question, reading) => {
    expect(say({ table, question }).reading).toBe(reading)
  })
})

describe('formats', () => {
  it('follow the language', () => {
    expect([formatNumber(1234.56, 'pt'), formatNumber(1234.56, 'en')]).toEqual(['1.234,56', '1,234.56'])
    expect([
      formatNumber(5, 'pt', { unit: 'R$' }),
      formatNumber(5, 'en', { unit: '%' }),
      formatNumber(5, 'en', { unit: 'km' }),
    ]).toEqual(['R$ 5,00', '5%', '5 km'])
    expect([formatNumber(2024, 'pt', { ordinal: true }), formatNumber(0.00123456, 'pt')]).toEqual(['2024', '0,001235'])
    expect(formatShare(1 / 3, 'pt')).toBe('33,33%')
  })
})

describe('refusals', () => {
  it('name the words that stood in the way', () => {
    expect(refusalText('period_not_in_data', ['2019'], 'pt')).toBe(
      'Os dados não têm o período pedido. Palavras em questão: “2019”.',
    )
    expect(refusalText('unsure', ['lucro'], 'pt', catalogOf(SAMPLES.servidores))).toMatch(
      /^Não encontrei coluna nem valor para “lucro”\. Há as colunas: .*VR_SALARIO/u,
    )
    expect(refusalText('period_not_in_data', ['2019'], 'en', catalogOf(SAMPLES.vendas))).toMatch(
      /DT_VENDA goes from \d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}\.$/u,
    )
    expect(refusalText('cause', [], 'en')).toBe(
      'The question asks for a cause or advice, which the data alone cannot give.',
    )
  })
})
