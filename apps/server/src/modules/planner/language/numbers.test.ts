import { describe, expect, it } from 'vitest'
import { findNumbers } from './numbers.ts'

const values = (text: string, language: 'pt' | 'en') => findNumbers(text, language).map(({ value }) => value)

describe('numbers in a question', () => {
  it.each([
    ['R$ 1.000.000,00', 1_000_000],
    ['1 milhão', 1_000_000],
    ['2,5 milhões', 2_500_000],
    ['10 mil', 10_000],
    ['1.234', 1234],
    ['1.234,56', 1234.56],
    ['0,5', 0.5],
    ['-3,2', -3.2],
    ['12,5%', 12.5],
    ['dois', 2],
    ['10k', 10_000],
  ])('reads %s as Portuguese', (text, value) => {
    expect(values(text, 'pt')).toEqual([value])
  })

  it.each([
    ['1,000,000.00', 1_000_000],
    ['$128,152,301', 128_152_301],
    ['1.5 million', 1_500_000],
    ['1,234', 1234],
    ['0.174', 0.174],
    ['1.234', 1.234],
    ['three', 3],
    ['5 thousand', 5000],
  ])('reads %s as English', (text, value) => {
    expect(values(text, 'en')).toEqual([value])
  })

  it('reads what only the other convention can have written', () => {
    expect(values('more than 1.000.000,00', 'en')).toEqual([1_000_000])
    expect(values('acima de 0.174', 'pt')).toEqual([0.174])
  })

  it('leaves digits inside words alone', () => {
    expect(values('a quadra c11 e o B2B', 'pt')).toEqual([])
  })

  it('says what stands beside the number', () => {
    expect(findNumbers('R$ 10 e 20%', 'pt')).toMatchObject([
      { money: true, percent: false },
      { money: false, percent: true },
    ])
  })
})
