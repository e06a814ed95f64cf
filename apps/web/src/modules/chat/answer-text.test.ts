import { describe, expect, it } from 'vitest'
import { splitAnswer } from './answer-text.ts'

const figures = (text: string): string[] =>
  splitAnswer(text)
    .filter((part) => part.kind === 'number')
    .map((part) => part.text)

describe('the figures of an answer', () => {
  it('are not the month and year of a date', () => {
    expect(figures('12 meses, de 1.192.981,71 (02/2024) a 1.300.338,79 (03/2024)')).toEqual([
      '12',
      '1.192.981,71',
      '1.300.338,79',
    ])
  })

  it('are found with their currency and percent sign, without the sentence’s punctuation', () => {
    expect(figures('A receita foi R$ 56.476.414,03. Novembro somou 14,8% do ano, 12 meses.')).toEqual([
      'R$ 56.476.414,03',
      '14,8%',
      '12',
    ])
  })

  it('are not dates, months, years or digits inside names', () => {
    expect(figures('Em 2024, de 02/01/2024 a 2024-12-31 (2024-11), vendas_2023 e x1 e SP-12x.')).toEqual([])
  })

  it('keep their sign', () => {
    expect(figures('variou −3,5% e -12')).toEqual(['−3,5%', '-12'])
  })

  it('never lose or change a character of the text', () => {
    for (const text of ['a `b` 1, 2.', '<img src=x onerror=alert(1)> 5', '1.234,56…', '``', 'x 2024 y 3%']) {
      const joined = splitAnswer(text)
        .map((part) => (part.kind === 'code' ? `\`${part.text}\`` : part.text))
        .join('')
      expect(joined).toBe(text)
    }
  })

  it('stand beside names in backticks', () => {
    expect(splitAnswer('soma de `valor_2`: 3')).toEqual([
      { kind: 'text', text: 'soma de ' },
      { kind: 'code', text: 'valor_2' },
      { kind: 'text', text: ': ' },
      { kind: 'number', text: '3' },
    ])
  })
})
