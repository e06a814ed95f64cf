import type { Transaction } from '../db/database.ts'

/** Background work. The row that the job works on is the truth; the queue only says that somebody should look. */
export interface Jobs {
  /** Registers the handler of a queue; `signal` aborts on shutdown and cancellation. */
  define<T extends object>(
    queue: string,
    options: { concurrency: number; retries: number },
    handler: (data: T, signal: AbortSignal) => Promise<void>,
  ): void
  /** Enqueues inside the transaction that writes the row; `key` makes it idempotent while one is waiting or running. */
  enqueue(tx: Transaction, queue: string, data: object, options?: { key?: string }): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}
