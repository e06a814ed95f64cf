import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CORSConfiguration,
  CreateMultipartUploadCommand,
  PutBucketCorsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestStore, type TestStore } from '../../../../test-support/s3/s3-server.ts'
import type { PartUpload } from '../part-storage.ts'
import { organization, send, sha256 } from '../storage.test-kit.ts'
import { ObjectCache } from './object-cache.ts'
import { connectS3, type S3Connection } from './s3-connection.ts'
import { S3Storage, uploadOriginOf } from './s3-storage.ts'

const PIECE = 5 * 1024 ** 2

let store: TestStore | null
let home: string
let connection: S3Connection
let storage: S3Storage
const open = async (to: S3Connection, sizes = { single: PIECE, piece: PIECE }) => {
  const cache = new ObjectCache(join(home, randomUUID()), 1024 ** 3)
  await cache.prepare({ exclusive: true })
  return new S3Storage({ connection: to, cache, uploadOrigin: await uploadOriginOf(to), sizes })
}

beforeAll(
  async () => {
    home = await mkdtemp(join(tmpdir(), 'dp-s3-limits-'))
    store = await startTestStore()
    if (store === null) return
    connection = connectS3(store.config)
    storage = await open(connection)
  },
  15 * 60 * 1000,
)
afterAll(async () => {
  await store?.close()
  await rm(home, { recursive: true, force: true })
})
const test = (title: string, work: (running: TestStore) => Promise<void>) =>
  it(title, async ({ skip }) => {
    if (store === null) return skip()
    await work(store)
  })

describe('objects beyond what one call takes', () => {
  test('are sent, copied and read in pieces', async () => {
    const org = organization()
    const bytes = randomBytes(2 * PIECE + 17)
    const path = join(home, 'large')
    await writeFile(path, bytes)
    await storage.putFile(`${org}/uploads/large`, path)
    await storage.move(`${org}/uploads/large`, `${org}/originals/large`, sha256(bytes))
    // Another machine, with an empty cache.
    const other = await open(connection)
    expect(await other.hash(`${org}/originals/large`)).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) })
    expect(await other.head(`${org}/uploads/large`)).toBeNull()
    const open_ = []
    for await (const upload of storage.parts.listOpen()) if (upload.key.startsWith(org)) open_.push(upload)
    expect(open_).toEqual([])
  })
})

describe('an object whose key names its content', () => {
  test('is not read when it has another', async () => {
    const key = `${organization()}/originals/${'a'.repeat(64)}`
    const path = join(home, 'forged')
    await writeFile(path, 'forged')
    await storage.putFile(key, path)
    await expect(storage.localPath(key)).rejects.toMatchObject({ code: 'object_changed' })
  })
})

describe('a store that checks no part', () => {
  const layout = { bytes: PIECE + 10, partBytes: PIECE }
  const file = randomBytes(layout.bytes)
  const parts = [file.subarray(0, PIECE), file.subarray(PIECE)]
  const hashes = { 1: sha256(file.subarray(0, PIECE)), 2: sha256(file.subarray(PIECE)) }
  /** As such a store has it after an upload in parts: no checksum is known to it. */
  async function uploadUnchecked(bodies: readonly Uint8Array[]): Promise<PartUpload> {
    const key = `${organization()}/uploads/${randomUUID()}`
    const target = { Bucket: connection.bucket, Key: key }
    const { UploadId } = await connection.client.send(new CreateMultipartUploadCommand(target))
    for (const [index, Body] of bodies.entries())
      await connection.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: index + 1, Body }))
    return { key, storeUploadId: UploadId ?? '' }
  }

  test('has the finished file held against the announced checksums', async () => {
    const upload = await uploadUnchecked(parts)
    expect((await storage.parts.list(upload))?.map((part) => part.sha256)).toEqual([null, null])
    expect(await storage.parts.complete(upload, layout, hashes)).toMatchObject({ bytes: layout.bytes })
  })

  test('does not get a damaged file through', async () => {
    const damaged = Buffer.from(file)
    damaged[PIECE + 3] = (damaged[PIECE + 3] ?? 0) ^ 1
    const upload = await uploadUnchecked([damaged.subarray(0, PIECE), damaged.subarray(PIECE)])
    const attempt = storage.parts.complete(upload, layout, hashes)
    await expect(attempt).rejects.toMatchObject({ code: 'upload_corrupt', facts: { data: { parts: [2] } } })
    expect(await storage.head(upload.key)).toBeNull()
  })
})

