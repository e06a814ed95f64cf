import type { ChatListItem, DatasetSummary } from '@datapilot/contracts'
import { page } from '../../platform/client/urls.ts'
import { navigation } from '../shell/navigation.ts'

export interface PaletteEntry {
  group: 'pages' | 'datasets' | 'chats'
  to: string
  name: string
}

const MOST = 6
const SETTINGS = ['account', 'organization', 'members', 'keys', 'data'] as const

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Where `search` can go: pages and chats whose name holds every word of it, in any case and without accents, and the
 * datasets that the server found. At most six of each.
 */
export function paletteEntries(
  search: string,
  found: { datasets: readonly DatasetSummary[]; chats: readonly ChatListItem[]; mayReadMembers: boolean },
  t: (key: string) => string,
): PaletteEntry[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  const fits = ({ name }: PaletteEntry): boolean => words.every((word) => folded(name).includes(word))
  const pages: PaletteEntry[] = [
    ...navigation.map(({ id, to }) => ({ group: 'pages' as const, to, name: t(`shell.${id}`) })),
    ...SETTINGS.filter((section) => section !== 'members' || found.mayReadMembers).map((section) => ({
      group: 'pages' as const,
      to: page.settings(section),
      name: `${t('settings.title')}: ${t(`settings.${section}`)}`,
    })),
  ]
  const datasets: PaletteEntry[] = found.datasets.map(({ id, name }) => ({
    group: 'datasets',
    to: page.dataset(id),
    name,
  }))
  const chats: PaletteEntry[] = found.chats.map(({ chat_id, title }) => ({
    group: 'chats',
    to: page.chat(chat_id),
    name: title || t('chat.new'),
  }))
  return [
    pages.filter(fits).slice(0, words.length === 0 ? navigation.length : MOST),
    datasets.slice(0, MOST),
    chats.filter(fits).slice(0, MOST),
  ].flat()
}
