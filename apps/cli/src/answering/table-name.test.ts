import { describe, expect, it } from 'vitest'
import { tableName } from './table-name.ts'

describe('the name of a table', () => {
  it.each([
    ['/data/Vendas 2024 (final).csv', 'vendas_2024_final'],
    ['açaí.CSV', 'acai'],
    ['2024.csv', 't_2024'],
    ['a.csv.gz', 'a'],
    ['---.csv', 't_table'],
    ['x";DROP TABLE y.csv', 'x_drop_table_y'],
  ])('of %s is %s', (path, name) => {
    expect(tableName(path, new Set())).toBe(name)
  })

  it('is not taken twice', () => {
    expect(tableName('b/vendas.csv', new Set(['vendas', 'vendas_2']))).toBe('vendas_3')
  })
})
