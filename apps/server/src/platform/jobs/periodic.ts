/**
 * Work that comes back: at the start, and then `everyMs` after the last beginning, never two at once. An error is told
 * to `onError` and the next turn comes all the same. The timer keeps no process alive.
 */
export class Periodic {
  readonly #everyMs: number
  readonly #work: () => Promise<void>
  readonly #onError: (error: unknown) => void
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void) {
    this.#everyMs = everyMs
    this.#work = work
    this.#onError = onError
  }

  start(): void {
    this.#turn()
    this.#timer = setInterval(() => {
      this.#turn()
    }, this.#everyMs)
    this.#timer.unref()
  }

  /** Returns when no turn is under way any more. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  #turn(): void {
    this.#running = this.#running.then(this.#work).catch(this.#onError)
  }
}
