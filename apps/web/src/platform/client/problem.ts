import type { Problem } from '@datapilot/contracts'

/** An error answer of the server, or a failure to reach it (`code: 'network'`, `status: 0`). */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'ApiError'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

export function networkProblem(detail: string): Problem {
  return { type: 'about:blank', title: 'Network', status: 0, code: 'network', detail }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && typeof (body as Problem).code === 'string'
}

/** Reads an error answer; a body that is no problem document (a proxy's page) becomes `http_<status>`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  if (isProblem(body)) return { ...body, status: response.status }
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http_${response.status}`,
    detail: response.statusText || String(response.status),
  }
}

/** Any thrown value as a problem that can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem
  return { ...networkProblem(error instanceof Error ? error.message : String(error)), code: 'unexpected' }
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
