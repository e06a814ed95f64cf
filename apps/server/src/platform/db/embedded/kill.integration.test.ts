import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { testPythonHome } from '../../../../test-support/test-cluster.ts'

const HOLDER = fileURLToPath(new URL('../../../../test-support/holder.ts', import.meta.url))

let home: string
const children: ChildProcess[] = []

/** A process on the data folder; `says` waits for a line that starts with the words. */
function startHolder() {
  const child = spawn(process.execPath, [HOLDER, home], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const says = async (start: string): Promise<string> => {
    for (;;) {
      const found = lines.findIndex((line) => line.startsWith(start))
      if (found >= 0) return lines.splice(found, 1)[0] ?? ''
      await once(reader, 'line', { signal: AbortSignal.timeout(20_000) })
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { child, says, end, send: (line: string) => child.stdin.write(`${line}\n`) }
}

const postmasterPid = async (): Promise<number> =>
  Number((await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dp-kill-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  const server = await startEmbeddedPostgres({ dataHome: home, pythonHome: testPythonHome() })
  await server.stop()
  await rm(home, { recursive: true, force: true })
})

describe('one data folder', () => {
  it('serves one process: the second says who is there and leaves the first alone', async () => {
    const first = startHolder()
    await first.says('ready')
    const second = startHolder()
    expect(await second.says('refused')).toBe(
      `refused Another DataPilot runs on this data folder (process ${first.child.pid}).`,
    )
    first.send('k 0')
    await first.says('ended')
    await first.end('SIGTERM')
  })

  it('is reached by a socket of this user alone, never by TCP', async () => {
    const holder = startHolder()
    await holder.says('ready')
    const [, , , port, socketFolder, address] = (
      await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')
    ).split('\n')
    expect(address).toBe('')
    expect(await readdir(socketFolder ?? '')).toContain(`.s.PGSQL.${port}`)
    const socket = connect(Number(port), '127.0.0.1')
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await holder.end('SIGTERM')
  })

  it('is stopped with an orderly stop', async () => {
    const holder = startHolder()
    await holder.says('ready')
    await holder.end('SIGTERM')
    await expect(postmasterPid()).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('starts although a pid file names a process that is something else', async () => {
    await writeFile(
      join(home, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${home}/postgres\n0\n5432\n${home}/run\n\n 0 0\nready\n`,
    )
    const holder = startHolder()
    await holder.says('ready')
    await holder.end('SIGTERM')
  })
})

it('after kill -9 the running PostgreSQL is found again and the job in hand runs again, ten times over', async () => {
  let holder = startHolder()
  await holder.says('ready')
  const postmaster = await postmasterPid()
  holder.send('long 60000')
  await holder.says('begun')
  for (let round = 0; round < 10; round += 1) {
    await holder.end('SIGKILL')
    const killedAt = Date.now()
    holder = startHolder()
    await holder.says('begun')
    expect(Date.now() - killedAt).toBeLessThan(10_000)
    expect(await postmasterPid()).toBe(postmaster)
  }
  await holder.end('SIGTERM')
}, 120_000)

it('loses no job to an orderly stop either, and starts again after kill -9 of PostgreSQL itself', async () => {
  const holder = startHolder()
  await holder.says('begun')
  process.kill(await postmasterPid(), 'SIGKILL')
  await holder.end('SIGKILL')
  const next = startHolder()
  await next.says('begun')
  await next.end('SIGTERM')
}, 60_000)
