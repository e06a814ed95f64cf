import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, chmod, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CachedState, ObjectCache } from './object-cache.ts'

const HOUR_MS = 3600 * 1000

let folder: string
let cache: ObjectCache
let fetched: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dp-cache-'))
  cache = new ObjectCache(folder, 250)
  await cache.prepare({ exclusive: true })
  fetched = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const state = (key: string, bytes = 100): CachedState => ({ key, etag: '"1"', bytes })
const content = (bytes: number) => 'x'.repeat(bytes)
function get(of: CachedState, text = content(of.bytes)) {
  return cache.get(of, async () => {
    fetched += 1
    return Readable.from([Buffer.from(text)])
  })
}
async function unusedFor(path: string, hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * HOUR_MS)
  await utimes(path, then, then)
}

describe('a cache of objects', () => {
  it('fetches once, whoever asks at the same time or later, and hands out a read-only file with its hash', async () => {
    const files = await Promise.all([get(state('a')), get(state('a')), get(state('a'))])
    const again = await get(state('a'))
    expect(fetched).toBe(1)
    expect(new Set([...files, again].map(({ path }) => path)).size).toBe(1)
    expect(again.sha256).toBe(createHash('sha256').update(content(100)).digest('hex'))
    expect((await stat(again.path)).mode & 0o777).toBe(0o440)
  })

  it('takes a changed object for another one', async () => {
    await get(state('a'), content(100))
    const changed = await get({ ...state('a'), etag: '"2"' }, 'y'.repeat(100))
    expect(await readFile(changed.path, 'utf8')).toBe('y'.repeat(100))
  })

  it.each([99, 101])('keeps nothing of an object that comes with %i of 100 bytes', async (bytes) => {
    await expect(get(state('a'), content(bytes))).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect(await cache.find(state('a'))).toBeNull()
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
  })

  it('fetches again what a crash of the machine cut short', async () => {
    const { path } = await get(state('a'))
    await chmod(path, 0o600)
    await truncate(path, 50)
    expect((await stat((await get(state('a'))).path)).size).toBe(100)
    expect(fetched).toBe(2)
  })

  it('lets the longest unused go beyond its budget, and nothing that was just handed out', async () => {
    const [old, older] = [await get(state('old')), await get(state('older'))]
    await unusedFor(old.path, 1)
    await unusedFor(older.path, 2)
    await get(state('new'))
    expect(await cache.find(state('older'))).toBeNull()
    expect(await cache.find(state('old'))).not.toBeNull()
    // All in use now: more than the budget is kept rather than taken away.
    await get(state('more'))
    for (const key of ['old', 'new', 'more']) expect(await cache.find(state(key))).not.toBeNull()
  })

  it('keeps an open file readable when it goes', async () => {
    const { path } = await get(state('old'))
    await unusedFor(path, 2)
    const reading = readFile(path, 'utf8')
    await get(state('new', 240))
    expect(await reading).toBe(content(100))
  })

  it('adopts a file that the server made, and clears at the start what a killed process left', async () => {
    const made = join(folder, '.made')
    await writeFile(made, content(100))
    await cache.adopt(state('made'), { path: made, sha256: 'a'.repeat(64) })
    expect(await get(state('made'))).toMatchObject({ sha256: 'a'.repeat(64) })
    expect(fetched).toBe(0)
    await writeFile(join(folder, '.incoming', randomUUID()), 'half')
    await cache.prepare({ exclusive: true })
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
  })
})
