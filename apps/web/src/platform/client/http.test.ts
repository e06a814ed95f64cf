import { afterEach, describe, expect, it, vi } from 'vitest'
import { answerOf, client, onUnauthorized, send } from './http.ts'
import { ApiError } from './problem.ts'

const answer = (body: unknown, status = 200): void => {
  const response = new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => response),
  )
}

afterEach(() => vi.unstubAllGlobals())

describe('a call of the API', () => {
  it('gives the body of a success', async () => {
    answer({ items: [] })
    expect(await answerOf(client.GET('/api/v1/api-keys'))).toEqual({ items: [] })
  })

  it('throws the server’s problem with its code and status', async () => {
    answer({ code: 'dataset_not_found', detail: 'gone', title: '', status: 404 }, 404)
    const failure = await answerOf(client.GET('/api/v1/me')).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ApiError)
    expect(failure).toMatchObject({ code: 'dataset_not_found', status: 404 })
  })

  it('makes a problem of a page that is none', async () => {
    answer('<html>bad gateway</html>', 502)
    await expect(send('/x')).rejects.toMatchObject({ code: 'http_502', status: 502 })
  })

  it('says network when the server is away, and lets an abort through', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('failed'))),
    )
    await expect(send('/x')).rejects.toMatchObject({ code: 'network', status: 0 })
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new DOMException('stop', 'AbortError'))),
    )
    await expect(send('/x')).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('tells when the session has ended', async () => {
    answer({ code: 'not_authenticated', detail: '', title: '', status: 401 }, 401)
    const ended = vi.fn()
    const stop = onUnauthorized(ended)
    await send('/x').catch(() => undefined)
    stop()
    expect(ended).toHaveBeenCalledOnce()
  })
})
