import type { DatasetSummary } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { preferredLanguage } from '../platform/i18n/index.ts'
import { pickDataset } from './home/pick-dataset.ts'
import { initials } from './shell/initials.ts'

const dataset = (name: string, status: DatasetSummary['status'] = 'ready'): DatasetSummary =>
  ({ id: name, name, status }) as DatasetSummary

describe('the dataset of a question', () => {
  const all = [dataset('estoque_2025'), dataset('vendas lojas 2024'), dataset('clientes', 'reading')]

  it('is the one whose name the question mentions', () => {
    expect(pickDataset('Quanto vendeu cada loja?', all)?.name).toBe('vendas lojas 2024')
    expect(pickDataset('itens em estoque', all)?.name).toBe('estoque_2025')
  })

  it('is the newest one when the words say nothing, and never one that is still being read', () => {
    expect(pickDataset('qual é a média?', all)?.name).toBe('estoque_2025')
    expect(pickDataset('clientes', all)?.name).toBe('estoque_2025')
    expect(pickDataset('clientes', [])).toBeNull()
  })
})

describe('the language', () => {
  it('is the remembered one, else the browser’s, else Portuguese', () => {
    expect(preferredLanguage('en', ['pt-BR'])).toBe('en')
    expect(preferredLanguage(null, ['fr-FR', 'en-GB', 'pt-BR'])).toBe('en')
    expect(preferredLanguage('xx', ['fr'])).toBe('pt')
  })
})

describe('initials', () => {
  it('come from the first and last name', () => {
    expect(initials('Marina da Silva Teles')).toBe('MT')
    expect(initials('ana')).toBe('A')
    expect(initials('')).toBe('')
  })
})
