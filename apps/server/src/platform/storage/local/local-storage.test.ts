import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, createApp } from '../../http/app.ts'
import { LocalStorage } from './local-storage.ts'
import { registerStorageRoutes } from './local-storage.routes.ts'
import { UploadSigner } from './upload-signature.ts'

const ORGANIZATION = 'org_id=0199aaaa-0000-7000-8000-000000000001'
const DATA_SHA256 = createHash('sha256').update('data').digest('hex')
const newKey = (): string => `${ORGANIZATION}/uploads/${randomUUID()}`

let root: string
let app: App
let origin: string
let storage: LocalStorage

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dp-storage-'))
  app = await createApp({
    logger: pino({ level: 'silent' }),
    publicUrl: 'http://localhost',
    authenticate: async () => null,
  })
  storage = new LocalStorage({ root, publicUrl: 'http://localhost', signer: new UploadSigner('a key') })
  await storage.prepare({ exclusive: true })
  await app.register(async (scope: App) => registerStorageRoutes(scope, storage), { prefix: '/api/v1' })
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  vi.useRealTimers()
  await app.close()
  await rm(root, { recursive: true, force: true })
})

async function signed(key: string, maxBytes = 1000, expiresInSeconds = 60): Promise<URL> {
  const { url } = await storage.signUpload(key, { maxBytes, expiresInSeconds })
  return new URL(url.replace('http://localhost', origin))
}
const put = (url: URL, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers })
const incoming = (): Promise<string[]> => readdir(join(root, '.incoming'))

describe('a signed upload', () => {
  it('stores the bytes as they are and knows their hash', async () => {
    const key = newKey()
    const bytes = Uint8Array.from(Buffer.from('a;b\n1;é\n', 'latin1'))
    const answer = await put(await signed(key), bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await answer.json()).toEqual({ file_key: key, bytes: bytes.length, sha256 })
    expect(await storage.head(key)).toEqual({ key, bytes: bytes.length, sha256 })
    expect(await readFile(await storage.localPath(key))).toEqual(Buffer.from(bytes))
    expect((await stat(await storage.localPath(key))).mode & 0o777).toBe(0o440)
    expect(await incoming()).toEqual([])
  })

  it.each(['text/csv', 'application/json', 'multipart/form-data', 'application/octet-stream'])(
    'takes %s as bytes',
    async (type) => {
      const key = newKey()
      expect((await put(await signed(key), '{not json', { 'content-type': type })).status).toBe(200)
      expect((await buffer(await storage.read(key))).toString()).toBe('{not json')
    },
  )

  it('takes an empty file', async () => {
    const key = newKey()
    expect((await put(await signed(key), '')).status).toBe(200)
    expect(await storage.head(key)).toMatchObject({ bytes: 0 })
  })

  it('is used once: a second PUT does not change the object', async () => {
    const key = newKey()
    const url = await signed(key)
    await put(url, 'first')
    const again = await put(url, 'other')
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ code: 'object_exists' })
    expect(await readFile(await storage.localPath(key), 'utf8')).toBe('first')
  })

  it('lets one of several simultaneous uploads win, whole', async () => {
    const key = newKey()
    const url = await signed(key, 1_000_000)
    const bodies = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(500_000))
    const answers = await Promise.all(bodies.map((body) => put(url, body)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409])
    expect(bodies).toContain(await readFile(await storage.localPath(key), 'utf8'))
  })
})

describe('an upload address', () => {
  const tamper: [string, (url: URL) => void][] = [
    ['another key', (url) => (url.pathname = url.pathname.replace(/[^/]+$/, 'other'))],
    ['another organization', (url) => (url.pathname = url.pathname.replace('0199aaaa', '0199bbbb'))],
    ['a larger size', (url) => url.searchParams.set('max_bytes', '999999')],
    ['a later time', (url) => url.searchParams.set('expires', '9999999999')],
    ['another signature', (url) => url.searchParams.set('signature', 'A'.repeat(43))],
    ['a short signature', (url) => url.searchParams.set('signature', 'x')],
  ]
  it.each(tamper)('with %s is refused', async (_what, change) => {
    const url = await signed(newKey())
    change(url)
    const answer = await put(url, 'x')
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'upload_url_invalid' })
  })

  it('expires', async () => {
    const url = await signed(newKey(), 1000, -1)
    expect(await (await put(url, 'x')).json()).toMatchObject({ code: 'upload_url_expired', status: 403 })
  })

  it.each(['..%2F..%2F..%2Fetc%2Fpasswd', `${ORGANIZATION}%2Fuploads%2F..%2F..%2Fx`, '%2e%2e/%2e%2e/x'])(
    'never leaves the folder (%s)',
    async (path) => {
      const answer = await fetch(`${origin}/api/v1/storage/${path}?max_bytes=9&expires=9999999999&signature=x`, {
        method: 'PUT',
        body: 'x',
      })
      expect([400, 404]).toContain(answer.status)
    },
  )
})

