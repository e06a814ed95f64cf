import { and, asc, desc, eq, ilike, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Cursor } from '../../platform/http/cursor.ts'
import { chat, chatMessage } from './chat.table.ts'

export type ChatRow = typeof chat.$inferSelect
export type MessageRow = typeof chatMessage.$inferSelect
export type NewMessage = Pick<MessageRow, 'role' | 'content' | 'answer' | 'receipt' | 'choices' | 'followUps'>

export async function insertChat(
  tx: Transaction,
  actor: Actor,
  values: Pick<ChatRow, 'datasetId' | 'datasetName' | 'fileKey' | 'title'>,
): Promise<ChatRow> {
  const [row] = await tx
    .insert(chat)
    .values({ ...values, organizationId: actor.organizationId, userId: actor.userId })
    .returning()
  if (!row) throw new Error('insert returned no row')
  return row
}

export async function findChat(tx: Transaction, actor: Actor, id: string): Promise<ChatRow | undefined> {
  const mine = and(eq(chat.organizationId, actor.organizationId), eq(chat.id, id), isNull(chat.deletedAt))
  const [row] = await tx.select().from(chat).where(mine)
  return row
}

export async function listChats(
  tx: Transaction,
  actor: Actor,
  page: { limit: number; cursor: Cursor | null; search: string | null; datasetId: string | null },
): Promise<ChatRow[]> {
  const { cursor } = page
  const after = cursor
    ? or(
        lt(chat.updatedAt, sql`${cursor.at}::timestamptz`),
        and(eq(chat.updatedAt, sql`${cursor.at}::timestamptz`), lt(chat.id, cursor.id)),
      )
    : undefined
  const found = page.search === null ? undefined : ilike(chat.title, `%${page.search.replaceAll(/[\\%_]/gu, '\\$&')}%`)
  return tx
    .select()
    .from(chat)
    .where(
      and(
        eq(chat.organizationId, actor.organizationId),
        isNull(chat.deletedAt),
        page.datasetId === null ? undefined : eq(chat.datasetId, page.datasetId),
        found,
        after,
      ),
    )
    .orderBy(desc(chat.updatedAt), desc(chat.id))
    .limit(page.limit)
}

/** Changes a chat of its owner; undefined when it is not theirs. */
export async function updateChat(
  tx: Transaction,
  actor: Actor,
  id: string,
  changes: Partial<Pick<ChatRow, 'title' | 'shared' | 'lastTrust' | 'deletedAt'>>,
): Promise<ChatRow | undefined> {
  const [row] = await tx
    .update(chat)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(and(eq(chat.organizationId, actor.organizationId), eq(chat.userId, actor.userId), eq(chat.id, id)))
    .returning()
  return row
}

/** The newest `limit` messages, oldest first. */
export async function listMessages(tx: Transaction, chatId: string, limit: number): Promise<MessageRow[]> {
  const rows = await tx
    .select()
    .from(chatMessage)
    .where(eq(chatMessage.chatId, chatId))
    .orderBy(desc(chatMessage.position))
    .limit(limit)
  return rows.reverse()
}

export async function findMessage(tx: Transaction, chatId: string, id: string): Promise<MessageRow | undefined> {
  const [row] = await tx
    .select()
    .from(chatMessage)
    .where(and(eq(chatMessage.chatId, chatId), eq(chatMessage.id, id)))
  return row
}

/** The messages up to and including this position, oldest first. */
export async function listMessagesUntil(tx: Transaction, chatId: string, position: number): Promise<MessageRow[]> {
  return tx
    .select()
    .from(chatMessage)
    .where(and(eq(chatMessage.chatId, chatId), lte(chatMessage.position, position)))
    .orderBy(asc(chatMessage.position))
}

export async function insertMessage(
  tx: Transaction,
  actor: Actor,
  chatId: string,
  message: NewMessage,
): Promise<MessageRow> {
  const [row] = await tx
    .insert(chatMessage)
    .values({ ...message, chatId, organizationId: actor.organizationId })
    .returning()
  if (!row) throw new Error('insert returned no row')
  return row
}
