import type { ChatStreamEvent, Language, Profile, Receipt } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import { answerQuestion } from '../../platform/ai/answer-loop.ts'
import type { ModelFactory } from '../../platform/ai/answer-protocol.ts'
import type { Outcome } from '../../platform/ai/answer-run.ts'
import type { ToolRegistry } from '../../platform/tools/tool-registry.ts'
import type { ChatDataset } from './chat.ports.ts'
import type { MessageRow, NewMessage } from './chat.repository.ts'

/** A question in its chat, with everything that answering takes. */
export interface AskedQuestion {
  readonly actor: Actor
  readonly messageId: string
  readonly question: string
  readonly language: Language | null
  readonly history: readonly MessageRow[]
  readonly dataset: ChatDataset
  readonly parquetPath: string
  readonly profile: Profile
  readonly signal: AbortSignal
  readonly onEvent: (event: ChatStreamEvent) => void
}

function receiptOf(outcome: Outcome, dataset: ChatDataset, model: string, engine: string): Receipt {
  return {
    dataset_id: dataset.id,
    dataset_version: dataset.version,
    dataset_hash: dataset.contentHash,
    model,
    engine,
    plan: outcome.plan,
    steps: [...outcome.steps],
    excluded: [...outcome.excluded],
    tokens: outcome.tokens,
    cost: 0,
    created_at: new Date().toISOString(),
  }
}

/** Runs the answer loop over the chat's dataset and shapes the message that is stored. */
export async function answerInChat(
  asked: AskedQuestion,
  parts: { readonly model: ModelFactory; readonly tools: ToolRegistry; readonly engine: string },
): Promise<NewMessage> {
  const { dataset, profile, parquetPath, onEvent } = asked
  const outcome = await answerQuestion(parts.model, parts.tools, {
    id: asked.messageId,
    question: asked.question,
    history: asked.history.map(({ role, content }) => ({ role, content })),
    data: {
      tables: [{ name: dataset.tableName, label: dataset.name, parquetPath, profile }],
      language: asked.language,
    },
    actor: asked.actor,
    signal: asked.signal,
    onStep: ({ tool, title, state, elapsedMs, rows }) => {
      onEvent({ type: 'step', tool, title, state, elapsed_ms: elapsedMs, rows })
    },
  })
  return {
    role: 'assistant',
    content: outcome.answer.text,
    answer: outcome.answer,
    receipt: receiptOf(outcome, dataset, parts.model.id, parts.engine),
    choices: outcome.choices,
    followUps: outcome.followUps,
  }
}
