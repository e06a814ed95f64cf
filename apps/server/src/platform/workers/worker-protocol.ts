/** What passes between a pool and its worker processes. The channel is Node's IPC, never stdout: engines print there. */
export interface JobMessage {
  readonly kind: 'job'
  readonly job: unknown
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly value: unknown }
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: WorkerFailure }

/** An error that crossed the process boundary: only what may be shown, never a stack. */
export interface WorkerFailure {
  readonly code: string
  readonly status: number
  readonly detail: string
  readonly expected?: string
  readonly where?: string
  readonly data?: Record<string, unknown>
  /** The original message, for logs; it may name files and is never shown. */
  readonly internal?: string
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const CODE = /^[a-z][a-z0-9_]{1,60}$/
const TEXT_LIMIT = 4_000

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : undefined
}

function parseFailure(value: unknown): WorkerFailure {
  if (!isRecord(value) || typeof value.code !== 'string' || !CODE.test(value.code)) {
    return {
      code: 'worker_protocol_broken',
      status: 500,
      detail: 'The worker process sent an answer that makes no sense.',
    }
  }
  const status = typeof value.status === 'number' && value.status >= 400 && value.status < 600 ? value.status : 500
  const expected = text(value.expected)
  const where = text(value.where)
  const internal = text(value.internal)
  return {
    code: value.code,
    status,
    detail: text(value.detail) ?? value.code,
    ...(expected === undefined ? {} : { expected }),
    ...(where === undefined ? {} : { where }),
    ...(isRecord(value.data) ? { data: value.data } : {}),
    ...(internal === undefined ? {} : { internal }),
  }
}

/** Reads a message of a worker. A worker may be under an attacker's control, so nothing about it is taken for granted. */
export function parseWorkerMessage(message: unknown): WorkerMessage | null {
  if (!isRecord(message)) return null
  if (message.kind === 'ready') return { kind: 'ready' }
  if (message.kind === 'progress') return { kind: 'progress', value: message.value }
  if (message.kind === 'result') return { kind: 'result', value: message.value }
  if (message.kind === 'failed') return { kind: 'failed', failure: parseFailure(message.failure) }
  return null
}
