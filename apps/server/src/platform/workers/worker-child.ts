import type { JobMessage, WorkerFailure, WorkerMessage } from './worker-protocol.ts'

/** Thrown inside a worker process for failures that the caller may see. Everything else becomes `worker_failed`. */
export class WorkerError extends Error {
  readonly failure: WorkerFailure

  constructor(failure: WorkerFailure) {
    super(failure.detail)
    this.name = 'WorkerError'
    this.failure = failure
  }
}

export interface JobContext {
  progress(value: unknown): void
}

function send(message: WorkerMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) reject(new Error('This program is started by a worker pool.'))
    else process.send(message, (error: Error | null) => (error === null ? resolve() : reject(error)))
  })
}

function failureOf(error: unknown): WorkerFailure {
  if (error instanceof WorkerError) return error.failure
  const internal = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: 'worker_failed', status: 500, detail: 'The work failed in its process.', internal }
}

/**
 * Turns this process into a worker: says that it is ready, answers one job at a time, ends when its parent is gone.
 * Call it last, after everything that a warm worker should have loaded.
 */
export async function serveJobs(handle: (job: unknown, context: JobContext) => Promise<unknown>): Promise<void> {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (message: JobMessage) => {
    const context: JobContext = {
      progress: (value) => void send({ kind: 'progress', value }).catch(() => process.exit(1)),
    }
    handle(message.job, context)
      .then((value) => send({ kind: 'result', value }))
      .catch((error: unknown) => send({ kind: 'failed', failure: failureOf(error) }))
      .catch(() => process.exit(1))
  })
  await send({ kind: 'ready' })
}
