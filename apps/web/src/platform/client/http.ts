import createClient from 'openapi-fetch'
import { ApiError, isAborted, networkProblem, problemOf } from './problem.ts'
import type { paths } from './schema.d.ts'

const unauthorized = new Set<() => void>()

/** Called whenever the server says that there is no session (any more). */
export function onUnauthorized(listener: () => void): () => void {
  unauthorized.add(listener)
  return () => unauthorized.delete(listener)
}

/**
 * `fetch` with the session cookie of this origin and the language of the page.
 * @throws {ApiError} for every status that is not 2xx and when the server cannot be reached; an aborted call stays an
 * AbortError
 */
export async function send(input: RequestInfo, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(input instanceof Request ? input.headers : init.headers)
  headers.set('accept-language', document.documentElement.lang)
  let response: Response
  try {
    response = await fetch(input, { ...init, headers, credentials: 'same-origin' })
  } catch (error) {
    if (isAborted(error)) throw error
    throw new ApiError(networkProblem(error instanceof Error ? error.message : String(error)))
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  if (response.status === 401) for (const listener of unauthorized) listener()
  throw new ApiError(problem)
}

/** The API as the server's OpenAPI document describes it: paths, parameters, bodies and answers are checked by types. */
export const client = createClient<paths>({ baseUrl: window.location.origin, fetch: (request) => send(request) })

/**
 * The body of a successful call.
 * @throws {ApiError} as {@link send} does
 */
export async function answerOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}
