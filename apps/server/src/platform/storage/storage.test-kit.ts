import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesOfPart, type PartLayout, type PartUpload, partCountOf, type SignedPut } from './part-storage.ts'
import type { Storage } from './storage.ts'

/** A storage with the way to it that a browser has. */
export interface OpenedStorage {
  readonly storage: Storage
  /** The same storage as the next process finds it. */
  reopen(): Promise<Storage>
  close(): Promise<void>
}

/** The least that S3 takes. */
const PART = 5 * 1024 ** 2
const LAYOUT: PartLayout = { bytes: 2 * PART + 1000, partBytes: PART }

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const organization = (): string => `org_id=${randomUUID()}`

export async function send(to: SignedPut | URL, body: Uint8Array, headers: Record<string, string> = {}) {
  const url = to instanceof URL ? to : new URL(to.url)
  const given = to instanceof URL ? {} : to.headers
  return fetch(url, { method: 'PUT', body: new Uint8Array(body), headers: { ...given, ...headers } })
}

/** What every driver must do and refuse; the drivers' own files run it. */
export function describeStorage(name: string, open: () => Promise<OpenedStorage | null>): void {
  describe(`storage: ${name}`, () => {
    let opened: OpenedStorage | null = null
    let storage: Storage
    let folder: string
    const file = randomBytes(LAYOUT.bytes)
    const part = (number: number) =>
      file.subarray((number - 1) * PART, (number - 1) * PART + bytesOfPart(LAYOUT, number))
    const newKey = (organizationKey = organization()) => `${organizationKey}/uploads/${randomUUID()}`
    const sign = (upload: PartUpload, number: number, expiresIn = 60) =>
      storage.parts.sign(upload, LAYOUT, { number, sha256: sha256(part(number)) }, expiresIn)
    const sendPart = async (upload: PartUpload, number: number) => send(await sign(upload, number), part(number))
    const numbers = Array.from({ length: partCountOf(LAYOUT) }, (_, index) => index + 1)
    const putFile = async (key: string, text: string) => {
      const path = join(folder, randomUUID())
      await writeFile(path, text)
      await storage.putFile(key, path)
    }

    beforeAll(
      async () => {
        folder = await mkdtemp(join(tmpdir(), 'dp-storage-test-'))
        opened = await open()
        if (opened !== null) storage = opened.storage
      },
      15 * 60 * 1000,
    )
    afterAll(async () => {
      await opened?.close()
      await rm(folder, { recursive: true, force: true })
    })
    /** Skips where the machine has no server to test against; the reason was printed. */
    const test = (title: string, work: () => Promise<void>) =>
      it(title, async ({ skip }) => {
        if (opened === null) skip()
        await work()
      })

    test('stores one PUT as it is and knows its hash', async () => {
      const key = newKey()
      const body = Buffer.from('a;b\n1;é\n', 'latin1')
      const limits = { maxBytes: 100, exactBytes: body.length, expiresInSeconds: 60 }
      expect((await send(await storage.signUpload(key, limits), body)).status).toBe(200)
      expect(await storage.head(key)).toMatchObject({ key, bytes: body.length })
      expect(await storage.hash(key)).toEqual({ key, bytes: body.length, sha256: sha256(body) })
      expect(await buffer(await storage.read(key))).toEqual(body)
      expect(await readFile(await storage.localPath(key))).toEqual(body)
    })

    test('makes one object of parts that arrive in any order, and says which are there', async () => {
      const upload = await storage.parts.begin(newKey())
      expect(await storage.parts.list(upload)).toEqual([])
      expect((await sendPart(upload, 3)).status).toBe(200)
      const both = await Promise.all([sendPart(upload, 2), sendPart(upload, 1)])
      expect(both.map(({ status }) => status)).toEqual([200, 200])
      expect(await storage.parts.list(upload)).toEqual(
        numbers.map((number) => ({ number, bytes: part(number).length, sha256: sha256(part(number)) })),
      )
      expect(await storage.parts.complete(upload, LAYOUT, {})).toMatchObject({ bytes: file.length })
      expect(await storage.hash(upload.key)).toMatchObject({ bytes: file.length, sha256: sha256(file) })
      expect(await storage.parts.list(upload)).toBeNull()
    })

    test('completes again without harm, and signed addresses of before change nothing', async () => {
      const upload = await storage.parts.begin(newKey())
      const old = await sign(upload, 3)
      for (const number of numbers) await sendPart(upload, number)
      const hashes = Object.fromEntries(numbers.map((number) => [String(number), sha256(part(number))]))
      await storage.parts.complete(upload, LAYOUT, hashes)
      expect(await storage.parts.complete(upload, LAYOUT, hashes)).toMatchObject({ bytes: file.length })
      expect((await send(old, part(3))).status).toBe(404)
      expect(await storage.hash(upload.key)).toMatchObject({ sha256: sha256(file) })
    })

    test('goes on after a restart with what has arrived', async () => {
      const upload = await storage.parts.begin(newKey())
      await sendPart(upload, 2)
      const next = opened === null ? storage : await opened.reopen()
      expect((await next.parts.list(upload))?.map(({ number }) => number)).toEqual([2])
      await sendPart(upload, 1)
      await sendPart(upload, 3)
      await next.parts.complete(upload, LAYOUT, {})
      expect(await next.hash(upload.key)).toMatchObject({ sha256: sha256(file) })
    })

    test('takes a part twice, and does not keep a second content for it', async () => {
      const upload = await storage.parts.begin(newKey())
      for (const number of [1, 1, 2, 3]) expect((await sendPart(upload, number)).status).toBe(200)
      expect(await storage.parts.list(upload)).toHaveLength(3)
      await storage.parts.complete(upload, LAYOUT, {})
      expect(await storage.hash(upload.key)).toMatchObject({ sha256: sha256(file) })
    })

    test('names the parts that are missing', async () => {
      const upload = await storage.parts.begin(newKey())
      await sendPart(upload, 2)
      await expect(storage.parts.complete(upload, LAYOUT, {})).rejects.toMatchObject({
        code: 'upload_incomplete',
        facts: { data: { missing: [1, 3], missing_count: 2 } },
      })
      expect(await storage.head(upload.key)).toBeNull()
    })

    test('removes the parts of a cancelled upload', async () => {
      const upload = await storage.parts.begin(newKey())
      await sendPart(upload, 1)
      const late = await sign(upload, 3)
      await storage.parts.abort(upload)
      await storage.parts.abort(upload)
      expect(await storage.parts.list(upload)).toBeNull()
      expect((await send(late, part(3))).status).toBe(404)
      await expect(storage.parts.complete(upload, LAYOUT, {})).rejects.toMatchObject({ code: 'upload_not_found' })
    })

    test('lists unfinished uploads that nobody remembers', async () => {
      const upload = await storage.parts.begin(newKey())
      const open = []
      for await (const each of storage.parts.listOpen()) open.push(each)
      const found = open.find(({ storeUploadId }) => storeUploadId === upload.storeUploadId)
      expect(found).toMatchObject({ key: upload.key })
      expect(Math.abs(Date.now() - (found?.startedAt.getTime() ?? 0))).toBeLessThan(60_000)
    })

    describe('a part is refused', () => {
      // Small, or a store that answers before it has read everything cuts the line and nobody sees its answer.
      const layout: PartLayout = { bytes: 1000, partBytes: PART }
      const bytes = randomBytes(1000)
      const others = randomBytes(1000)
      const sign = (upload: PartUpload, expiresIn = 60) =>
        storage.parts.sign(upload, layout, { number: 1, sha256: sha256(bytes) }, expiresIn)
      const refused: [string, (upload: PartUpload) => Promise<Response>][] = [
        ['with other bytes than its checksum says', async (upload) => send(await sign(upload), others)],
        [
          'with another checksum than the signed one',
          async (upload) => {
            const checksum = Buffer.from(sha256(others), 'hex').toString('base64')
            return send(await sign(upload), others, { 'x-amz-checksum-sha256': checksum })
          },
        ],
        ['without its checksum', async (upload) => send(new URL((await sign(upload)).url), bytes)],
        ['with fewer bytes', async (upload) => send(await sign(upload), bytes.subarray(1))],
        ['with more bytes', async (upload) => send(await sign(upload), Buffer.concat([bytes, bytes]))],
        [
          'under another number',
          async (upload) => {
            const { url, headers } = await sign(upload)
            const other = new URL(url)
            for (const name of ['part', 'partNumber'])
              if (other.searchParams.has(name)) other.searchParams.set(name, '2')
            return send({ url: other.href, headers, expiresAt: new Date() }, bytes)
          },
        ],
        [
          'under the key of another organization',
          async (upload) => {
            const { url, headers } = await sign(upload)
            const other = url.replace(/org_id(=|%3D)[0-9a-f-]{36}/, `org_id$1${randomUUID()}`)
            expect(other).not.toBe(url)
            return send({ url: other, headers, expiresAt: new Date() }, bytes)
          },
        ],
        [
          'with a changed signature',
          async (upload) => {
            const { url, headers } = await sign(upload)
            const other = new URL(url)
            for (const name of ['signature', 'X-Amz-Signature'])
              if (other.searchParams.has(name)) other.searchParams.set(name, 'f'.repeat(64))
            return send({ url: other.href, headers, expiresAt: new Date() }, bytes)
          },
        ],
        [
          'with a later expiry than the signed one',
          async (upload) => {
            const { url, headers } = await sign(upload)
            const other = new URL(url)
            for (const name of ['expires', 'X-Amz-Expires'])
              if (other.searchParams.has(name))
                other.searchParams.set(name, name === 'expires' ? '9999999999' : '90000')
            return send({ url: other.href, headers, expiresAt: new Date() }, bytes)
          },
        ],
        [
          'after its address expired',
          async (upload) => {
            const late = await sign(upload, 1)
            await new Promise((resolve) => setTimeout(resolve, 2100))
            return send(late, bytes)
          },
        ],
      ]
      for (const [title, attempt] of refused)
        test(title, async () => {
          const upload = await storage.parts.begin(newKey())
          const answer = await attempt(upload)
          expect([400, 403, 413]).toContain(answer.status)
          expect(await storage.parts.list(upload)).toEqual([])
          await storage.parts.abort(upload)
        })
    })

    describe('one PUT is refused', () => {
      const limits = { maxBytes: 5, exactBytes: 5, expiresInSeconds: 60 }
      const body = Buffer.from('12345')
      test('with more bytes than announced', async () => {
        const key = newKey()
        const answer = await send(await storage.signUpload(key, limits), Buffer.from('123456'))
        expect([400, 403, 413]).toContain(answer.status)
        expect(await storage.head(key)).toBeNull()
      })
      test('under another key', async () => {
        const [key, other] = [newKey(), newKey()]
        const { url } = await storage.signUpload(key, limits)
        const encoded = (text: string) => text.replace('=', '%3D')
        const moved = url.replace(key, other).replace(encoded(key), encoded(other))
        expect(moved).not.toBe(url)
        expect((await send(new URL(moved), body)).status).toBe(403)
        expect(await storage.head(other)).toBeNull()
      })
    })

    test('moves only the bytes that were meant, and never onto another object', async () => {
      const org = organization()
      const [from, to, taken] = [`${org}/uploads/a`, `${org}/originals/b`, `${org}/originals/c`]
      await putFile(from, 'data')
      await putFile(taken, 'other')
      const hash = sha256(Buffer.from('data'))
      await expect(storage.move(from, to, sha256(Buffer.from('x')))).rejects.toMatchObject({ code: 'object_changed' })
      await expect(storage.move(from, taken, hash)).rejects.toMatchObject({ code: 'object_exists' })
      await storage.move(from, to, hash)
      expect(await storage.head(from)).toBeNull()
      expect(await storage.hash(to)).toEqual({ key: to, bytes: 4, sha256: hash })
      expect(await readFile(await storage.localPath(to), 'utf8')).toBe('data')
      await expect(storage.move(from, to, hash)).rejects.toMatchObject({ code: 'object_not_found' })
    })

    test('replaces and removes what the server made', async () => {
      const key = `${organization()}/tables/v1/data.parquet`
      for (const text of ['one', 'longer']) {
        await putFile(key, text)
        expect(await readFile(await storage.localPath(key), 'utf8')).toBe(text)
      }
      await storage.remove(key)
      await storage.remove(key)
      await expect(storage.localPath(key)).rejects.toMatchObject({ code: 'object_not_found' })
      expect(await storage.hash(key)).toBeNull()
    })

    test('removes everything of one organization and nothing of another', async () => {
      const [mine, other] = [organization(), organization()]
      for (const org of [mine, other]) await putFile(`${org}/originals/a`, 'data')
      const [doomed, kept] = [await storage.parts.begin(newKey(mine)), await storage.parts.begin(newKey(other))]
      await storage.removeOrganization(mine.slice('org_id='.length))
      const keys = []
      for await (const { key } of storage.list()) keys.push(key)
      expect(keys).toContain(`${other}/originals/a`)
      expect(keys.filter((key) => key.startsWith(mine))).toEqual([])
      expect(await storage.parts.list(doomed)).toBeNull()
      expect(await storage.parts.list(kept)).toEqual([])
    })

    test('accepts no key that could leave its organization', async () => {
      const org = organization()
      const keys = [
        '/etc/passwd',
        `${org}/uploads/../../x`,
        `${org}/uploads/x\0`,
        `${org}\\x\\y`,
        `${org}//a`,
        '../x/y',
      ]
      const hash = 'a'.repeat(64)
      for (const key of keys) {
        const attempts: (() => Promise<unknown>)[] = [
          () => storage.head(key),
          () => storage.localPath(key),
          () => storage.remove(key),
          () => storage.signUpload(key, { maxBytes: 1, expiresInSeconds: 1 }),
          () => storage.parts.begin(key),
          () => storage.parts.sign({ key, storeUploadId: 'a'.repeat(32) }, LAYOUT, { number: 1, sha256: hash }, 1),
          () => storage.putFile(key, join(folder, 'none')),
        ]
        for (const attempt of attempts)
          await expect(Promise.resolve().then(attempt)).rejects.toMatchObject({ code: 'invalid_object_key' })
      }
    })

    test('answers health without an address', async () => {
      const { freeBytes } = await storage.check()
      expect(freeBytes === null || freeBytes > 0).toBe(true)
    })
  })
}
