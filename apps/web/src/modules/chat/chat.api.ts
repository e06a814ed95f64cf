import type { Chat, ChatListItem, ChatPage, ChatStreamEvent, InitiatedChat } from '@datapilot/contracts'
import type { z } from 'zod'
import { call, send } from '../../platform/client/http.ts'
import { readEventData } from '../../platform/client/server-sent-events.ts'
import { api } from '../../platform/client/urls.ts'

export const chatApi = {
  list: (query: { limit?: number; cursor?: string | null; dataset_id?: string }) =>
    call<z.infer<typeof ChatPage>>(api.chats(query)),
  initiate: (dataset_id: string) => call<InitiatedChat>(api.chats(), { method: 'POST', body: { dataset_id } }),
  get: (id: string) => call<Chat>(api.chat(id)),
  rename: (id: string, title: string) => call<ChatListItem>(api.chat(id), { method: 'PATCH', body: { title } }),
  share: (id: string, shared: boolean) => call<ChatListItem>(api.chat(id), { method: 'PATCH', body: { shared } }),
  remove: (id: string) => call<void>(api.chat(id), { method: 'DELETE' }),

  /** Sends a question and yields what happens until the answer stands; aborting `signal` stops the work as well. */
  async *ask(id: string, message: string, signal: AbortSignal): AsyncGenerator<ChatStreamEvent> {
    const response = await send(api.chatMessages(id), {
      method: 'POST',
      body: { message },
      accept: 'text/event-stream',
      signal,
    })
    if (!response.body) return
    for await (const data of readEventData(response.body)) yield JSON.parse(data) as ChatStreamEvent
  },
}
