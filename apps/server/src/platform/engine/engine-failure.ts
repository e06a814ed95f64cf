import { WorkerError } from '../workers/worker-child.ts'

const PATHS = /(?:[A-Za-z]:)?(?:\/[\w.@%+=~-]+){2,}\/?/g

/** Host paths are nobody's business; the engine puts them into its messages. */
function withoutPaths(message: string): string {
  return message.replaceAll(PATHS, '…')
}

/** Turns an engine error into one of the codes of the engine's interface. */
export function engineFailure(error: unknown): WorkerError {
  if (error instanceof WorkerError) return error
  const message = error instanceof Error ? error.message : String(error)
  const detail = withoutPaths(message).replace('Failed to extract statements: ', '').slice(0, 2_000)
  if (/out of memory|bad_alloc|could not allocate|allocation failure|Invalid string length/i.test(message)) {
    return new WorkerError({
      code: 'sql_out_of_memory',
      status: 422,
      detail: 'The statement needs more memory than one query may use.',
      expected: 'fewer groups, fewer columns or a filter',
    })
  }
  if (/^(Permission Error|.*(file system operations are disabled|configuration has been locked))/i.test(message)) {
    return new WorkerError({ code: 'sql_refused', status: 422, detail, expected: 'one SELECT over the tables given' })
  }
  return new WorkerError({ code: 'sql_failed', status: 422, detail })
}
