import {
  BranchChat,
  Chat,
  ChatListItem,
  ChatListQuery,
  ChatPage,
  Id,
  InitiateChat,
  InitiatedChat,
  MessageAnswer,
  SendMessage,
  UpdateChat,
} from '@datapilot/contracts'
import { z } from 'zod'
import type { App } from '../../platform/http/app.ts'
import { languageOf } from '../../platform/http/language.ts'
import { sendMessage } from './chat-stream.ts'
import type { ChatService } from './chat.service.ts'

const ChatParams = z.object({ chat_id: Id })
const Empty = z.null()

const initiate = { tags: ['chat'], body: InitiateChat, response: { 201: InitiatedChat } }
const read = { tags: ['chat'], params: ChatParams, response: { 200: Chat } }
const message = { tags: ['chat'], params: ChatParams, body: SendMessage, response: { 200: MessageAnswer } }
const list = { tags: ['chat'], querystring: ChatListQuery, response: { 200: ChatPage } }
const update = { tags: ['chat'], params: ChatParams, body: UpdateChat, response: { 200: ChatListItem } }
const branch = { tags: ['chat'], params: ChatParams, body: BranchChat, response: { 201: InitiatedChat } }
const remove = { tags: ['chat'], params: ChatParams, response: { 204: Empty } }

const config = { permission: 'chat.ask' } as const

/** The canonical chat routes, under /api/v1. */
export function registerChatRoutes(app: App, chats: ChatService): void {
  app.get('/chats', { schema: list, config }, (request) => chats.list(request.actor, request.query))
  app.patch('/chats/:chat_id', { schema: update, config }, (request) =>
    chats.update(request.actor, request.params.chat_id, request.body),
  )
  app.delete('/chats/:chat_id', { schema: remove, config }, async (request, reply) => {
    await chats.remove(request.actor, request.params.chat_id)
    return reply.code(204).send(null)
  })
  app.post('/chats/:chat_id/branch', { schema: branch, config }, async (request, reply) => {
    const { actor, params, body } = request
    return reply.code(201).send(await chats.branch(actor, params.chat_id, body, languageOf(request)))
  })
  registerConversation(app, chats, { initiate: '/chats', chat: '/chats/:chat_id', message: '/chats/:chat_id/messages' })
}

/** The same conversation under the paths that the design documents name. */
export function registerChatDocumentRoutes(app: App, chats: ChatService): void {
  registerConversation(app, chats, {
    initiate: '/chat/initiate',
    chat: '/chat/:chat_id',
    message: '/chat/:chat_id/message',
  })
}

function registerConversation(
  app: App,
  chats: ChatService,
  paths: { initiate: string; chat: string; message: string },
): void {
  app.post(paths.initiate, { schema: initiate, config }, async (request, reply) =>
    reply.code(201).send(await chats.initiate(request.actor, request.body, languageOf(request))),
  )
  app.get(paths.chat, { schema: read, config }, (request) =>
    chats.get(request.actor, request.params.chat_id, languageOf(request)),
  )
  app.post(paths.message, { schema: message, config }, async (request, reply) => {
    const chatId = request.params.chat_id
    const exchange = { chatId, request, reply }
    const answer = await sendMessage(exchange, (stream) => chats.send(request.actor, chatId, request.body, stream))
    return answer ?? reply
  })
}
