import { send } from './http.ts'
import type { paths } from './schema.d.ts'
import { withQuery, type QueryValue } from './urls.ts'

interface CallOptions {
  /** Values of the `{names}` in the path. */
  path?: Record<string, string | number>
  query?: Record<string, QueryValue>
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * A call whose answer has the type of the contracts, which know more than the generated description can say (tuples,
 * records, what belongs together). The path must be one that the server has.
 * @throws {ApiError} as {@link send} does
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: keyof paths,
  options: CallOptions = {},
): Promise<T> {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(options.path?.[name] ?? ''))
  const response = await send(withQuery(filled, options.query), {
    method,
    signal: options.signal ?? null,
    ...(options.body === undefined
      ? {}
      : { body: JSON.stringify(options.body), headers: { 'content-type': 'application/json' } }),
  })
  return (response.status === 204 ? null : await response.json()) as T
}
