import { AppError } from '../errors.ts'
import { PythonProcess, type ProcessOptions, type PythonRequest } from './python-process.ts'
import type { PythonReply } from './python-reply.ts'

/** Processes at once: each may hold 2 GiB of address space. */
const MAX_PROCESSES = 2
const MAX_WAITING = 50
const TIMEOUT_MS = 20_000

export interface PoolRequest extends PythonRequest {
  /** True for code that the server compiled from a typed plan: only then a process may serve again. */
  readonly generated: boolean
}

/**
 * Isolated workers, started ahead of time. What ran somebody's code is thrown away, and its successor starts at once,
 * so that the next one is picked up without waiting for pandas.
 */
export class PythonPool {
  readonly #options: ProcessOptions
  readonly #idle: PythonProcess[] = []
  readonly #waiting: (() => void)[] = []
  #starting: Promise<void> | null = null
  #running = 0
  #closed = false

  constructor(options: ProcessOptions, first: PythonProcess) {
    this.#options = options
    this.#idle.push(first)
  }

  /** @throws AppError python_busy, python_timeout, python_died, python_unavailable; the reason of an aborted signal. */
  async run(request: PoolRequest): Promise<PythonReply> {
    await this.#enter()
    try {
      return await this.#runIn(await this.#take(), request)
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#starting
    const processes = this.#idle.splice(0)
    for (const process of processes) process.kill()
    await Promise.all(processes.map((process) => process.closed()))
  }

  async #runIn(process: PythonProcess, { generated, ...request }: PoolRequest): Promise<PythonReply> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    try {
      return await process.run({ ...request, signal: AbortSignal.any([request.signal, timeout]) })
    } catch (error) {
      if (!timeout.aborted) throw error
      throw new AppError('python_timeout', 422, {
        detail: 'The code ran longer than it may.',
        expected: `at most ${TIMEOUT_MS / 1000} s`,
      })
    } finally {
      if (generated && process.alive && this.#idle.length < MAX_PROCESSES) this.#idle.push(process)
      else {
        process.kill()
        this.#startAhead()
      }
    }
  }

  async #take(): Promise<PythonProcess> {
    if (this.#idle.length === 0) await this.#starting
    for (let process = this.#idle.pop(); process; process = this.#idle.pop()) if (process.alive) return process
    return PythonProcess.start(this.#options)
  }

  /** One spare worker: idle ones cost about 100 MB each. A failed start shows when somebody needs the worker. */
  #startAhead(): void {
    if (this.#closed || this.#starting !== null || this.#idle.length > 0) return
    this.#starting = PythonProcess.start(this.#options)
      .then((process) => void this.#idle.push(process))
      .catch(() => undefined)
      .finally(() => (this.#starting = null))
  }

  async #enter(): Promise<void> {
    if (this.#running >= MAX_PROCESSES) {
      if (this.#waiting.length >= MAX_WAITING)
        throw new AppError('python_busy', 503, {
          detail: 'Too many calculations wait for Python.',
          expected: 'ask again in a moment',
        })
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#running += 1
  }
}
