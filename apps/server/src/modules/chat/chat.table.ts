import type { Answer, Choice, Receipt } from '@datapilot/contracts'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'

/** A conversation about one dataset: private to its owner until shared with the organization, then readable only. */
export const chat = datapilot.table(
  'chat',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    datasetId: uuid('dataset_id').notNull(),
    datasetName: text('dataset_name').notNull(),
    fileKey: text('file_key').notNull(),
    title: text().notNull(),
    shared: boolean().notNull().default(false),
    lastTrust: text('last_trust'),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    deletedAt: timestamp('deleted_at', { withTimezone: true, precision: 3 }),
  },
  (table) => [
    index('chat_by_update').on(table.organizationId, table.userId, table.updatedAt.desc(), table.id),
    ...tenantPolicies('chat', {
      write: 'viewer',
      readableWhen: sql`user_id = (select auth.uid()) or shared`,
      writableWhen: sql`user_id = (select auth.uid())`,
    }),
  ],
)

/** One message. Who may read it follows from the chat: the subquery is itself under row security. */
export const chatMessage = datapilot.table(
  'chat_message',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    chatId: uuid('chat_id')
      .notNull()
      .references(() => chat.id, { onDelete: 'cascade' }),
    /** Order inside the chat; the clock may tie. */
    position: integer().generatedAlwaysAsIdentity(),
    role: text().$type<'user' | 'assistant'>().notNull(),
    content: text().notNull(),
    answer: jsonb().$type<Answer>(),
    receipt: jsonb().$type<Receipt>(),
    choices: jsonb().$type<readonly Choice[]>().notNull(),
    followUps: jsonb('follow_ups').$type<readonly string[]>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index('chat_message_by_chat').on(table.chatId, table.position),
    ...tenantPolicies('chat_message', {
      write: 'viewer',
      readableWhen: sql`exists (select 1 from datapilot.chat c where c.id = chat_id)`,
      writableWhen: sql`exists (select 1 from datapilot.chat c where c.id = chat_id and c.user_id = (select auth.uid()))`,
    }),
  ],
)
