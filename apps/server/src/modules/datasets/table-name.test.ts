import { describe, expect, it } from 'vitest'
import { tableNameOf, uniqueTableName } from './table-name.ts'

describe('tableNameOf', () => {
  it.each([
    ['Vendas São Paulo (2024)', 'vendas_sao_paulo_2024'],
    ['2024 vendas', 't_2024_vendas'],
    ['select', 't_select'],
    ['売上', 'dataset'],
    ['"; drop table x; --', 'drop_table_x'],
    ['___', 'dataset'],
  ])('%j becomes %j', (name, expected) => {
    expect(tableNameOf(name)).toBe(expected)
  })

  it('stays within 50 characters and ends in a letter or digit', () => {
    expect(tableNameOf('a '.repeat(100))).toMatch(/^[a-z_]{1,50}(?<!_)$/)
  })
})

describe('uniqueTableName', () => {
  it('counts up past every name that is taken', () => {
    expect(uniqueTableName('sales', new Set())).toBe('sales')
    expect(uniqueTableName('sales', new Set(['sales', 'sales_2', 'sales_4']))).toBe('sales_3')
  })
})
