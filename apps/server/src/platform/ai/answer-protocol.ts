import { Choice, Language } from '@datapilot/contracts'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { z } from 'zod'
import type { DataContext } from './data-context.ts'

/** Input of the tool `run_sql`. */
export const RunSqlInput = z.object({
  sql: z.string().min(1).max(50_000),
  /**
   * `answer`: the result is (part of) the answer. `coverage`: one row `rows_read, rows_matched, rows_null` that says
   * how many rows stand behind it. `lookup`: the model looks a value up before it plans.
   */
  purpose: z.enum(['answer', 'coverage', 'lookup', 'check']).default('answer'),
})
export type RunSqlInput = z.infer<typeof RunSqlInput>

/** Input of the tool `run_python`, where the machine offers isolation. Each table is a data frame of that name; the last expression is the result. */
export const RunPythonInput = z.object({
  code: z.string().min(1).max(50_000),
  /** The columns of each table that the code reads; without it every table is loaded whole. */
  columns: z.record(z.string(), z.array(z.string())).optional(),
  purpose: z.enum(['answer', 'second_derivation']).default('second_derivation'),
})
export type RunPythonInput = z.infer<typeof RunPythonInput>

/** Input of the tool `submit_answer`, which ends the loop: the only way for a model to answer. */
export const SubmitAnswerInput = z.object({
  status: z.enum(['answered', 'declined', 'clarify']),
  /** The language of `reading` and `text`. */
  language: Language,
  /** How the question was understood, in the asker's language. */
  reading: z.string().max(2000),
  /** The answer in words. Every number in it must stand in a result, or the answer turns amber. */
  text: z.string().max(8000),
  /** The result that is the answer. */
  result_id: z.string().nullable(),
  /** The result of the second derivation, compared cell by cell with the first. */
  second_result_id: z.string().nullable(),
  /** The result of the coverage query. */
  coverage_result_id: z.string().nullable(),
  choices: z.array(Choice).max(6).default([]),
  follow_ups: z.array(z.string().max(300)).max(4).default([]),
  /** The typed plan of the built-in planner; absent for other models. */
  plan: z.unknown().optional(),
  /** Checks that the model ran by itself, by name. */
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })).default([]),
})
export type SubmitAnswerInput = z.infer<typeof SubmitAnswerInput>

/** Makes the model of one conversation; the built-in planner reads the catalog from `data`, other models from the prompt. */
export interface ModelFactory {
  readonly id: string
  /** True when every statement is compiled from a typed plan, so that no model wrote SQL. */
  readonly generatesSql: boolean
  create(data: DataContext, options: { pythonAvailable: boolean }): LanguageModelV4
}
