import type { ChatListItem, DatasetSummary } from '@datapilot/contracts'
import { describe, expect, it } from 'vitest'
import { paletteEntries } from './palette-entries.ts'

const found = {
  datasets: [{ id: 'd1', name: 'vendas 2024' }] as DatasetSummary[],
  chats: [
    { chat_id: 'c1', title: 'Receita por mês' },
    { chat_id: 'c2', title: null },
  ] as ChatListItem[],
  mayReadMembers: false,
}
const t = (key: string): string => key

describe('the palette', () => {
  it('opens with the main pages and what is newest', () => {
    expect(paletteEntries('', found, t).map(({ to }) => to)).toEqual([
      '/',
      '/chats',
      '/datasets',
      '/analyses',
      '/datasets/d1',
      '/chats/c1',
      '/chats/c2',
    ])
  })

  it('finds chats by every word, without accents, and keeps the datasets that the server found', () => {
    expect(paletteEntries('MES receita', found, t).map(({ to }) => to)).toEqual(['/datasets/d1', '/chats/c1'])
  })

  it('offers members only to those who may read them', () => {
    const members = (mayReadMembers: boolean) =>
      paletteEntries('members', { ...found, datasets: [], mayReadMembers }, t).map(({ to }) => to)
    expect(members(false)).toEqual([])
    expect(members(true)).toEqual(['/settings/members'])
  })
})
