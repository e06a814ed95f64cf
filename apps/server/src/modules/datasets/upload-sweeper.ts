import type { Logger } from '../../platform/telemetry/logger.ts'
import type { UploadService } from './upload.service.ts'

const EVERY_MS = 10 * 60 * 1000

/** Clears abandoned uploads away from time to time; several instances may do it at once. */
export class UploadSweeper {
  readonly #uploads: UploadService
  readonly #logger: Logger
  #timer: NodeJS.Timeout | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(uploads: UploadService, logger: Logger) {
    this.#uploads = uploads
    this.#logger = logger
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#sweep()
    }, EVERY_MS)
    this.#timer.unref()
    this.#running = this.#sweep()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #sweep(): Promise<void> {
    try {
      const removed = await this.#uploads.sweep()
      if (removed > 0) this.#logger.info({ removed }, 'upload.expired')
    } catch (error) {
      this.#logger.warn({ err: error }, 'upload sweep failed')
    }
  }
}
