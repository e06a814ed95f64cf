import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../test-support/free-port.ts'
import { testPythonHome } from '../../test-support/test-cluster.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const START_TIMEOUT_MS = 60_000
const LINK = /https?:\/\/\S+\/app\/link#\S+/gu

/** A real server with a data folder of its own, that can be killed and started again. */
export class ServerProcess {
  readonly home: string
  readonly origin: string
  readonly #port: number
  #child: ChildProcess | null = null
  #output = ''

  private constructor(home: string, port: number) {
    this.home = home
    this.#port = port
    this.origin = `http://127.0.0.1:${String(port)}`
  }

  static async create(): Promise<ServerProcess> {
    const home = await mkdtemp(join(tmpdir(), 'dp-kill-'))
    await symlink(resolve(testPythonHome()), join(home, 'python'))
    return new ServerProcess(home, await freePort())
  }

  /** Starts the server and returns when it answers. @returns the instant of the start, in epoch milliseconds. */
  async start(): Promise<number> {
    const startedAt = Date.now()
    this.#output = ''
    const env = {
      PATH: process.env['PATH'],
      HOME: this.home,
      DATAPILOT_HOME: this.home,
      DATAPILOT_SIGN_UP: 'open',
      PORT: String(this.#port),
      LOG_LEVEL: 'warn',
      // The web app as it was built for this installation, where there is one.
      DATAPILOT_WEB_ROOT: process.env['DATAPILOT_WEB_ROOT'] ?? join(testPythonHome(), '..', 'web'),
    }
    // A session of its own, so that nothing but the server process itself hears what is sent to it.
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    this.#child = child
    const collect = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    await this.#untilReady(child)
    return startedAt
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const end = Date.now() + START_TIMEOUT_MS
    while (Date.now() < end) {
      await sleep(25)
      if (child.exitCode !== null) throw new Error(`the server ended by itself:\n${this.#output}`)
      const answer = await fetch(`${this.origin}/api/v1/health/database`).catch(() => null)
      if (answer?.ok) return
    }
    throw new Error(`the server did not start:\n${this.#output}`)
  }

  /** `kill -9`: the process gets no chance to say goodbye. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Ends in order, database included, and removes the data folder. */
  async dispose(): Promise<void> {
    await this.#end('SIGTERM')
    await rm(this.home, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  /** The one-time link of the latest start, as the terminal shows it. */
  async link(): Promise<string> {
    for (let waited = 0; waited < START_TIMEOUT_MS; waited += 25) {
      const link = this.#output.match(LINK)?.at(-1)
      if (link !== undefined) return link
      await sleep(25)
    }
    throw new Error(`the server printed no link:\n${this.#output}`)
  }

  get output(): string {
    return this.#output
  }
}
