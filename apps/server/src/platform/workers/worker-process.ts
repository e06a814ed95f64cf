import { spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import type { Launch } from './worker-launch.ts'
import { parseWorkerMessage, type WorkerFailure } from './worker-protocol.ts'

const STDERR_LIMIT = 8_192
const START_TIMEOUT_MS = 20_000

export interface JobOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((value: unknown) => void) | undefined
}

/** Why a worker ended while it had work. `stderr` is for logs and for recognising memory exhaustion, never for callers. */
export class WorkerDiedError extends AppError {
  readonly stderr: string

  constructor(pool: string, stderr: string) {
    super(`${pool}_died`, 500, { detail: `The ${pool} process ended before it answered.` })
    this.stderr = stderr
  }
}

/** The worker's failure as an error of ours; what only logs may see is its cause. */
function reported({ code, status, internal, ...facts }: WorkerFailure): AppError {
  return new AppError(code, status, facts, internal === undefined ? undefined : { cause: new Error(internal) })
}

/** One child process in a session of its own, with a folder of its own. Killed as a group, so nothing of it stays. */
export class WorkerProcess {
  readonly slot: string
  readonly ready: Promise<void>
  jobs = 0
  readonly #pool: string
  readonly #child: ChildProcess
  #stderr = ''
  #dead = false
  readonly #exited: Promise<void>

  constructor(pool: string, slot: string, launch: Launch & { readonly cwd: string }) {
    this.slot = slot
    this.#pool = pool
    this.#child = spawn(launch.command, [...launch.args], {
      cwd: launch.cwd,
      env: { ...launch.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      detached: true,
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < STDERR_LIMIT) this.#stderr += chunk.toString('latin1', 0, STDERR_LIMIT)
    })
    this.#exited = new Promise((resolve) => {
      const end = (): void => {
        this.#dead = true
        resolve()
      }
      this.#child.once('exit', end)
      this.#child.once('error', (error) => {
        this.#stderr += error.message
        end()
      })
    })
    this.ready = this.#awaitReady()
    // A worker that nobody waits for yet may die; whoever takes it learns of it then.
    this.ready.catch(() => undefined)
  }

  get alive(): boolean {
    return !this.#dead
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  #awaitReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new WorkerDiedError(this.#pool, this.#stderr))
      const timer = setTimeout(() => {
        this.kill()
        fail()
      }, START_TIMEOUT_MS)
      timer.unref()
      this.#child.once('message', (message) => {
        clearTimeout(timer)
        if (parseWorkerMessage(message)?.kind === 'ready') resolve()
        else fail()
      })
      void this.#exited.then(() => {
        clearTimeout(timer)
        fail()
      })
    })
  }

  /**
   * Hands over one job and waits for its end.
   *
   * @throws AppError what the worker reported, `<pool>_timeout`, `cancelled`, or WorkerDiedError.
   */
  run(job: unknown, options: JobOptions): Promise<unknown> {
    this.jobs += 1
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', onAbort)
        this.#child.off('message', onMessage)
        act()
      }
      const stop = (error: AppError): void => {
        this.kill()
        settle(() => reject(error))
      }
      const onAbort = (): void => stop(new AppError('cancelled', 499, { detail: 'The work was cancelled.' }))
      const onMessage = (raw: unknown): void => {
        const message = parseWorkerMessage(raw)
        if (message === null || message.kind === 'ready') return
        if (message.kind === 'progress') options.onProgress?.(message.value)
        else if (message.kind === 'result') settle(() => resolve(message.value))
        else settle(() => reject(reported(message.failure)))
      }
      const timer = setTimeout(() => stop(this.#timeoutError(options.timeoutMs)), options.timeoutMs)
      this.#child.on('message', onMessage)
      options.signal?.addEventListener('abort', onAbort, { once: true })
      void this.#exited.then(() => settle(() => reject(new WorkerDiedError(this.#pool, this.#stderr))))
      if (options.signal?.aborted) onAbort()
      else if (this.alive && this.#child.connected) this.#child.send({ kind: 'job', job }, () => undefined)
    })
  }

  #timeoutError(timeoutMs: number): AppError {
    return new AppError(`${this.#pool}_timeout`, 408, {
      detail: `The work took longer than ${timeoutMs} ms and was stopped.`,
      expected: `at most ${timeoutMs} ms`,
    })
  }

  /** Ends the process and everything it started, at once. */
  kill(): void {
    const pid = this.#child.pid
    if (pid === undefined || this.#dead) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      this.#child.kill('SIGKILL')
    }
  }

  /** Kills the process, waits for its end and removes its folder. */
  async dispose(): Promise<void> {
    this.kill()
    await this.#exited
    await rm(this.slot, { recursive: true, force: true })
  }
}
