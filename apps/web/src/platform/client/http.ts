import { ApiError, isAborted, networkProblem, problemOf } from './problem.ts'

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  accept?: string
  signal?: AbortSignal
}

const unauthorized = new Set<() => void>()

/** Called whenever the server says that there is no session (any more). */
export function onUnauthorized(listener: () => void): () => void {
  unauthorized.add(listener)
  return () => unauthorized.delete(listener)
}

/**
 * Calls the server with the session cookie of this origin. Resolves with the raw answer when its status is 2xx.
 * @throws {ApiError} for every other status and when the server cannot be reached; an aborted call stays an AbortError
 */
export async function send(url: string, options: CallOptions = {}): Promise<Response> {
  const headers: Record<string, string> = {
    accept: options.accept ?? 'application/json',
    'accept-language': document.documentElement.lang,
  }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(url, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (isAborted(error)) throw error
    throw new ApiError(networkProblem(error instanceof Error ? error.message : String(error)))
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  if (response.status === 401) for (const listener of unauthorized) listener()
  throw new ApiError(problem)
}

/** Calls the server and reads its JSON answer; `undefined` for an empty one (204). */
export async function call<T>(url: string, options: CallOptions = {}): Promise<T> {
  const response = await send(url, options)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
