import type { ResultTable } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { ungroundedNumbers } from './grounding.ts'

function table(names: string[], rows: ResultTable['rows'], rowCount = rows.length): ResultTable {
  return { columns: names.map((name) => ({ name, type: 'text' })), rows, row_count: rowCount, truncated: false }
}

describe('ungroundedNumbers', () => {
  it('accepts numbers that a cell rounds to at the digits written, in the separators of the language', () => {
    const result = table(['total'], [['56476414.03']])
    expect(ungroundedNumbers('A receita foi R$ 56.476.414,03.', 'pt', [result], '')).toEqual([])
    expect(ungroundedNumbers('Revenue was R$ 56,476,414.03.', 'en', [result], '')).toEqual([])
    expect(ungroundedNumbers('Cerca de 56,5 milhões.', 'pt', [result], '')).toEqual([])
  })

  it('names a number that no cell holds', () => {
    expect(ungroundedNumbers('Foram 58 vendas.', 'pt', [table(['n'], [[57]])], 'quantas vendas?')).toEqual(['58'])
    expect(ungroundedNumbers('Cerca de 56,4 milhões.', 'pt', [table(['n'], [[56476414.03]])], '')).toEqual(['56,4'])
  })

  it('does not read Portuguese separators as English ones', () => {
    expect(ungroundedNumbers('O total é 1.234.', 'pt', [table(['n'], [[1.234]])], '')).toEqual(['1.234'])
    expect(ungroundedNumbers('The total is 1,23,4.', 'en', [table(['n'], [[1234]])], '')).toEqual(['1,23,4'])
  })

  it('accepts shares as per cent and negative changes in words', () => {
    const result = table(['share', 'change'], [[0.1484, -0.231]])
    expect(ungroundedNumbers('14,8% do total, queda de 23,1%.', 'pt', [result], '')).toEqual([])
    expect(ungroundedNumbers('14,9% do total.', 'pt', [result], '')).toEqual(['14,9'])
  })

  it('takes a month of a series as it is written', () => {
    const series = table(['month', 'total'], [['2024-02', 7]])
    expect(ungroundedNumbers('7 em 02/2024.', 'pt', [series], '')).toEqual([])
    expect(ungroundedNumbers('7 in Feb 2024.', 'en', [series], '')).toEqual([])
    expect(ungroundedNumbers('7 em 03/2024.', 'pt', [series], '')).not.toEqual([])
  })

  it('takes digits of quoted names and dates as parts of them', () => {
    const result = table(['loja 7', 'dia', 'n'], [['Filial 12 - Centro', '2024-11-03', 5]])
    const text = 'Em 03/11/2024 a Filial 12 - Centro (loja 7) vendeu 5; novembro de 2024 foi o melhor mês.'
    expect(ungroundedNumbers(text, 'pt', [result], '')).toEqual([])
    expect(ungroundedNumbers('A Filial 13 vendeu 5.', 'pt', [result], '')).toEqual(['13'])
  })

  it('accepts numbers of the question and the number of rows', () => {
    const result = table(['nome'], [['Ana'], ['Bia']], 42)
    expect(
      ungroundedNumbers('42 clientes com mais de 30 anos.', 'pt', [result], 'clientes com mais de 30 anos'),
    ).toEqual([])
  })
})
