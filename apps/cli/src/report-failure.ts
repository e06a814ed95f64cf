import type { Problem } from '@datapilot/contracts'
import { AppError } from '@datapilot/server/platform/errors.ts'
import { UsageError } from './usage-error.ts'

const FAILED = 1
const CALLED_WRONGLY = 2

/** Says what went wrong: a problem object on standard output with `--json`, else one sentence on standard error. */
export function reportFailure(error: unknown, json: boolean): number {
  const problem = problemOf(error)
  if (json) process.stdout.write(`${JSON.stringify(problem)}\n`)
  else process.stderr.write(`${sentenceOf(problem)}\n`)
  return error instanceof UsageError ? CALLED_WRONGLY : FAILED
}

function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return error.toProblem()
  if (error instanceof UsageError) {
    const { message: detail, expected } = error
    return { type: 'about:blank', title: 'usage', status: 400, code: 'usage', detail, expected }
  }
  const detail = error instanceof Error ? error.message : 'Something unexpected happened.'
  return { type: 'about:blank', title: 'internal error', status: 500, code: 'internal_error', detail }
}

function sentenceOf({ code, detail, expected, where }: Problem): string {
  const place = where === undefined ? '' : ` (${where})`
  const wish = expected === undefined ? '' : ` Expected: ${expected}.`
  return code === 'usage' ? `${detail}${wish}` : `${code}: ${detail}${place}${wish}`
}