describe('what the store refuses', () => {
  test('is told by its code, without keys or signatures', async ({ config }) => {
    const wrong = await open(connectS3({ ...config, secretAccessKey: 'not-the-secret-of-the-store' }))
    const failure = await wrong.check().then(
      () => null,
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code: 'storage_unavailable', status: 503, facts: { data: { store_status: 403 } } })
    const shown = JSON.stringify([failure, failure instanceof Error ? [failure.stack, failure.cause] : null])
    for (const secret of [config.accessKeyId, config.secretAccessKey, 'not-the-secret', config.endpoint ?? ''])
      expect(shown).not.toContain(secret)
  })

  test('is said soon where nobody answers', async ({ config }) => {
    const nobody = await open(connectS3({ ...config, endpoint: 'http://127.0.0.1:9' }))
    await expect(nobody.head(`${organization()}/uploads/x`)).rejects.toMatchObject({ code: 'storage_unavailable' })
  })
})

describe('the CORS rules of the documentation', () => {
  test('let pages of the named origin send parts, and of no other', async ({ config }) => {
    const document = await readFile(new URL('../../../../../../docs/configuration.md', import.meta.url), 'utf8')
    const rules = JSON.parse(/```json\n([\s\S]+?)```/.exec(document)?.[1] ?? '') as CORSConfiguration
    const command = new PutBucketCorsCommand({ Bucket: config.bucket, CORSConfiguration: rules })
    await connection.client.send(command)
    const upload = await storage.parts.begin(`${organization()}/uploads/x`)
    const { url, headers } = await storage.parts.sign(
      upload,
      { bytes: 5, partBytes: PIECE },
      { number: 1, sha256: sha256(Buffer.from('12345')) },
      60,
    )
    const ask = (origin: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PUT',
          'access-control-request-headers': ['content-type', ...Object.keys(headers)].join(','),
        },
      })
    const allowed = await ask('https://data.example.org')
    expect([allowed.ok, allowed.headers.get('access-control-allow-origin')]).toEqual([true, 'https://data.example.org'])
    const other = await ask('https://elsewhere.example.org')
    expect([other.ok, other.headers.get('access-control-allow-origin')]).toEqual([false, null])
  })
})

describe('signed URLs', () => {
  test('name the address by which browsers reach the store', async ({ config }) => {
    const inside = await open(connectS3({ ...config, publicEndpoint: 'https://files.example.org' }))
    expect(inside.uploadOrigin).toBe('https://files.example.org')
    const key = `${organization()}/uploads/x`
    const { url } = await inside.signUpload(key, { maxBytes: 1, expiresInSeconds: 60 })
    expect(url).toMatch(/^https:\/\/files\.example\.org\/files\/org_id/)
    expect(url).not.toContain(config.secretAccessKey)
  })

  test('of one PUT can bring something else later, and what was hashed is still what is moved', async () => {
    const org = organization()
    const [from, to] = [`${org}/uploads/x`, `${org}/originals/x`]
    const signed = await storage.signUpload(from, { maxBytes: 10, exactBytes: 5, expiresInSeconds: 60 })
    await send(signed, Buffer.from('first'))
    const hashed = await storage.hash(from)
    await send(signed, Buffer.from('later'))
    await expect(storage.move(from, to, hashed?.sha256 ?? '')).rejects.toMatchObject({ code: 'object_changed' })
    expect(await storage.head(to)).toBeNull()
    expect(await readFile(await storage.localPath(from), 'utf8')).toBe('later')
  })
})
