import type { Hold, Progress } from './analysis-queue.repository.ts'

/** Watching people see movement at ten pictures a second; the database needs far fewer. */
const PUBLISH_EVERY_MS = 100
/** A quarter of the lease, so that three writes in a row may fail. */
const STORE_EVERY_MS = 1500

export interface ReporterPorts {
  readonly publish: (progress: Progress) => Promise<void>
  readonly store: (progress: Progress) => Promise<Hold>
  /** Called when `store` says that the run has to stop. */
  readonly onStop: (hold: Exclude<Hold, 'held'>) => void
}

/** Turns many reports into few events and fewer writes; progress only ever rises. */
export class ProgressReporter {
  readonly #ports: ReporterPorts
  readonly #timer: NodeJS.Timeout
  #latest: Progress
  #publishedAt = 0
  #storing: Promise<void> = Promise.resolve()

  constructor(start: Progress, ports: ReporterPorts) {
    this.#latest = start
    this.#ports = ports
    this.#timer = setInterval(() => void this.#store(), STORE_EVERY_MS)
    this.#timer.unref()
  }

  report(next: Progress): void {
    const changed = next.stage !== this.#latest.stage
    this.#latest = { ...next, progress: Math.min(100, Math.max(this.#latest.progress, next.progress)) }
    if (changed) void this.#store()
    if (!changed && Date.now() - this.#publishedAt < PUBLISH_EVERY_MS) return
    this.#publishedAt = Date.now()
    // A lost picture is followed by the next one; followers read the row when they arrive.
    this.#ports.publish(this.#latest).catch(() => undefined)
  }

  /** Where the work stands. */
  get latest(): Progress {
    return this.#latest
  }

  #store(): Promise<void> {
    this.#storing = this.#storing.then(async () => {
      try {
        const hold = await this.#ports.store(this.#latest)
        if (hold !== 'held') this.#ports.onStop(hold)
      } catch {
        // The database is away for a moment: the next beat tries again, and the lease decides in the end.
      }
    })
    return this.#storing
  }

  /** Stops beating; no write is under way afterwards. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#storing
  }
}
