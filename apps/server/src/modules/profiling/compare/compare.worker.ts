import { serveJobs, WorkerError, type JobContext } from '../../../platform/workers/worker-child.ts'
import { openSession } from '../session.ts'
import type { CompareAnswer, CompareJob } from './compare-job.ts'
import { compareSteps } from './compare-steps.ts'

const session = await openSession({
  memoryMegabytes: Number(process.env.COMPARE_MEMORY_MB ?? 1024),
  threads: Number(process.env.COMPARE_THREADS ?? 2),
  spillFolder: 'tmp',
})

function isCompareJob(job: unknown): job is CompareJob {
  return typeof job === 'object' && job !== null && 'base' in job && 'current' in job && 'differencesPath' in job
}

/** What the engine says, as an error that may be shown; the message may quote values, so only the kind is passed on. */
function failureOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (!/out of memory|failed to allocate|could not allocate/i.test(message)) return error
  return new WorkerError({
    code: 'compare_out_of_memory',
    status: 422,
    detail: 'The comparison of these tables does not fit into the memory and temporary space allowed for it.',
    expected: 'smaller tables, or a higher limit',
  })
}

async function answer(job: unknown, context: JobContext): Promise<CompareAnswer> {
  if (!isCompareJob(job))
    throw new WorkerError({ code: 'worker_failed', status: 500, detail: 'This is not a comparison job.' })
  try {
    return await compareSteps(session, job, (share) => context.progress(share))
  } catch (error) {
    throw failureOf(error)
  }
}

await serveJobs(answer)
