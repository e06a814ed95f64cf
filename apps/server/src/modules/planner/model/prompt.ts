import type { LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from '@ai-sdk/provider'
import type { ColumnType, ResultTable } from '@datapilot/contracts'
import { z } from 'zod'

/** A tool's result as the loop hands it back. */
export interface ToolOutcome {
  readonly resultId: string | null
  readonly table: ResultTable | null
  readonly error: string | null
}

const Returned = z.object({
  result_id: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  row_count: z.number(),
  truncated: z.boolean(),
})

function outcomeOf(output: LanguageModelV4ToolResultOutput): ToolOutcome {
  if (output.type === 'error-text') return { resultId: null, table: null, error: output.value }
  if (output.type === 'error-json') return { resultId: null, table: null, error: JSON.stringify(output.value) }
  const value: unknown = output.type === 'json' ? output.value : null
  const parsed = Returned.safeParse(value)
  if (!parsed.success) return { resultId: null, table: null, error: 'the tool returned no table' }
  const { result_id, columns, rows, row_count, truncated } = parsed.data
  return {
    resultId: result_id,
    table: {
      columns: columns.map(({ name, type }) => ({ name, type: type as ColumnType })),
      rows,
      row_count,
      truncated,
    },
    error: null,
  }
}

/** Earlier questions that a follow-up may lean on, each through the one before it. */
const MAX_EARLIER = 6

/** The last question of a conversation, those before it and the results of the tools called for it, by call id. */
export function readPrompt(prompt: LanguageModelV4Prompt): {
  question: string
  earlier: readonly string[]
  outcomes: ReadonlyMap<string, ToolOutcome>
} {
  const at = prompt.findLastIndex(({ role }) => role === 'user')
  const asked = prompt
    .slice(0, at + 1)
    .flatMap((message) =>
      message.role === 'user'
        ? [message.content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')]
        : [],
    )
  const question = asked.at(-1) ?? ''
  const outcomes = new Map<string, ToolOutcome>()
  for (const later of prompt.slice(at + 1)) {
    if (later.role !== 'tool') continue
    for (const part of later.content)
      if (part.type === 'tool-result') outcomes.set(part.toolCallId, outcomeOf(part.output))
  }
  return { question, earlier: asked.slice(-1 - MAX_EARLIER, -1), outcomes }
}
