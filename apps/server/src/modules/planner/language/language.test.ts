import { describe, expect, it } from 'vitest'
import { detectLanguage } from './detect.ts'
import { valueKey } from './fold.ts'
import { inflectionKey, nounKey, rootKey } from './stem.ts'

describe('the language of a question', () => {
  it.each([
    'Qual a média de preço por região?',
    'quantos clientes existem',
    'Liste as cidades',
    'total de vendas por mês',
    'soma de valor_total onde status = pago',
  ])('is Portuguese: %s', (question) => {
    expect(detectLanguage(question)).toBe('pt')
  })

  it.each([
    'What is the average price per region?',
    'how many customers are there',
    'list the cities',
    'total sales by month',
    'Who won?',
    'Attendance',
  ])('is English: %s', (question) => {
    expect(detectLanguage(question)).toBe('en')
  })
})

describe('words that mean the same', () => {
  it.each([
    ['regiões', 'região'],
    ['cidades', 'cidade'],
    ['valores', 'valor'],
    ['jornais', 'jornal'],
    ['homens', 'homem'],
    ['countries', 'country'],
    ['races', 'race'],
  ])('%s and %s share a noun key', (a, b) => {
    expect(nounKey(valueKey(a))).toBe(nounKey(valueKey(b)))
  })

  it.each([
    ['canceladas', 'cancelado'],
    ['pagos', 'paga'],
  ])('%s and %s differ only in their ending', (a, b) => {
    expect(inflectionKey(a)).toBe(inflectionKey(b))
  })

  it('takes nouns and verbs to one root', () => {
    expect(rootKey('directed')).toBe(rootKey('director'))
  })

  it('compares values by their words', () => {
    expect(valueKey('6 - 3 , 6 - 3')).toBe(valueKey('6-3, 6-3'))
    expect(valueKey('São João del-Rei')).toBe('sao joao del rei')
  })
})
