import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HealthCheck } from '@datapilot/contracts'
import { AppError } from '../errors.ts'
import { detectConfinement, planLaunch } from './worker-launch.ts'
import { WorkerProcess, type JobOptions } from './worker-process.ts'

export interface WorkerPoolOptions {
  /** Names the pool in error codes: `<name>_busy`, `<name>_timeout`, `<name>_died`. */
  readonly name: string
  /** The program of the workers; it calls `serveJobs`. */
  readonly module: URL
  /** Folder for the workers' own folders, on the file system of the data they get by hard link. */
  readonly workDirectory: string
  /** RLIMIT_DATA of each worker, in bytes. */
  readonly dataBytes: number
  /** Processes kept started and idle. */
  readonly warm: number
  readonly maxConcurrent: number
  /** Jobs that may wait; one more is refused with `<name>_busy`. */
  readonly maxQueued: number
  /** Jobs per process. One for anything that a person or a model wrote. */
  readonly jobsPerWorker: number
  /** What workers see of the file system when they run in namespaces; null runs them without. */
  readonly visible: readonly string[] | null
  /** Settings for the workers' program. */
  readonly env: Readonly<Record<string, string>>
}

interface Waiting {
  readonly admit: () => void
  readonly refuse: (error: AppError) => void
}

/** Warm worker processes under operating-system limits. A worker that dies takes its job with it and nothing else. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #idle: Promise<WorkerProcess>[] = []
  readonly #all = new Set<WorkerProcess>()
  readonly #waiting: Waiting[] = []
  #running = 0
  #closed = false
  #lastFailure: string | null = null

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  /** Starts the warm workers, in the background. */
  warmUp(): void {
    if (this.#closed) return
    while (this.#idle.length < this.#options.warm) {
      const worker = this.#start()
      worker.catch(() => undefined)
      this.#idle.push(worker)
    }
  }

  /**
   * Runs one job in a worker. `makeJob` gets the worker's folder and may put files into its `data` folder.
   *
   * @throws AppError `<name>_busy` when too many jobs wait, `<name>_timeout`, `<name>_died`, `cancelled`, or what the worker reported.
   */
  async run(makeJob: (slot: string) => unknown, options: JobOptions): Promise<unknown> {
    await this.#admit(options.signal)
    let worker: WorkerProcess | null = null
    try {
      worker = await this.#take()
      const job = await makeJob(worker.slot)
      return await worker.run(job, options)
    } catch (error) {
      worker?.kill()
      throw error
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.admit()
      if (worker !== null) this.#giveBack(worker)
    }
  }

  #admit(signal: AbortSignal | undefined): Promise<void> {
    const { name, maxConcurrent, maxQueued } = this.#options
    if (this.#closed)
      return Promise.reject(new AppError(`${name}_closed`, 503, { detail: `The ${name} is shutting down.` }))
    if (signal?.aborted) return Promise.reject(cancelled())
    if (this.#running < maxConcurrent) {
      this.#running += 1
      return Promise.resolve()
    }
    if (this.#waiting.length >= maxQueued) {
      const detail = `All ${maxConcurrent} ${name} processes are busy and ${maxQueued} jobs wait already.`
      return Promise.reject(new AppError(`${name}_busy`, 503, { detail, expected: 'another try in a moment' }))
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(cancelled())
      }
      const leave = (act: () => void): void => {
        signal?.removeEventListener('abort', onAbort)
        act()
      }
      const waiting: Waiting = {
        admit: () =>
          leave(() => {
            this.#running += 1
            resolve()
          }),
        refuse: (error) => leave(() => reject(error)),
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.push(waiting)
    })
  }

  async #take(): Promise<WorkerProcess> {
    const worker = await (this.#takeIdle() ?? this.#start())
    try {
      await worker.ready
      this.#lastFailure = null
      return worker
    } catch (error) {
      this.#lastFailure = error instanceof Error ? error.message : String(error)
      void this.#discard(worker)
      throw error
    }
  }

  /** The oldest idle worker that still lives: the one most likely to be warm already. */
  #takeIdle(): Promise<WorkerProcess> | undefined {
    const next = this.#idle.shift()
    return next?.then((worker) => (worker.alive ? worker : this.#discard(worker).then(() => this.#start())))
  }

  async #start(): Promise<WorkerProcess> {
    const { workDirectory, name, module, dataBytes, visible, env } = this.#options
    await mkdir(workDirectory, { recursive: true, mode: 0o700 })
    const [slot, confinement] = await Promise.all([mkdtemp(join(workDirectory, `${name}-`)), detectConfinement()])
    await Promise.all([mkdir(join(slot, 'data')), mkdir(join(slot, 'tmp'))])
    const launch = planLaunch({ confinement, entry: fileURLToPath(module), dataBytes, slot, visible, env })
    const worker = new WorkerProcess(name, slot, launch)
    this.#all.add(worker)
    if (this.#closed) await this.#discard(worker)
    return worker
  }

  #giveBack(worker: WorkerProcess): void {
    if (worker.alive && !this.#closed && worker.jobs < this.#options.jobsPerWorker)
      this.#idle.push(Promise.resolve(worker))
    else void this.#discard(worker)
    // After the answer, so that starting a replacement does not compete with the work itself.
    if (this.#lastFailure === null) setImmediate(() => this.warmUp())
  }

  async #discard(worker: WorkerProcess): Promise<void> {
    await worker.dispose()
    this.#all.delete(worker)
  }

  /** One line for the health report. */
  async health(): Promise<HealthCheck> {
    const { notes, bwrap } = await detectConfinement()
    const visible = this.#options.visible === null ? [] : notes
    const missing = this.#options.visible === null ? notes.filter((note) => note.startsWith('prlimit')) : visible
    const state = `${this.#running} busy, ${this.#idle.length} warm, ${this.#waiting.length} waiting`
    const isolation = this.#options.visible !== null && bwrap !== null ? 'in namespaces, ' : ''
    if (this.#lastFailure !== null)
      return { status: 'failed', detail: `Workers do not start: ${this.#lastFailure}`, elapsed_ms: 0 }
    if (missing.length > 0) return { status: 'degraded', detail: `${state}; ${missing.join('; ')}`, elapsed_ms: 0 }
    return { status: 'ok', detail: `${isolation}${state}`, elapsed_ms: 0 }
  }

  /** Kills every worker and refuses every job that waits. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { refuse } of this.#waiting.splice(0)) {
      refuse(
        new AppError(`${this.#options.name}_closed`, 503, { detail: `The ${this.#options.name} is shutting down.` }),
      )
    }
    await Promise.allSettled(this.#idle.splice(0))
    await Promise.allSettled([...this.#all].map((worker) => this.#discard(worker)))
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 499, { detail: 'The work was cancelled.' })
}
