import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const INSTALLED = process.env['DATAPILOT_HOME'] ?? join(ROOT, '.datapilot')
const START_MS = 60_000

/** A server as `npm start` runs it, on a data folder of its own that vanishes with it. */
export interface RunningServer {
  readonly origin: string
  /** The one-time link that the server printed at this start. */
  readonly link: string
  /** `SIGKILL`, as a crash would. */
  kill(): Promise<void>
  /** Starts again on the same data and port. */
  restart(): Promise<RunningServer>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) =>
    child.once('exit', () => {
      resolve()
    }),
  )
}

async function run(home: string, port: number): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(ROOT, 'apps/server/src/main.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATAPILOT_HOME: home,
      DATAPILOT_WEB_ROOT: process.env['DATAPILOT_WEB_ROOT'] ?? join(INSTALLED, 'web'),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATAPILOT_SIGN_UP: 'open',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const origin = `http://127.0.0.1:${port}`
  let output = ''
  const link = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`the server does not start:\n${output}`))
    }, START_MS)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const printed = /https?:\/\/\S+\/app\/link#\S+/u.exec(output)?.[0]
      if (!printed || !output.includes('is ready')) return
      clearTimeout(late)
      resolve(printed)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${code ?? 'a signal'}:\n${output}`))
    })
  })
  return {
    origin,
    link,
    async kill() {
      child.kill('SIGKILL')
      await exited(child)
    },
    restart: () => run(home, port),
    async stop() {
      child.kill('SIGTERM')
      await exited(child)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Starts a server on an empty data folder; the Python environment is the installed one. */
export async function startServer(): Promise<RunningServer> {
  const home = await mkdtemp(join(tmpdir(), 'datapilot-e2e-'))
  const python = join(INSTALLED, 'python')
  if (!existsSync(python)) throw new Error(`there is no Python environment in ${python}`)
  await symlink(python, join(home, 'python'))
  return run(home, await freePort())
}
