import { z } from 'zod'

/**
 * The body of every error (RFC 9457, `application/problem+json`). `code` is stable and documented;
 * `expected` says what would have been accepted; `where` points at the field, line, byte or path.
 */
export const Problem = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string(),
  detail: z.string(),
  expected: z.string().optional(),
  where: z.string().optional(),
  request_id: z.string().optional(),
  /** Extra machine-readable facts, for example the limit that was exceeded. */
  data: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>
