import { z } from 'zod'
import { Cell, Id, ResultColumn, Timestamp } from './common.ts'

/** See the product's definition: checked, single, amber, none. */
export const Trust = z.enum(['checked', 'single', 'amber', 'none'])
export type Trust = z.infer<typeof Trust>

export const AnswerStatus = z.enum(['answered', 'declined', 'clarify', 'error'])
export type AnswerStatus = z.infer<typeof AnswerStatus>

/** One named check of an answer. Names are stable: `numbers_grounded`, `two_derivations_agree`, `parts_add_up`, … */
export const Check = z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })
export type Check = z.infer<typeof Check>

/** A choice offered when the question has two close readings; `question` is asked again when it is picked. */
export const Choice = z.object({ label: z.string(), question: z.string() })
export type Choice = z.infer<typeof Choice>

/** The stable outcome of one question; the command line prints exactly this with `--json`. */
export const Answer = z.object({
  id: z.string(),
  status: AnswerStatus,
  trust: Trust,
  /** How the question was understood, in the asker's language. */
  reading: z.string(),
  text: z.string(),
  /** Set when the answer is one scalar. */
  value: Cell,
  columns: z.array(ResultColumn),
  rows: z.array(z.array(Cell)),
  sql: z.string().nullable(),
  python: z.string().nullable(),
  checks: z.array(Check),
  rows_read: z.int().nonnegative().nullable(),
  rows_excluded: z.int().nonnegative().nullable(),
  elapsed_ms: z.number(),
})
export type Answer = z.infer<typeof Answer>

/** Why rows were left out of an answer. */
export const ExcludedRows = z.object({
  reason: z.enum(['filter', 'null', 'rejected']),
  detail: z.string(),
  rows: z.int().nonnegative(),
})
export type ExcludedRows = z.infer<typeof ExcludedRows>

/** One tool call, as the conversation shows it. */
export const AnswerStep = z.object({
  tool: z.string(),
  title: z.string(),
  code: z.string().nullable(),
  result_id: z.string().nullable(),
  rows: z.int().nonnegative().nullable(),
  elapsed_ms: z.number(),
  error: z.string().nullable(),
})
export type AnswerStep = z.infer<typeof AnswerStep>

/** What anybody needs to check an answer. */
export const Receipt = z.object({
  dataset_id: Id.nullable(),
  dataset_version: z.int().positive().nullable(),
  /** SHA-256 of the dataset version's bytes. */
  dataset_hash: z.string().nullable(),
  model: z.string(),
  engine: z.string(),
  plan: z.unknown(),
  steps: z.array(AnswerStep),
  excluded: z.array(ExcludedRows),
  tokens: z.object({ input: z.int().nonnegative(), output: z.int().nonnegative() }),
  /** In US dollars. */
  cost: z.number().nonnegative(),
  created_at: Timestamp,
})
export type Receipt = z.infer<typeof Receipt>
