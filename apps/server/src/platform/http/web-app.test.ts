import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, createApp } from './app.ts'

let app: App
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dp-web-'))
  const webRoot = join(folder, 'web')
  await mkdir(join(webRoot, 'assets'), { recursive: true })
  await writeFile(join(webRoot, 'index.html'), '<!doctype html>the page')
  await writeFile(join(webRoot, 'assets', 'index-abc123.js'), 'code')
  await writeFile(join(webRoot, 'icon.svg'), '<svg/>')
  await writeFile(join(folder, 'secret.txt'), 'outside')
  app = await createApp({
    logger: pino({ level: 'silent' }),
    publicUrl: 'https://pilot.example',
    authenticate: () => Promise.resolve(null),
    webRoot,
  })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const html = { accept: 'text/html,application/xhtml+xml' }
const get = (url: string, headers: Record<string, string> = html) => app.inject({ url, headers })

describe('the web app', () => {
  it.each(['/app/', '/app/datasets/42', '/app/chats?q=a.b'])(
    'answers a navigation to %s with the page, never cached',
    async (url) => {
      const answer = await get(url)
      expect(answer.body).toContain('the page')
      expect(answer.headers['cache-control']).toBe('no-cache')
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      expect(answer.headers['x-frame-options']).toBe('DENY')
    },
  )

  it.each(['/', '/app'])('is where %s leads', async (url) => {
    const answer = await get(url)
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/app/'])
  })

  it('lets files with a hash in their name be cached for ever, others checked', async () => {
    expect((await get('/app/assets/index-abc123.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/app/icon.svg')).headers['cache-control']).toBe('no-cache')
  })

  it.each(['/app/assets/gone.js', '/app/gone.png'])('has no page in place of a missing file (%s)', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'route_not_found' })
  })

  it.each([
    '/app/../secret.txt',
    '/app/%2e%2e/secret.txt',
    '/app/..%2fsecret.txt',
    '/app/assets/..%2f..%2fsecret.txt',
    '/app/%00',
  ])('never leaves its folder (%s)', async (url) => {
    const answer = await get(url)
    expect(answer.body).not.toContain('outside')
    expect(answer.statusCode).not.toBe(500)
  })

  it.each(['/api/v1/unknown', '/chat', '/chat/1', '/execute_code', '/mcp', '/datasets'])(
    'never serves a page at %s',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    },
  )

  it('answers programs that ask for no page with a problem', async () => {
    expect((await get('/app/datasets/42', { accept: 'application/json' })).json()).toMatchObject({
      code: 'route_not_found',
    })
  })
})
