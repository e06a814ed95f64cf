import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type {
  Dataset,
  Problem,
  SignedPart,
  SignedParts,
  StoragePurged,
  StorageUsage,
  Upload,
  UploadPage,
} from '@datapilot/contracts'
import type { Response as Answer } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp } from '../../../test-support/person.ts'
import { startTestStore, type TestStore } from '../../../test-support/s3/s3-server.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { removalMarker } from '../../platform/storage/object-key.ts'
import { originalKey } from './object-keys.ts'
import { sweepOrphans } from './upload-orphans.ts'
import { sweepUploads } from './upload-sweep.ts'

const MEBIBYTE = 1024 ** 2
const QUOTA = 64 * MEBIBYTE
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A readable table of about this size that no other test has. */
function csvOf(bytes: number): Buffer {
  const line = (row: number) => `${String(row)},${randomBytes(24).toString('hex')}\n`
  const lines = ['id,word\n']
  for (let size = 0; size < bytes; size += lines.at(-1)?.length ?? 1) lines.push(line(lines.length))
  return Buffer.from(lines.join('')).subarray(0, bytes)
}

describe.each(['local', 's3'] as const)('uploads in parts (%s)', (kind) => {
  let store: TestStore | null = null
  let server: TestServer | null = null
  let ana: Person
  let origin: string

  beforeAll(
    async () => {
      store = kind === 's3' ? await startTestStore() : null
      if (kind === 's3' && store === null) return
      server = await createTestServer({ DATAPILOT_QUOTA_BYTES: String(QUOTA), ...store?.env })
      ana = await signUp(server.app, 'ana')
      origin = await server.listen()
    },
    15 * 60 * 1000,
  )
  afterAll(async () => {
    await server?.close()
    await store?.close()
  })
  const test = (title: string, work: (running: TestServer) => Promise<void>) =>
    it(title, async ({ skip }) => {
      if (server === null) return skip()
      await work(server)
    })

  const call = (person: Person, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) =>
    person.call({ method, url: `/api/v1/${path}`, ...(payload === undefined ? {} : { payload }) })
  const codeOf = (answer: Answer) => [answer.statusCode, answer.json<Problem>().code]
  async function announce(bytes: number, filename = 'large.csv', person = ana): Promise<Upload> {
    const answer = await call(person, 'POST', 'uploads', { filename, bytes, fingerprint: `${filename}:${bytes}` })
    expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([201, expect.anything()])
    return answer.json<Upload>()
  }
  const partOf = ({ part_bytes: size }: Upload, file: Buffer, number: number) =>
    file.subarray((number - 1) * size, number * size)
  async function sign(made: Upload, file: Buffer, numbers: readonly number[], person = ana): Promise<SignedPart[]> {
    const parts = numbers.map((number) => ({ number, sha256: sha256(partOf(made, file, number)) }))
    return (await call(person, 'POST', `uploads/${made.upload_id}/parts`, { parts })).json<SignedParts>().parts
  }
  async function put({ url, headers }: SignedPart, body: Uint8Array): Promise<number> {
    // The server has no public address in tests: what it signs for itself is reached where it listens.
    const target = kind === 'local' ? new URL(new URL(url).pathname + new URL(url).search, origin) : url
    return (await fetch(target, { method: 'PUT', headers, body: new Uint8Array(body) })).status
  }
  async function sendAll(made: Upload, file: Buffer, person = ana): Promise<void> {
    const numbers = Array.from({ length: made.part_count }, (_, index) => index + 1)
    const signed = await sign(made, file, numbers, person)
    const statuses = await Promise.all(signed.map((each) => put(each, partOf(made, file, each.number))))
    expect(statuses.every((status) => status === 200)).toBe(true)
  }
  const complete = (made: Upload, person = ana) => call(person, 'POST', `uploads/${made.upload_id}/complete`)
  /** A dataset of the file, with its analysis ended. */
  async function bring(file: Buffer, filename: string, person = ana): Promise<Dataset> {
    const made = await announce(file.length, filename, person)
    await sendAll(made, file, person)
    await complete(made, person)
    const dataset = (await call(person, 'POST', 'datasets', { file_key: made.file_key })).json<Dataset>()
    await untilEnded(person, dataset.analysis_id ?? '')
    return dataset
  }
  const usage = async (person = ana) => (await call(person, 'GET', 'storage/usage')).json<StorageUsage>()

  test('become a dataset with the hash of the whole file', async () => {
    const file = csvOf(9 * MEBIBYTE)
    const made = await announce(file.length)
    expect(made).toMatchObject({ status: 'open', part_count: 2, received: [], fingerprint: `large.csv:${file.length}` })
    await sendAll(made, file)
    const done = await complete(made)
    expect(done.json()).toMatchObject({ status: 'received', received: [] })
    expect((await complete(made)).json()).toEqual(done.json())
    const answer = await call(ana, 'POST', 'datasets', { file_key: made.file_key })
    expect(answer.json()).toMatchObject({ content_hash: sha256(file), bytes: file.length, filename: 'large.csv' })
    await untilEnded(ana, answer.json<{ analysis_id: string }>().analysis_id)
    expect((await complete(made)).statusCode).toBe(200)
    expect(codeOf(await call(ana, 'DELETE', `uploads/${made.upload_id}`))).toEqual([409, 'upload_finished'])
  })

  test('can be found and gone on with after the tab was closed', async () => {
    const file = csvOf(9 * MEBIBYTE)
    const made = await announce(file.length, 'resumed.csv')
    const [, second] = await sign(made, file, [1, 2])
    if (second !== undefined) await put(second, partOf(made, file, 2))
    const { items } = (await call(ana, 'GET', 'uploads')).json<UploadPage>()
    const found = items.find((each) => each.fingerprint === made.fingerprint)
    const received = { number: 2, bytes: file.length - made.part_bytes, sha256: sha256(partOf(made, file, 2)) }
    expect(found).toMatchObject({ upload_id: made.upload_id, received: [received] })
    const unfinished = await complete(made)
    expect(codeOf(unfinished)).toEqual([409, 'upload_incomplete'])
    expect(unfinished.json<Problem>().data).toEqual({ missing: [1], missing_count: 1 })
    expect(codeOf(await call(ana, 'POST', 'datasets', { file_key: made.file_key }))).toEqual([409, 'upload_incomplete'])
    const [first] = await sign(made, file, [1])
    if (first !== undefined) await put(first, partOf(made, file, 1))
    expect((await complete(made)).statusCode).toBe(200)
    await call(ana, 'DELETE', `uploads/${made.upload_id}`)
  })

  test('can be cancelled with everything that arrived', async (running) => {
    const file = csvOf(MEBIBYTE)
    const made = await announce(file.length)
    const [late] = await sign(made, file, [1])
    await sendAll(made, file)
    const before = await usage()
    expect((await call(ana, 'DELETE', `uploads/${made.upload_id}`)).statusCode).toBe(204)
    expect((await usage()).open_uploads).toBe(before.open_uploads - file.length)
    expect(codeOf(await call(ana, 'GET', `uploads/${made.upload_id}`))).toEqual([404, 'upload_not_found'])
    if (late !== undefined) expect(await put(late, file).catch(() => 404)).toBe(404)
    expect(await running.platform.storage.head(made.file_key)).toBeNull()
  })

  test('are signed only for parts that there are, and only while they are open', async () => {
    const file = csvOf(100)
    const made = await announce(file.length)
    const ask = (number: number) =>
      call(ana, 'POST', `uploads/${made.upload_id}/parts`, { parts: [{ number, sha256: 'a'.repeat(64) }] })
    expect(codeOf(await ask(2))).toEqual([422, 'part_out_of_range'])
    expect(codeOf(await ask(0))).toEqual([400, 'invalid_request'])
    await sendAll(made, file)
    await complete(made)
    expect(codeOf(await ask(1))).toEqual([409, 'upload_finished'])
    await call(ana, 'DELETE', `uploads/${made.upload_id}`)
  })

  test('are nobody else’s, not even a colleague’s, and nothing says that they exist', async (running) => {
    const bia = await signUp(running.app, 'bia')
    const made = await announce(100)
    const { upload_id: id } = made
    const attempts = [
      call(bia, 'GET', `uploads/${id}`),
      call(bia, 'POST', `uploads/${id}/parts`, { parts: [{ number: 1, sha256: 'a'.repeat(64) }] }),
      call(bia, 'POST', `uploads/${id}/complete`),
      call(bia, 'DELETE', `uploads/${id}`),
      call(bia, 'GET', `uploads/${randomUUID()}`),
    ]
    for (const answer of await Promise.all(attempts)) expect(codeOf(answer)).toEqual([404, 'upload_not_found'])
    expect((await call(bia, 'GET', 'uploads')).json()).toEqual({ items: [], next_cursor: null })
    expect((await call(ana, 'DELETE', `uploads/${id}`)).statusCode).toBe(204)
  })

  test('store a content once per organization, and another organization learns nothing of it', async (running) => {
    const bruno = await signUp(running.app, 'bruno')
    const text = csvOf(40_000)
    await bring(text, 'first.csv')
    const before = await usage()
    const again = await bring(text, 'again.csv')
    expect((await usage()).originals).toBe(before.originals)
    expect(await running.platform.storage.head(again.file_key)).toBeNull()
    const theirs = await bring(text, 'theirs.csv', bruno)
    expect(theirs.file_key).toContain(bruno.organizationId)
    expect(await usage(bruno)).toMatchObject({ originals: text.length })
    const key = (organizationId: string) => originalKey(organizationId, sha256(text))
    expect(await running.platform.storage.head(key(bruno.organizationId))).toMatchObject({ bytes: text.length })
    expect(await running.platform.storage.head(key(ana.organizationId))).toMatchObject({ bytes: text.length })
  })

  test('beyond the quota or the size limit are refused before a byte is sent', async () => {
    const before = await usage()
    expect(before).toMatchObject({
      quota_bytes: QUOTA,
      bytes: before.originals + before.tables + before.open_uploads,
    })
    const bytes = QUOTA - before.bytes + 1
    for (const refused of [
      await call(ana, 'POST', 'uploads', { filename: 'x.csv', bytes }),
      await call(ana, 'GET', `r2/presigned-upload?filename=x.csv&bytes=${String(bytes)}`),
    ]) {
      expect(codeOf(refused)).toEqual([409, 'quota_exceeded'])
      expect(refused.json<Problem>()).toMatchObject({
        expected: expect.stringContaining('DATAPILOT_QUOTA_BYTES'),
        data: { quota_bytes: QUOTA, used_bytes: before.bytes, needed_bytes: bytes },
      })
    }
    const fits = await announce(bytes - 1)
    expect((await usage()).bytes).toBe(QUOTA)
    expect(codeOf(await call(ana, 'GET', 'r2/presigned-upload?filename=x.csv'))).toEqual([409, 'quota_exceeded'])
    await call(ana, 'DELETE', `uploads/${fits.upload_id}`)
    const huge = await call(ana, 'POST', 'uploads', { filename: 'x.csv', bytes: 11 * 1024 ** 3 })
    expect(codeOf(huge)).toEqual([413, 'upload_too_large'])
  })

  test('take their room until the deleted dataset is removed for good', async (running) => {
    const file = csvOf(50_000)
    const dataset = await bring(file, 'unwanted.csv')
    const before = await usage()
    await call(ana, 'DELETE', `datasets/${dataset.id}`)
    expect((await usage()).bytes).toBe(before.bytes)
    const purged = (await call(ana, 'POST', 'storage/purge')).json<StoragePurged>()
    expect(purged.datasets).toBe(1)
    expect(purged.bytes).toBeGreaterThan(file.length)
    expect((await usage()).bytes).toBe(before.bytes - purged.bytes)
    expect(codeOf(await call(ana, 'POST', `datasets/${dataset.id}/restore`))).toEqual([404, 'dataset_not_found'])
    const tables = await keysOf(running.platform.storage)
    expect((await call(ana, 'POST', 'storage/purge')).json()).toEqual({ datasets: 0, bytes: 0 })
    expect(await keysOf(running.platform.storage)).toEqual(tables)
    await sweepOrphans(running.platform, new Date(Date.now() + 25 * 3600 * 1000))
    expect(await running.platform.storage.head(originalKey(ana.organizationId, sha256(file)))).toBeNull()
  })

  test('that two people announce at once share what room there is', async () => {
    const bytes = Math.floor((QUOTA - (await usage()).bytes) * 0.6)
    const tries = [1, 2, 3].map(() => call(ana, 'POST', 'uploads', { filename: 'x.csv', bytes }))
    const answers = await Promise.all(tries)
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    const made = answers.find(({ statusCode }) => statusCode === 201)?.json<Upload>()
    await call(ana, 'DELETE', `uploads/${made?.upload_id ?? ''}`)
  })

  test('expire, with their parts', async (running) => {
    const file = csvOf(1000)
    const made = await announce(file.length)
    await sendAll(made, file)
    await running.db.admin("update datapilot.upload set expires_at = now() - interval '1 s' where id = $1", [
      made.upload_id,
    ])
    expect(await sweepUploads(running.platform)).toBeGreaterThanOrEqual(1)
    expect(codeOf(await complete(made))).toEqual([404, 'upload_not_found'])
    const open = []
    for await (const { key } of running.platform.storage.parts.listOpen()) open.push(key)
    expect(open).not.toContain(made.file_key)
  })

  test('and objects that nobody refers to go after a day; all others stay', async (running) => {
    const { storage } = running.platform
    const { organizationId } = ana
    const org = `org_id=${organizationId}`
    const kept = csvOf(1000)
    await bring(kept, 'kept.csv')
    const open = await announce(100)
    const forgotten = await storage.parts.begin(`${org}/uploads/forgotten`)
    const orphans = [
      `${org}/uploads/nobody`,
      `${org}/originals/${'b'.repeat(64)}`,
      `${org}/tables/${randomUUID()}/data.parquet`,
      `${org}/trash/${'c'.repeat(64)}`,
    ]
    const foreign = `org_id=${randomUUID()}/originals/${'d'.repeat(64)}`
    const unknownFolder = `${org}/reports/somebodys`
    const before = await keysOf(storage)
    for (const key of [...orphans, foreign, unknownFolder]) await putText(running, key)
    expect(await sweepOrphans(running.platform)).toBe(0)
    const tomorrow = new Date(Date.now() + 25 * 3600 * 1000)
    expect(await sweepOrphans(running.platform, tomorrow)).toBe(orphans.length + 1)
    expect(await keysOf(storage)).toEqual([...before, foreign, unknownFolder].sort())
    expect(await storage.parts.list(forgotten)).toBeNull()
    expect((await call(ana, 'GET', `uploads/${open.upload_id}`)).statusCode).toBe(200)
  })

  test('of an organization whose removal was cut off go as a whole', async (running) => {
    const gone = randomUUID()
    const left = [removalMarker(gone), `org_id=${gone}/originals/${'e'.repeat(64)}`, `org_id=${gone}/reports/x`]
    const before = await keysOf(running.platform.storage)
    for (const key of left) await putText(running, key)
    // An organization that is there is never taken for one that is gone.
    await putText(running, removalMarker(ana.organizationId))
    expect(await sweepOrphans(running.platform)).toBe(1)
    expect(await keysOf(running.platform.storage)).toEqual([...before, removalMarker(ana.organizationId)].sort())
    await running.platform.storage.remove(removalMarker(ana.organizationId))
  })

  test('put an original back that was set aside while somebody uploaded it again', async (running) => {
    const { storage } = running.platform
    const text = csvOf(500)
    await bring(text, 'aside.csv')
    const original = originalKey(ana.organizationId, sha256(text))
    const aside = `org_id=${ana.organizationId}/trash/${sha256(text)}`
    await storage.move(original, aside, sha256(text))
    await sweepOrphans(running.platform, new Date(Date.now() + 25 * 3600 * 1000))
    expect(await storage.head(original)).toMatchObject({ bytes: text.length })
    expect(await storage.head(aside)).toBeNull()
  })

  test('show in health what holds them, and pages may send them there', async (running) => {
    const health = (await running.app.inject('/api/v1/health')).json<{ checks: Record<string, { detail: string }> }>()
    const detail = kind === 'local' ? /^local, [\d.]+ GiB free$/ : /^s3, bucket reachable$/
    expect(health.checks['storage']).toMatchObject({ status: 'ok', detail: expect.stringMatching(detail) })
    const policy = String((await running.app.inject('/api/v1/health')).headers['content-security-policy'])
    expect(policy).toContain(`connect-src 'self'${store === null ? '' : ` ${store.config.endpoint ?? ''}`};`)
  })
})

async function keysOf(storage: TestServer['platform']['storage']): Promise<string[]> {
  const keys = []
  for await (const { key } of storage.list()) keys.push(key)
  return keys.sort()
}

async function putText({ platform }: TestServer, key: string): Promise<void> {
  const path = `${platform.config.home}/${randomUUID()}`
  await writeFile(path, key)
  await platform.storage.putFile(key, path)
  await rm(path)
}
