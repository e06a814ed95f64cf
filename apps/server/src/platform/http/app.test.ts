import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../actor.ts'
import { AppError, NotFoundError } from '../errors.ts'
import { viewer } from '../../../test-support/actors.ts'
import { type App, createApp } from './app.ts'
import { acceptUntypedJson } from './document-bodies.ts'

const apps: App[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

async function appWith(routes: (app: App) => void, actor: Actor | null = null): Promise<App> {
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    publicUrl: 'https://pilot.example',
    authenticate: async () => actor,
  })
  routes(app)
  await app.ready()
  apps.push(app)
  return app
}

const open = { config: { permission: 'public' as const } }

describe('access', () => {
  it('refuses to register a route that names no permission', async () => {
    const app = await createApp({
      logger: pino({ level: 'silent' }),
      publicUrl: 'https://pilot.example',
      authenticate: async () => null,
    })
    expect(() => app.get('/forgotten', () => 'x')).toThrow(/names no permission/)
    await app.close()
  })

  it('answers 401 without credentials, before the body is read', async () => {
    const app = await appWith((a) => a.post('/x', { config: { permission: 'dataset.write' } }, () => 'x'))
    const answer = await app.inject({
      method: 'POST',
      url: '/x',
      headers: { 'content-type': 'application/json' },
      payload: '{broken',
    })
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ code: 'not_authenticated', status: 401 })
    expect(answer.headers['www-authenticate']).toBe('Bearer')
  })

  it('answers 403 when the role lacks the permission', async () => {
    const app = await appWith((a) => a.post('/x', { config: { permission: 'dataset.write' } }, () => 'x'), viewer)
    expect((await app.inject({ method: 'POST', url: '/x' })).json()).toMatchObject({
      code: 'forbidden',
      expected: 'permission dataset.write',
    })
  })

  it('hands the actor to the route, and throws where a public route reads it without one', async () => {
    const app = await appWith((a) => {
      a.get('/mine', { config: { permission: 'self' } }, (request) => request.actor.email)
      a.get('/public', open, (request) => request.actor.email)
    }, viewer)
    expect((await app.inject('/mine')).body).toBe('ana@example.org')
    expect((await app.inject('/public')).statusCode).toBe(401)
  })
})

