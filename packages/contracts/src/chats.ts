import { z } from 'zod'
import { Answer, Choice, Receipt } from './answers.ts'
import { ColumnType, Id, Language, PageQuery, Timestamp, pageOf } from './common.ts'
import { FileKey } from './uploads.ts'
import { ColumnKind } from './column-profile.ts'

/**
 * The statistical summary a client caches and sends back. `signature` covers its exact content, bound to
 * organization, user, chat, dataset version and expiry.
 */
export const ChatSummary = z.object({
  dataset_id: Id,
  name: z.string(),
  table_name: z.string(),
  version: z.int().positive(),
  exact: z.boolean(),
  rows: z.int().nonnegative().nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: ColumnType,
      kind: ColumnKind,
      missing_share: z.number().nullable(),
      distinct: z.int().nonnegative().nullable(),
    }),
  ),
  starter_questions: z.array(z.string()),
  expires_at: Timestamp,
  signature: z.string(),
})
export type ChatSummary = z.infer<typeof ChatSummary>

export const ChatMessage = z.object({
  id: Id,
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  answer: Answer.nullable(),
  receipt: Receipt.nullable(),
  choices: z.array(Choice),
  follow_ups: z.array(z.string()),
  created_at: Timestamp,
})
export type ChatMessage = z.infer<typeof ChatMessage>

export const InitiateChat = z
  .object({ file_path: FileKey.optional(), file_key: FileKey.optional(), dataset_id: Id.optional() })
  .refine((body) => [body.file_path, body.file_key, body.dataset_id].filter(Boolean).length === 1, {
    message: 'exactly one of file_path, file_key, dataset_id',
  })
export type InitiateChat = z.infer<typeof InitiateChat>

export const InitiatedChat = z.object({ chat_id: Id, history: z.array(ChatMessage), summary: ChatSummary })
export type InitiatedChat = z.infer<typeof InitiatedChat>

export const SendMessage = z.object({
  message: z.string().trim().min(1).max(4000),
  language: Language.optional(),
  history: z.array(z.unknown()).max(1000).optional(),
  summary: z.unknown().optional(),
})
export type SendMessage = z.infer<typeof SendMessage>

/** The answer to a message: the stored assistant message, and its text once more for simple clients. */
export const MessageAnswer = z.object({
  chat_id: Id,
  answer: z.string(),
  message: ChatMessage,
  summary: ChatSummary.nullable(),
})
export type MessageAnswer = z.infer<typeof MessageAnswer>

export const Chat = z.object({
  chat_id: Id,
  title: z.string(),
  dataset_id: Id,
  file_path: FileKey,
  /** Readable by the whole organization. */
  shared: z.boolean(),
  /** False for a chat that somebody else shared: it can be read, not continued. */
  mine: z.boolean(),
  history: z.array(ChatMessage),
  summary: ChatSummary,
  created_at: Timestamp,
})
export type Chat = z.infer<typeof Chat>

export const ChatListItem = Chat.pick({
  chat_id: true,
  title: true,
  dataset_id: true,
  shared: true,
  created_at: true,
}).extend({
  dataset_name: z.string(),
  last_trust: z.string().nullable(),
  updated_at: Timestamp,
})
export type ChatListItem = z.infer<typeof ChatListItem>
export const ChatListQuery = PageQuery.extend({ q: z.string().max(200).optional(), dataset_id: Id.optional() })
export const UpdateChat = z
  .object({ title: z.string().trim().min(1).max(200), shared: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { message: 'title or shared' })
export const ChatPage = pageOf(ChatListItem)

/** Server-sent events of a streamed answer, in order: step*, message, done | error. */
export const ChatStreamEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('step'),
    tool: z.string(),
    title: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    elapsed_ms: z.number().nullable(),
    rows: z.int().nullable(),
  }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('message'), message: ChatMessage }),
  z.object({ type: z.literal('error'), code: z.string(), detail: z.string() }),
])
export type ChatStreamEvent = z.infer<typeof ChatStreamEvent>
