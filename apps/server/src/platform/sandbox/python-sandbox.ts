import { mkdir } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { type PythonReply, PythonProcess, type PythonTable } from './python-process.ts'
import { escapedFrom } from './self-test.ts'

/** Processes at once: each may hold 2 GiB of address space. */
const MAX_PROCESSES = 2
const MAX_WAITING = 50
const TIMEOUT_MS = 20_000

export interface PythonRun {
  readonly code: string
  readonly tables: readonly PythonTable[]
  readonly maxRows: number
  /** True for code that the server compiled from a typed plan: only then a process may serve again. */
  readonly generated: boolean
  readonly signal: AbortSignal
}

export interface PythonSandbox {
  /** The isolation in force; `off` means that no Python runs at all. */
  readonly level: 'bubblewrap' | 'off'
  readonly detail: string
  /** @throws AppError python_off, python_busy, python_timeout, python_failed, python_out_of_memory */
  run(request: PythonRun): Promise<PythonReply>
  close(): Promise<void>
}

function off(detail: string): PythonSandbox {
  const refuse = () => Promise.reject(new AppError('python_off', 503, { detail }))
  return { level: 'off', detail, run: refuse, close: () => Promise.resolve() }
}

class BubblewrapSandbox implements PythonSandbox {
  readonly level = 'bubblewrap'
  readonly detail = 'bubblewrap: no network, no foreign files, memory and time limits'
  readonly #options: { readonly python: string; readonly workFolder: string }
  readonly #idle: PythonProcess[] = []
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(options: { readonly python: string; readonly workFolder: string }, first: PythonProcess) {
    this.#options = options
    this.#idle.push(first)
  }

  async run(request: PythonRun): Promise<PythonReply> {
    await this.#enter()
    try {
      return await this.#runIn(await this.#take(), request)
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    const processes = this.#idle.splice(0)
    for (const process of processes) process.kill()
    await Promise.all(processes.map((process) => process.closed()))
  }

  async #runIn(process: PythonProcess, { generated, ...request }: PythonRun): Promise<PythonReply> {
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
      else process.kill()
    }
  }

  async #take(): Promise<PythonProcess> {
    for (let process = this.#idle.pop(); process; process = this.#idle.pop()) if (process.alive) return process
    return PythonProcess.start(this.#options)
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

/**
 * Opens the Python sandbox: starts a worker, lets it try to escape, and turns Python off when it cannot be isolated.
 * Python never runs unisolated.
 *
 * @param options.python folder of the Python environment
 * @param options.workFolder folder for slots, on the file system of the tables so that they can be hard-linked
 */
export async function openPythonSandbox(options: {
  readonly python: string
  readonly workFolder: string
}): Promise<PythonSandbox> {
  if (process.getuid?.() === 0) return off('Python is off: isolation needs an ordinary user, not root.')
  try {
    await mkdir(options.workFolder, { recursive: true, mode: 0o700 })
    const first = await PythonProcess.start(options)
    const escaped = await escapedFrom(first)
    if (escaped.length === 0) return new BubblewrapSandbox(options, first)
    first.kill()
    return off(`Python is off: the isolation of this machine lets through ${escaped.join(', ')}.`)
  } catch {
    return off('Python is off: bubblewrap is missing or may not create namespaces here; answers have one derivation.')
  }
}
