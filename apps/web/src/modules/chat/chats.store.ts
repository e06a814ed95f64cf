import type { ChatListItem, Problem } from '@datapilot/contracts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { toProblem } from '../../platform/client/problem.ts'
import { chatApi } from './chat.api.ts'

/** The caller's newest chats, and the question that a page hands to the conversation it opens. */
export const useChats = defineStore('chats', () => {
  const items = shallowRef<ChatListItem[] | null>(null)
  const cursor = ref<string | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const pending = new Map<string, string>()

  async function refresh(): Promise<void> {
    try {
      const answer = await chatApi.list({ limit: 50 })
      items.value = answer.items
      cursor.value = answer.next_cursor
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    }
  }

  async function more(): Promise<void> {
    const answer = await chatApi.list({ limit: 50, cursor: cursor.value ?? undefined })
    items.value = [...(items.value ?? []), ...answer.items]
    cursor.value = answer.next_cursor
  }

  /** Opens a conversation about a dataset; the page of the chat then asks `question`. Returns the chat's id. */
  async function start(datasetId: string, question: string): Promise<string> {
    const chat = await chatApi.initiate(datasetId)
    pending.set(chat.chat_id, question)
    return chat.chat_id
  }

  /** A branch of a chat up to a message; the page of the new chat then asks `question`. Returns its id. */
  async function branch(chatId: string, messageId: string, question: string): Promise<string> {
    const chat = await chatApi.branch(chatId, messageId)
    pending.set(chat.chat_id, question)
    return chat.chat_id
  }

  function takePending(chatId: string): string | undefined {
    const question = pending.get(chatId)
    pending.delete(chatId)
    return question
  }

  async function remove(id: string): Promise<void> {
    await chatApi.remove(id)
    items.value = items.value?.filter((item) => item.chat_id !== id) ?? null
  }

  return { items, cursor, problem, refresh, more, start, branch, takePending, remove }
})
