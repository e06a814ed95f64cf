import { z } from 'zod'
import { ResultTable } from '@datapilot/contracts'

const Spec = z.record(z.string(), z.unknown())

/** What the code reaches for in vain, found before it ran. */
export const PythonRefusal = z.object({ line: z.int(), what: z.string().max(200), why: z.string().max(300) })
export type PythonRefusal = z.infer<typeof PythonRefusal>

const common = { id: z.int(), stdout: z.string().max(100_000), stdout_dropped: z.int().nonnegative() }

/** What the worker sends back. Its content is untrusted: code inside can write to the same channel. */
export const PythonReply = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    ...common,
    /** Null when the code does not end with a value. */
    result: ResultTable.nullable(),
    charts: z.array(z.object({ spec: Spec, data: ResultTable })).max(10),
  }),
  z.object({
    ok: z.literal(false),
    ...common,
    code: z.string().regex(/^python_[a-z_]{1,40}$/u),
    detail: z.string().max(4000),
    /** 1-based line of the person's code, where known. */
    line: z.int().nullable().optional(),
    refusals: z.array(PythonRefusal).max(20).optional(),
  }),
])
export type PythonReply = z.infer<typeof PythonReply>
