import { z } from 'zod'
import { Chart } from './charts.ts'
import { Id, ResultTable } from './common.ts'

/** Python over the dataset of a chat: `df` is its table, `file_path` the file as uploaded, `pd` and `np` are there. */
export const ExecuteCode = z.object({ chat_id: Id, code: z.string().trim().min(1).max(50_000) })
export type ExecuteCode = z.infer<typeof ExecuteCode>

/** Why code gave no result. The request itself succeeded: the code ran, or was refused with reasons. */
export const CodeError = z.object({
  code: z.string(),
  detail: z.string(),
  /** 1-based line of the code, where known. */
  line: z.int().nullable(),
  /** What the code reaches for that is not there, before anything ran. */
  refusals: z.array(z.object({ line: z.int(), what: z.string(), why: z.string() })),
})

export const CodeResult = z.object({
  stdout: z.string(),
  /** Characters printed beyond what `stdout` holds. */
  stdout_dropped: z.int().nonnegative(),
  /** Value of the last expression as a table; null when the code ends with a statement. */
  result: ResultTable.nullable(),
  charts: z.array(Chart),
  error: CodeError.nullable(),
  /** The isolation that the code ran under. */
  isolation: z.string(),
  dataset_version: z.int().positive(),
  elapsed_ms: z.number(),
})
export type CodeResult = z.infer<typeof CodeResult>
