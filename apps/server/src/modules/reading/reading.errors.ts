import { WorkerError } from '../../platform/workers/worker-child.ts'

/** A file that is refused: a stable code, why, what would be accepted, and where in the file. */
export class FileRefused extends WorkerError {
  constructor(
    code: string,
    detail: string,
    facts: { expected?: string; where?: string; data?: Record<string, unknown> } = {},
  ) {
    super({ code, status: 422, detail, ...facts })
    this.name = 'FileRefused'
  }
}