describe('an upload that does not fit', () => {
  it('is refused by its announced length before a byte is read', async () => {
    const key = newKey()
    const answer = await put(await signed(key, 10), 'x'.repeat(11))
    expect(await answer.json()).toMatchObject({ code: 'upload_too_large', status: 413, data: { max_bytes: 10 } })
    expect(await storage.head(key)).toBeNull()
    expect(await incoming()).toEqual([])
  })

  it('is stopped while it streams when no length was announced', async () => {
    const key = newKey()
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    const request = { method: 'PUT', body: stream, duplex: 'half' } as const
    const answer = await fetch(await signed(key, 250_000), request).catch(() => null)
    expect(answer?.status).toBe(413)
    expect(await storage.head(key)).toBeNull()
    await vi.waitFor(async () => expect(await incoming()).toEqual([]))
  })

  it('leaves nothing when the connection is cut in the middle', async () => {
    const key = newKey()
    const url = await signed(key)
    const socket = connect(Number(url.port), '127.0.0.1')
    socket.write(`PUT ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nhalf of it`)
    await vi.waitFor(async () => expect(await incoming()).toHaveLength(1))
    socket.destroy()
    await vi.waitFor(async () => expect(await incoming()).toEqual([]))
    expect(await storage.head(key)).toBeNull()
    expect((await put(url, 'whole')).status).toBe(200)
  })
})

describe('objects', () => {
  it('move with their hash, and never onto another object', async () => {
    const [from, to, taken] = [newKey(), newKey(), newKey()]
    await put(await signed(from), 'data')
    await put(await signed(taken), 'other')
    await expect(storage.move(from, taken, DATA_SHA256)).rejects.toMatchObject({ code: 'object_exists' })
    await storage.move(from, to, DATA_SHA256)
    expect(await storage.head(from)).toBeNull()
    expect(await storage.head(to)).toMatchObject({ bytes: 4, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await expect(storage.move(from, newKey(), DATA_SHA256)).rejects.toMatchObject({ code: 'object_not_found' })
  })

  it('of one organization go together, and nobody else loses any', async () => {
    const [mine, other] = [newKey(), newKey().replace('0199aaaa', '0199bbbb')]
    for (const key of [mine, other]) await put(await signed(key), 'data')
    await storage.removeOrganization(ORGANIZATION.slice('org_id='.length))
    expect(await storage.head(mine)).toBeNull()
    expect(await storage.head(other)).toMatchObject({ bytes: 4 })
    for (const id of ['', '..', '../org_id=0199bbbb-0000-7000-8000-000000000001'])
      await expect(storage.removeOrganization(id)).rejects.toMatchObject({ code: 'invalid_object_key' })
  })

  it('made by the server replace their earlier version, and are gone after remove', async () => {
    const key = `${ORGANIZATION}/tables/v1/data.parquet`
    const path = join(root, 'made.parquet')
    for (const text of ['one', 'two']) {
      await writeFile(path, text)
      await storage.putFile(key, path)
      await rm(path)
      expect(await readFile(await storage.localPath(key), 'utf8')).toBe(text)
    }
    await storage.remove(key)
    await storage.remove(key)
    await expect(storage.localPath(key)).rejects.toMatchObject({ code: 'object_not_found' })
  })
})

it('clears at the start what a killed process left half-written', async () => {
  await writeFile(join(root, '.incoming', 'left'), 'half')
  await storage.prepare({ exclusive: true })
  expect(await incoming()).toEqual([])
})

it('beside other processes clears only what nobody can be writing any more', async () => {
  for (const name of ['left', 'arriving']) await writeFile(join(root, '.incoming', name), 'half')
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000)
  await utimes(join(root, '.incoming', 'left'), yesterday, yesterday)
  await storage.prepare({ exclusive: false })
  expect(await incoming()).toEqual(['arriving'])
})
