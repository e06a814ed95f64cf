import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts'
import type { TestJob } from './worker-pool.test-worker.ts'

let folder: string
const pools: WorkerPool[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pool-test-'))
})
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
  await rm(folder, { recursive: true, force: true })
})

function createPool(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  const pool = new WorkerPool({
    name: 'test',
    module: new URL('worker-pool.test-worker.ts', import.meta.url),
    workDirectory: join(folder, 'work'),
    dataBytes: 1024 ** 3,
    warm: 1,
    maxConcurrent: 2,
    maxQueued: 1,
    jobsPerWorker: 1,
    visible: null,
    env: { SETTING: 'yes' },
    ...options,
  })
  pools.push(pool)
  return pool
}

const run = (
  pool: WorkerPool,
  job: TestJob,
  options: { timeoutMs?: number; signal?: AbortSignal; onProgress?: (value: unknown) => void } = {},
) => pool.run(() => job, { timeoutMs: 20_000, ...options })
const pidOf = (answer: unknown): number => Number(String(answer).split(' ').at(-1))
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a pool of workers', () => {
  it('uses a process once', async () => {
    const pool = createPool()
    const first = pidOf(await run(pool, { act: 'say', text: 'a' }))
    const second = pidOf(await run(pool, { act: 'say', text: 'b' }))
    expect(second).not.toBe(first)
    await expect.poll(() => lives(first)).toBe(false)
  })

  it('uses a process again where it may', async () => {
    const pool = createPool({ jobsPerWorker: 2 })
    const pids = []
    for (const text of ['a', 'b', 'c']) pids.push(pidOf(await run(pool, { act: 'say', text })))
    expect(pids[0]).toBe(pids[1])
    expect(pids[2]).not.toBe(pids[0])
  })

  it('passes progress on', async () => {
    const seen: unknown[] = []
    await run(createPool(), { act: 'say', text: 'a' }, { onProgress: (value) => seen.push(value) })
    expect(seen).toEqual(['working'])
  })

  it('shows reported failures and hides all others', async () => {
    const pool = createPool()
    await expect(run(pool, { act: 'fail' })).rejects.toMatchObject({
      code: 'test_failed',
      status: 418,
      facts: { where: 'here' },
    })
    const hidden = await run(pool, { act: 'throw' }).catch((error: unknown) => error)
    expect(hidden).toMatchObject({ code: 'worker_failed', message: 'The work failed in its process.' })
    expect(JSON.stringify((hidden as { facts: unknown }).facts)).not.toContain('secret')
    expect((hidden as Error).cause).toMatchObject({ message: expect.stringContaining('/secret/path') })
  })

  it('goes on after a worker died, hung or took too much memory', async () => {
    const pool = createPool()
    await expect(run(pool, { act: 'die' })).rejects.toMatchObject({ code: 'test_died' })
    await expect(run(pool, { act: 'hang' }, { timeoutMs: 500 })).rejects.toMatchObject({ code: 'test_timeout' })
    await expect(run(pool, { act: 'allocate', bytes: 2 * 1024 ** 3 })).rejects.toMatchObject({
      code: expect.stringMatching(/^(test_died|worker_failed)$/),
    })
    expect(await run(pool, { act: 'say', text: 'still here' })).toContain('still here')
  })

  it('cancels work that runs and work that waits', async () => {
    const pool = createPool({ maxConcurrent: 1 })
    const controllers = [new AbortController(), new AbortController()]
    const jobs = controllers.map(({ signal }) => run(pool, { act: 'hang' }, { signal }))
    setTimeout(() => controllers.forEach((controller) => controller.abort()), 400)
    const results = await Promise.allSettled(jobs)
    for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } })
    expect(await run(pool, { act: 'say', text: 'free' })).toContain('free')
  })

  it('refuses more work than may wait', async () => {
    const pool = createPool({ maxConcurrent: 1, maxQueued: 1 })
    const results = await Promise.allSettled([1, 2, 3].map(() => run(pool, { act: 'flood' })))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(results[2]).toMatchObject({ reason: { code: 'test_busy', status: 503 } })
  })

  it('gives workers a folder of their own and nothing of our environment', async () => {
    process.env.POOL_TEST_SECRET = 'hidden'
    const answer = await createPool().run(
      async (slot) => {
        await writeFile(join(slot, 'data', 'file'), 'x')
        return { act: 'environment' } satisfies TestJob
      },
      { timeoutMs: 20_000 },
    )
    delete process.env.POOL_TEST_SECRET
    const { names, folder: found } = answer as { names: string[]; folder: string[] }
    expect(names.filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([
      'HOME',
      'LANG',
      'MALLOC_ARENA_MAX',
      'PATH',
      'SETTING',
      'TMPDIR',
      'TZ',
    ])
    expect(found).toEqual(['data', 'tmp'])
  })

  it('leaves no folder and no process behind', async () => {
    const pool = createPool({ warm: 2 })
    const pid = pidOf(await run(pool, { act: 'say', text: 'a' }))
    await pool.close()
    expect(await readdir(join(folder, 'work'))).toEqual([])
    expect(lives(pid)).toBe(false)
    await expect(run(pool, { act: 'say', text: 'b' })).rejects.toMatchObject({ code: 'test_closed' })
  })

  it('says in words what it cannot start', async () => {
    const pool = createPool({ module: new URL('does-not-exist.ts', import.meta.url), warm: 0 })
    await expect(run(pool, { act: 'say', text: 'a' })).rejects.toMatchObject({ code: 'test_died' })
    expect(await pool.health()).toMatchObject({ status: 'failed' })
  })

  it('ends with its parent, however that ends', async () => {
    const program = `import { WorkerPool } from ${JSON.stringify(new URL('worker-pool.ts', import.meta.url).href)}
      const pool = new WorkerPool({ name: 'test', module: new URL(${JSON.stringify(new URL('worker-pool.test-worker.ts', import.meta.url).href)}),
        workDirectory: ${JSON.stringify(join(folder, 'orphan'))}, dataBytes: 2 ** 30, warm: 1, maxConcurrent: 1, maxQueued: 1, jobsPerWorker: 9, visible: null, env: {} })
      console.log(await pool.run(() => ({ act: 'say', text: 'x' }), { timeoutMs: 20000 }))
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pid = pidOf(
      await new Promise<string>((resolve) =>
        parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
      ),
    )
    expect(lives(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => lives(pid), { timeout: 5_000 }).toBe(false)
  })

  it.runIf(process.platform === 'linux')('limits the memory of workers', async () => {
    const pool = createPool({ jobsPerWorker: 9, dataBytes: 900 * 1024 ** 2 })
    const pid = pidOf(await run(pool, { act: 'say', text: 'a' }))
    const { stdout } = await promisify(execFile)('grep', ['Max data size', `/proc/${pid}/limits`])
    expect(stdout).toContain(String(900 * 1024 ** 2))
  })
})
