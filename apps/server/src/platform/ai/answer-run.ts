import type { Answer, AnswerStep, Choice, ExcludedRows } from '@datapilot/contracts'
import type { Actor } from '../actor.ts'
import type { ToolResult } from '../tools/tools.ts'
import type { SubmitAnswerInput } from './answer-protocol.ts'
import type { DataContext } from './data-context.ts'

/** What the loop tells while it runs. */
export interface StepEvent {
  readonly tool: string
  readonly title: string
  readonly state: 'running' | 'done' | 'failed'
  readonly elapsedMs: number | null
  readonly rows: number | null
}

export interface Question {
  readonly id: string
  readonly question: string
  /** Earlier turns, oldest first, as plain text. Never grounds a number. */
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[]
  readonly data: DataContext
  readonly actor: Actor | null
  readonly signal: AbortSignal
  readonly onStep?: (event: StepEvent) => void
}

export interface Outcome {
  readonly answer: Answer
  readonly plan: unknown
  readonly steps: readonly AnswerStep[]
  readonly excluded: readonly ExcludedRows[]
  readonly choices: readonly Choice[]
  readonly followUps: readonly string[]
  readonly tokens: { readonly input: number; readonly output: number }
}

/** What one run of the loop has gathered so far. */
export interface Gathered {
  readonly results: Map<string, ToolResult>
  /** Results that may ground a number: a lookup brings raw values, in which any number may stand. */
  readonly grounds: ToolResult[]
  readonly steps: AnswerStep[]
  submitted: SubmitAnswerInput | null
}
