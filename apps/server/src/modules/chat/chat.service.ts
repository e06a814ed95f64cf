import { setTimeout as sleep } from 'node:timers/promises'
import type {
  BranchChat,
  Chat,
  ChatMessage,
  ChatPage,
  ChatStreamEvent,
  ChatSummary,
  InitiateChat,
  InitiatedChat,
  Language,
  SendMessage,
} from '@datapilot/contracts'
import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { ModelFactory } from '../../platform/ai/answer-protocol.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ToolRegistry } from '../../platform/tools/tool-registry.ts'
import { answerInChat } from './chat-answer.ts'
import { DEFAULT_LANGUAGE, summarize, type SummarySigner } from './chat-summary.ts'
import {
  ChatNotFoundError,
  ChatReadOnlyError,
  DatasetNotReadyError,
  DatasetUnreadableError,
  MessageNotFoundError,
} from './chat.errors.ts'
import type { ChatDataset, ChatDatasets } from './chat.ports.ts'
import { presentListItem, presentMessage } from './chat.presenter.ts'
import {
  type ChatRow,
  findChat,
  findMessage,
  insertChat,
  insertMessage,
  listChats,
  listMessages,
  listMessagesUntil,
  type MessageRow,
  type NewMessage,
  updateChat,
} from './chat.repository.ts'

/** Turns that a model sees; older ones stay in the chat. */
const HISTORY_TURNS = 20
/** Messages of one chat that `GET` returns, newest kept. */
const MAX_MESSAGES = 500
/** How long a question waits for a file that is still being read. */
const READY_WITHIN_MS = 25_000
const POLL_MS = 250
const TITLE_LENGTH = 80

export interface ChatDependencies {
  readonly database: Database
  readonly datasets: ChatDatasets
  /** Built when first needed: some tools start processes. */
  readonly tools: () => Promise<ToolRegistry>
  readonly model: ModelFactory
  /** Name and version of the analysis engine, for receipts. */
  readonly engine: string
  readonly signer: SummarySigner
}

/** Conversations about datasets: who may see them, what is stored, and the summary that clients cache. */
export class ChatService {
  readonly #parts: ChatDependencies

  constructor(parts: ChatDependencies) {
    this.#parts = parts
  }

