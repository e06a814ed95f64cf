import type { ChatListItem } from '@datapilot/contracts'
import { daysBetween } from '../../platform/i18n/format.ts'

export interface DayGroup {
  /** `today`, `yesterday`, or the ISO instant of the group's newest chat. */
  day: string
  chats: ChatListItem[]
}

/** Chats under the local day of their last change, in the order given (newest first). */
export function groupByDay(chats: readonly ChatListItem[], now = new Date()): DayGroup[] {
  const groups: (DayGroup & { age: number })[] = []
  for (const chat of chats) {
    const age = daysBetween(new Date(chat.updated_at), now)
    const last = groups.at(-1)
    if (last?.age === age) last.chats.push(chat)
    else groups.push({ day: age === 0 ? 'today' : age === 1 ? 'yesterday' : chat.updated_at, chats: [chat], age })
  }
  return groups.map(({ day, chats: members }) => ({ day, chats: members }))
}
