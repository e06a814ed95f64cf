import { withQuery, type QueryValue } from './urls.ts'
import { send } from './http.ts'

/** A call by method and path whose answer is typed by the caller, for endpoints without a generated description. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: { body?: unknown; query?: Record<string, QueryValue>; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const response = await send(withQuery(path, options.query), {
    method,
    signal: options.signal ?? null,
    ...(options.body === undefined
      ? {}
      : { body: JSON.stringify(options.body), headers: { 'content-type': 'application/json' } }),
  })
  return (response.status === 204 ? null : await response.json()) as T
}