  /** Starts a chat about a dataset or an uploaded file; the summary may still come from a sample (`exact: false`). */
  async initiate(actor: Actor, request: InitiateChat, language: Language | null): Promise<InitiatedChat> {
    requirePermission(actor, 'chat.ask')
    const fileKey = request.file_key ?? request.file_path
    const handle = fileKey === undefined ? { datasetId: request.dataset_id ?? '' } : { fileKey }
    const dataset = await this.#parts.datasets.resolve(actor, handle)
    const { id: datasetId, name } = dataset
    const values = { datasetId, datasetName: name, fileKey: dataset.fileKey, title: name }
    const row = await this.#parts.database.withActor(actor, (tx) => insertChat(tx, actor, values))
    return { chat_id: row.id, history: [], summary: await this.#summary(actor, row.id, dataset, language) }
  }

  async get(actor: Actor, chatId: string, language: Language | null): Promise<Chat> {
    requirePermission(actor, 'chat.ask')
    const { row, messages } = await this.#load(actor, chatId, MAX_MESSAGES)
    const dataset = await this.#parts.datasets.resolve(actor, { datasetId: row.datasetId })
    return {
      chat_id: row.id,
      title: row.title,
      dataset_id: row.datasetId,
      file_path: row.fileKey,
      shared: row.shared,
      mine: row.userId === actor.userId,
      history: messages.map(presentMessage),
      summary: await this.#summary(actor, row.id, dataset, language),
      created_at: row.createdAt.toISOString(),
    }
  }

  async list(
    actor: Actor,
    query: { limit: number; cursor?: string | undefined; q?: string | undefined; dataset_id?: string | undefined },
  ): Promise<z.infer<typeof ChatPage>> {
    requirePermission(actor, 'chat.ask')
    const { limit } = query
    const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor)
    const page = { limit: limit + 1, cursor, search: query.q ?? null, datasetId: query.dataset_id ?? null }
    const rows = await this.#parts.database.withActor(actor, (tx) => listChats(tx, actor, page))
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      items: rows.slice(0, limit).map(presentListItem),
      next_cursor: last ? encodeCursor(last.updatedAt, last.id) : null,
    }
  }

  /**
   * A chat of one's own that begins like another one that one may read.
   *
   * @throws ChatNotFoundError, MessageNotFoundError
   */
  async branch(actor: Actor, chatId: string, request: BranchChat, language: Language | null): Promise<InitiatedChat> {
    requirePermission(actor, 'chat.ask')
    const { row, messages } = await this.#parts.database.withActor(actor, async (tx) => {
      const from = await findChat(tx, actor, chatId)
      if (!from) throw new ChatNotFoundError(chatId)
      const last = await findMessage(tx, chatId, request.message_id)
      if (!last) throw new MessageNotFoundError(request.message_id)
      const { datasetId, datasetName, fileKey, title } = from
      const made = await insertChat(tx, actor, { datasetId, datasetName, fileKey, title })
      const copied: MessageRow[] = []
      for (const message of await listMessagesUntil(tx, chatId, last.position))
        copied.push(await insertMessage(tx, actor, made.id, contentOf(message)))
      return { row: made, messages: copied }
    })
    const dataset = await this.#parts.datasets.resolve(actor, { datasetId: row.datasetId })
    const summary = await this.#summary(actor, row.id, dataset, language)
    return { chat_id: row.id, history: messages.map(presentMessage), summary }
  }

  /** Renames, shares or unshares a chat of one's own. */
  async update(actor: Actor, chatId: string, changes: { title?: string | undefined; shared?: boolean | undefined }) {
    requirePermission(actor, 'chat.ask')
    if (changes.shared !== undefined) requirePermission(actor, 'dataset.write')
    return presentListItem(await this.#change(actor, chatId, changes))
  }

  async remove(actor: Actor, chatId: string): Promise<void> {
    requirePermission(actor, 'chat.ask')
    await this.#change(actor, chatId, { deletedAt: new Date() })
  }

  /**
   * Answers a message. The question is stored before the work starts and the answer before it is returned; a stopped
   * answer leaves the question alone in the chat.
   *
   * @throws DatasetNotReadyError, DatasetUnreadableError, ChatReadOnlyError, ChatNotFoundError; the abort reason on stop.
   */
  async send(
    actor: Actor,
    chatId: string,
    request: SendMessage,
    stream: { readonly signal: AbortSignal; readonly onEvent: (event: ChatStreamEvent) => void },
  ): Promise<{ message: ChatMessage; summary: ChatSummary }> {
    requirePermission(actor, 'chat.ask')
    const { row, messages } = await this.#load(actor, chatId, HISTORY_TURNS)
    if (row.userId !== actor.userId) throw new ChatReadOnlyError(chatId)
    const { dataset, parquetPath, profile } = await this.#ready(actor, row.datasetId, stream.signal)
    const { database, model, tools, engine, signer } = this.#parts
    const question = {
      role: 'user' as const,
      content: request.message,
      answer: null,
      receipt: null,
      choices: [],
      followUps: [],
    }
    const asked = await database.withActor(actor, (tx) => insertMessage(tx, actor, chatId, question))
    const answer = await answerInChat(
      {
        actor,
        messageId: asked.id,
        question: request.message,
        language: request.language ?? null,
        history: messages,
        dataset,
        parquetPath,
        profile,
        ...stream,
      },
      { model, tools: await tools(), engine },
    )
    const first = messages.length === 0 ? { title: request.message.slice(0, TITLE_LENGTH) } : {}
    const stored = await database.withActor(actor, async (tx) => {
      await updateChat(tx, actor, chatId, { ...first, lastTrust: answer.answer?.trust ?? null })
      return insertMessage(tx, actor, chatId, answer)
    })
    const sent = signer.verify(request.summary, { actor, chatId }, dataset.version, new Date())
    const summary = sent?.exact ? sent : await this.#summary(actor, chatId, dataset, request.language ?? null)
    return { message: presentMessage(stored), summary }
  }

  async #load(actor: Actor, chatId: string, limit: number) {
    const found = await this.#parts.database.withActor(actor, async (tx) => {
      const row = await findChat(tx, actor, chatId)
      return row && { row, messages: await listMessages(tx, chatId, limit) }
    })
    if (!found) throw new ChatNotFoundError(chatId)
    return found
  }

  async #change(actor: Actor, chatId: string, changes: Parameters<typeof updateChat>[3]): Promise<ChatRow> {
    const row = await this.#parts.database.withActor(actor, async (tx) => {
      const existing = await findChat(tx, actor, chatId)
      if (!existing) throw new ChatNotFoundError(chatId)
      return updateChat(tx, actor, chatId, changes)
    })
    if (!row) throw new ChatReadOnlyError(chatId)
    return row
  }

  async #summary(actor: Actor, chatId: string, dataset: ChatDataset, language: Language | null): Promise<ChatSummary> {
    const { datasets, signer } = this.#parts
    const profile = (await datasets.exactProfile(actor, dataset)) ?? (await datasets.sampleProfile(actor, dataset))
    const questions = datasets.starterQuestions(profile, language ?? DEFAULT_LANGUAGE)
    return signer.sign(summarize(dataset, profile, questions, new Date()), { actor, chatId })
  }

  /**
   * Waits a little for a file that is still being read: the first question often comes right after the upload. What
   * is known of the values from a sample alone is used only when the exact profile does not come in time.
   */
  async #ready(actor: Actor, datasetId: string, signal: AbortSignal) {
    const { datasets } = this.#parts
    const deadline = Date.now() + READY_WITHIN_MS
    for (;;) {
      const dataset = await datasets.resolve(actor, { datasetId })
      const { name, status, problem, parquetPath } = dataset
      if (problem) throw new DatasetUnreadableError({ name, ...problem })
      const late = Date.now() > deadline
      if (parquetPath !== null) {
        const exact = await datasets.exactProfile(actor, dataset)
        const profile = exact ?? (late ? await datasets.sampleProfile(actor, dataset) : null)
        if (profile) return { dataset, parquetPath, profile }
      }
      if (late) throw new DatasetNotReadyError({ name, status })
      await sleep(POLL_MS, undefined, { signal })
    }
  }
}

function contentOf({ role, content, answer, receipt, choices, followUps }: MessageRow): NewMessage {
  return { role, content, answer, receipt, choices, followUps }
}
