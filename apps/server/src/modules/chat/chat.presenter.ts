import type { ChatListItem, ChatMessage } from '@datapilot/contracts'
import type { ChatRow, MessageRow } from './chat.repository.ts'

export function presentMessage(row: MessageRow): ChatMessage {
  return {
    id: row.id,
    role: row.role,
    content: row.content,
    answer: row.answer,
    receipt: row.receipt,
    choices: [...row.choices],
    follow_ups: [...row.followUps],
    created_at: row.createdAt.toISOString(),
  }
}

export function presentListItem(row: ChatRow): ChatListItem {
  return {
    chat_id: row.id,
    title: row.title,
    dataset_id: row.datasetId,
    dataset_name: row.datasetName,
    shared: row.shared,
    last_trust: row.lastTrust,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
