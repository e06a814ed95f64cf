import type { LanguageModelV4ToolCall } from '@ai-sdk/provider'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../platform/errors.ts'
import type { Turn } from './turn.ts'

/** A question of the longest kind over the largest known table takes under a second; this only stops the unforeseen. */
const TIMEOUT_MS = 15_000
/** Turns that may wait; behind them a server is past answering anybody in time. */
const MAX_WAITING = 1000
const MEMORY_MB = 1024

/** What the thread answers to the turn of this number. */
export type ThreadReply =
  { readonly id: number; readonly calls: LanguageModelV4ToolCall[] } | { readonly id: number; readonly failure: string }

interface Waiting {
  readonly resolve: (calls: LanguageModelV4ToolCall[]) => void
  readonly reject: (error: AppError) => void
  readonly timer: NodeJS.Timeout
}

/**
 * Reads questions on a thread of its own, so that nobody else waits for it. Started with the first question; a thread
 * that dies or hangs takes its turns with it and is replaced by the next one.
 */
export class PlannerThread {
  #worker: Worker | null = null
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  /** @throws AppError `planner_busy`, `planner_timeout`, `planner_failed`. */
  nextCalls(turn: Turn): Promise<LanguageModelV4ToolCall[]> {
    if (this.#waiting.size >= MAX_WAITING)
      return Promise.reject(new AppError('planner_busy', 503, { detail: 'Too many questions are waiting to be read.' }))
    const worker = this.#open()
    const id = (this.#next += 1)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#end(new AppError('planner_timeout', 500, { detail: 'Reading the question took too long.' }))
      }, TIMEOUT_MS)
      this.#waiting.set(id, { resolve, reject, timer })
      // Only a turn that is waited for keeps the process alive.
      worker.ref()
      worker.postMessage({ id, turn })
    })
  }

  #open(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('planner-thread.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    const failed = (cause?: unknown) => {
      if (this.#worker === worker)
        this.#end(new AppError('planner_failed', 500, { detail: 'The question could not be read.' }, { cause }))
    }
    worker.on('message', (reply: ThreadReply) => this.#settle(reply))
    worker.on('error', failed)
    worker.on('exit', () => failed())
    this.#worker = worker
    return worker
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    clearTimeout(waiting.timer)
    if (this.#waiting.size === 0) this.#worker?.unref()
    if ('calls' in reply) waiting.resolve(reply.calls)
    else
      waiting.reject(
        new AppError(
          'planner_failed',
          500,
          { detail: 'The question could not be read.' },
          { cause: new Error(reply.failure) },
        ),
      )
  }

  /** Ends the thread and everything that waits for it. */
  #end(error: AppError): void {
    const worker = this.#worker
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject, timer } of waiting) {
      clearTimeout(timer)
      reject(error)
    }
    void worker?.terminate()
  }
}
