import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type ListenOptions, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../config.ts'
import { bubblewrap } from './bubblewrap.ts'
import { landlock } from './landlock.ts'
import { PythonProcess } from './python-process.ts'
import type { SandboxDriver } from './sandbox-driver.ts'

const ATTACKS = fileURLToPath(new URL('../../../../../python/tests/escape_attacks.py', import.meta.url))
/** Runs every attack and gives its name with how it was contained; null means that it worked. */
const REPORT = '\n[[attack.__name__, outcome(attack)] for attack in ATTACKS]'
const python = loadConfig().pythonHome

type Outcome = readonly [name: string, containedBy: string | null]

let folder: string
let targets: Record<string, string | number>
const servers: Server[] = []
const victim = spawn('/bin/sleep', ['600'], { env: { HIDDEN: '1' } })
/** Attacks that work on this machine where nothing contains them. */
let dangerous: ReadonlySet<string>

async function listen(where: ListenOptions): Promise<Server> {
  const server = createServer((socket) => socket.end()).listen(where)
  servers.push(server)
  await once(server, 'listening')
  return server
}

/** The files that attacks are after, as they were before any attack. */
async function layOut(): Promise<void> {
  await writeFile(join(folder, 'files/secret'), 'secret', { mode: 0o600 })
  await writeFile(join(folder, 'files/writable'), 'x')
  await writeFile(join(folder, 'files/deletable'), 'x')
  await writeFile(join(folder, 'slots/other/data.txt'), 'theirs')
  await writeFile(join(folder, 'slots/own/data.txt'), 'own')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapilot-escape-'))
  for (const part of ['slots/other', 'slots/own', 'files', 'scratch'])
    await mkdir(join(folder, part), { recursive: true })
  await layOut()
  const tcp = await listen({ port: 0, host: '127.0.0.1' })
  await listen({ path: join(folder, 'server.sock') })
  const abstract = `datapilot-${process.pid}`
  await listen({ path: `\0${abstract}` })
  const address = tcp.address()
  targets = {
    secret: join(folder, 'files/secret'),
    writable: join(folder, 'files/writable'),
    deletable: join(folder, 'files/deletable'),
    other_slot: join(folder, 'slots/other'),
    slot: join(folder, 'slots/own'),
    data: join(folder, 'slots/own/data.txt'),
    scratch: join(folder, 'scratch'),
    tcp: typeof address === 'object' && address ? address.port : 0,
    unix: join(folder, 'server.sock'),
    abstract,
    victim: victim.pid ?? 0,
  }
  const control = await promisify(execFile)(join(python, 'bin/python'), [
    '-I',
    ATTACKS,
    '--control',
    JSON.stringify(targets),
  ])
  const outcomes = JSON.parse(control.stdout) as Outcome[]
  dangerous = new Set(outcomes.filter(([, contained]) => contained === null).map(([name]) => name))
}, 60_000)

afterAll(async () => {
  victim.kill()
  for (const server of servers) server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Sends all attacks into one isolated worker; the code finds the targets, and its own data, at their real places. */
async function attackUnder(driver: SandboxDriver): Promise<Outcome[]> {
  const worker = await PythonProcess.start({ driver, python, workFolder: join(folder, 'slots') })
  try {
    const inside = 'TARGETS.update(data=file_path, slot=os.path.dirname(file_path), scratch="/tmp")\n'
    const reply = await worker.run({
      code: `TARGETS = ${JSON.stringify(targets)}\n${await readFile(ATTACKS, 'utf8')}\n${inside}${REPORT}`,
      tables: [],
      file: { path: join(folder, 'slots/own/data.txt'), extension: '.txt' },
      maxRows: 1000,
      explain: false,
      signal: AbortSignal.timeout(60_000),
    })
    if (!reply.ok || reply.result === null) throw new Error(reply.ok ? 'no result' : reply.detail)
    return reply.result.rows.map(
      ([pair]) => JSON.parse(String(pair).replaceAll("'", '"').replace('None', 'null')) as Outcome,
    )
  } finally {
    worker.kill()
    await worker.closed()
  }
}

describe('attacks that a process can make', () => {
  it('work where nothing contains them, at least sixty of them', () => {
    expect(dangerous.size).toBeGreaterThanOrEqual(60)
  })

  it.each([bubblewrap, landlock])('are all contained by $level', async (driver) => {
    await layOut()
    const outcomes = await attackUnder(driver)
    const contained = outcomes.filter(([, by]) => by !== null)
    const lines = outcomes.map(([name, by]) => `  ${by === null ? 'WORKED   ' : 'contained'} ${name} ${by ?? ''}`)
    console.log(`${driver.level}: ${contained.length} of ${outcomes.length} contained\n${lines.join('\n')}`)
    expect(outcomes.filter(([name, by]) => by === null && dangerous.has(name)).map(([name]) => name)).toEqual([])
    expect(await readFile(join(folder, 'slots/own/data.txt'), 'utf8')).toBe('own')
  })
})