describe('same origin', () => {
  const post = async (headers: Record<string, string>): Promise<number> => {
    const app = await appWith((a) => a.post('/x', { config: { permission: 'self' } }, () => 'ok'), viewer)
    return (await app.inject({ method: 'POST', url: '/x', headers: { host: 'pilot.example', ...headers } })).statusCode
  }
  const cookie = 'datapilot_session=x'

  it.each([
    ['another site', { cookie, origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { cookie, origin: 'null' }, 403],
    ['another site without Origin', { cookie, 'sec-fetch-site': 'cross-site' }, 403],
    ['a subdomain', { cookie, 'sec-fetch-site': 'same-site' }, 403],
    ['our own page', { cookie, origin: 'https://pilot.example' }, 200],
    ['a program with a cookie', { cookie }, 200],
    ['a bearer token from anywhere', { authorization: 'Bearer x', origin: 'https://other.example' }, 200],
  ])('of %s', async (_who, headers, status) => {
    expect(await post(headers)).toBe(status)
  })

  it('of a GET that leaves something behind', async () => {
    const config = { permission: 'self', changesState: true } as const
    const app = await appWith((a) => a.get('/x', { config }, () => 'ok'), viewer)
    const statusFrom = async (site: string) =>
      (await app.inject({ url: '/x', headers: { cookie, 'sec-fetch-site': site } })).statusCode
    expect(await Promise.all(['cross-site', 'same-site', 'same-origin', 'none'].map(statusFrom))).toEqual([
      403, 403, 200, 200,
    ])
  })
})

describe('errors', () => {
  const Body = z.object({ name: z.string().min(1), count: z.int().max(10) })
  const routes = (a: App): void => {
    a.post(
      '/x',
      { ...open, schema: { body: Body, response: { 200: z.object({ name: z.string() }) } } },
      (request) => request.body,
    )
    a.get('/missing', open, () => {
      throw new NotFoundError('dataset', 'abc')
    })
    a.get('/secret', open, () => {
      throw new Error('password is hunter2')
    })
    a.get(
      '/wrong-answer',
      { ...open, schema: { response: { 200: z.object({ n: z.number() }) } } },
      () => ({ n: 'x' }) as unknown as { n: number },
    )
    a.get('/slow-down', { config: { ...open.config, rateLimit: { max: 1, timeWindow: '1 minute' } } }, () => 'x')
    a.get('/limit', open, () => {
      throw new AppError('too_many_rows', 422, { detail: 'Too many rows.', data: { limit: 5 } })
    })
  }
  const json = { 'content-type': 'application/json' }

  it('names the field that is wrong and what was expected, and never repeats what was sent', async () => {
    const app = await appWith(routes)
    const answer = await app.inject({ method: 'POST', url: '/x', payload: { name: 'secret-value', count: 99 } })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({
      code: 'invalid_request',
      where: 'body.count',
      request_id: answer.headers['x-request-id'],
    })
    expect(answer.body).not.toContain('secret-value')
  })

  it.each([
    ['malformed_json', 400, { method: 'POST' as const, url: '/x', headers: json, payload: '{"name":' }],
    ['malformed_json', 400, { method: 'POST' as const, url: '/x', headers: json, payload: '{"__proto__":{"a":1}}' }],
    ['malformed_json', 400, { method: 'POST' as const, url: '/x', headers: json, payload: '' }],
    [
      'unsupported_media_type',
      415,
      { method: 'POST' as const, url: '/x', headers: { 'content-type': 'text/xml' }, payload: '<a/>' },
    ],
    [
      'body_too_large',
      413,
      { method: 'POST' as const, url: '/x', headers: json, payload: JSON.stringify({ name: 'x'.repeat(1_100_000) }) },
    ],
    ['route_not_found', 404, { url: '/nowhere?token=hidden' }],
    ['malformed_url', 400, { url: '/%zz' }],
    ['dataset_not_found', 404, { url: '/missing' }],
    ['too_many_rows', 422, { url: '/limit' }],
  ])('%s is a problem document with status %i', async (code, status, request) => {
    const app = await appWith(routes)
    const answer = await app.inject(request)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({ code, status })
    expect(answer.body).not.toContain('hidden')
  })

  it.each(['/secret', '/wrong-answer'])('says nothing of what went wrong inside (%s)', async (url) => {
    const app = await appWith(routes)
    const answer = await app.inject(url)
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({ code: 'internal_error' })
    expect(answer.body).not.toMatch(/hunter2|number/)
  })

  it('limits the rate of routes that ask for it and says when to come back', async () => {
    const app = await appWith(routes)
    await app.inject('/slow-down')
    const answer = await app.inject('/slow-down')
    expect(answer.json()).toMatchObject({
      code: 'rate_limited',
      status: 429,
      data: { retry_after_s: expect.any(Number) },
    })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('document routes', () => {
  it.each([{ 'content-type': 'text/plain;charset=UTF-8' }, {}])(
    'take JSON with %o as the documents send it',
    async (headers) => {
      const app = await appWith((a) => {
        a.register(async (scope: App) => {
          acceptUntypedJson(scope)
          scope.post(
            '/chat',
            { ...open, schema: { body: z.object({ message: z.string() }) } },
            (request) => request.body,
          )
        })
      })
      const answer = await app.inject({ method: 'POST', url: '/chat', headers, payload: '{"message":"oi"}' })
      expect(answer.json()).toEqual({ message: 'oi' })
      const typed = await app.inject({
        method: 'POST',
        url: '/chat',
        headers: { 'content-type': 'text/xml' },
        payload: '<a/>',
      })
      expect(typed.statusCode).toBe(415)
    },
  )
})

describe('documents of the API', () => {
  it('are OpenAPI 3.1 and rendered without another origin under the same policy', async () => {
    const app = await appWith((a) =>
      a.get('/api/v1/thing', { ...open, schema: { response: { 200: z.object({ n: z.number() }) } } }, () => ({ n: 1 })),
    )
    const document = (await app.inject('/api/v1/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/thing': { get: {} } } })
    const page = await app.inject('/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.body).not.toMatch(/(src|href)="https?:/)
    expect(page.body).not.toMatch(/<script>[^<]/)
  })
})
