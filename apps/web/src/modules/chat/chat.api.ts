import type { ChatStreamEvent } from '@datapilot/contracts'
import { answerOf, client, send } from '../../platform/client/http.ts'
import { readEventData } from '../../platform/client/server-sent-events.ts'
import { api } from '../../platform/client/urls.ts'

const of = (chat_id: string) => ({ path: { chat_id } })

export const chatApi = {
  list: (query: { limit: number; cursor?: string | undefined; q?: string | undefined }) =>
    answerOf(client.GET('/api/v1/chats', { params: { query } })),
  initiate: (dataset_id: string) => answerOf(client.POST('/api/v1/chats', { body: { dataset_id } })),
  get: (id: string) => answerOf(client.GET('/api/v1/chats/{chat_id}', { params: of(id) })),
  share: (id: string, shared: boolean) =>
    answerOf(client.PATCH('/api/v1/chats/{chat_id}', { params: of(id), body: { shared } })),
  remove: (id: string) => answerOf(client.DELETE('/api/v1/chats/{chat_id}', { params: of(id) })),

  rename: (id: string, title: string) =>
    answerOf(client.PATCH('/api/v1/chats/{chat_id}', { params: of(id), body: { title } })),
  /** A chat of one's own that begins like this one, up to and including a message. */
  branch: (id: string, message_id: string) =>
    answerOf(client.POST('/api/v1/chats/{chat_id}/branch', { params: of(id), body: { message_id } })),
  rowsBehind: (
    chat_id: string,
    message_id: string,
    query: { row?: number | undefined; offset: number; limit: number },
    signal: AbortSignal,
  ) =>
    answerOf(
      client.GET('/api/v1/chats/{chat_id}/messages/{message_id}/rows', {
        params: { path: { chat_id, message_id }, query },
        signal,
      }),
    ),
  rerun: (chat_id: string, message_id: string, signal: AbortSignal) =>
    answerOf(
      client.POST('/api/v1/chats/{chat_id}/messages/{message_id}/rerun', {
        params: { path: { chat_id, message_id } },
        signal,
      }),
    ),
  runCode: (chat_id: string, code: string, signal: AbortSignal) =>
    answerOf(client.POST('/api/v1/code-executions', { body: { chat_id, code }, signal })),

  /** Sends a question and yields what happens until the answer stands; aborting `signal` stops the work as well. */
  async *ask(id: string, message: string, signal: AbortSignal): AsyncGenerator<ChatStreamEvent> {
    const response = await send(api.chatMessages(id), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
      signal,
    })
    if (!response.body) return
    for await (const data of readEventData(response.body)) yield JSON.parse(data) as ChatStreamEvent
  },
}
