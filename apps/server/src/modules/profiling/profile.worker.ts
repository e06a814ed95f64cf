import type { Profile } from '@datapilot/contracts'
import { serveJobs, WorkerError, type JobContext } from '../../platform/workers/worker-child.ts'
import type { ProfileJob, ProfileProgress } from './profile-job.ts'
import { profileSteps } from './profile-steps.ts'
import { writeSample } from './sample-table.ts'
import { openSession } from './session.ts'

const session = await openSession({
  memoryMegabytes: Number(process.env.PROFILE_MEMORY_MB ?? 1024),
  threads: Number(process.env.PROFILE_THREADS ?? 2),
  spillFolder: 'tmp',
})

function isProfileJob(job: unknown): job is ProfileJob {
  return typeof job === 'object' && job !== null && 'parquetPath' in job && 'reading' in job
}

/** What the engine says, as an error that may be shown; the message may quote values, so only the kind is passed on. */
function failureOf(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error)
  if (!/out of memory|failed to allocate|could not allocate/i.test(message)) return error
  return new WorkerError({
    code: 'profile_out_of_memory',
    status: 422,
    detail: 'The profile of this table does not fit into the memory and temporary space allowed for it.',
    expected: 'a table with fewer different values, or a higher limit',
  })
}

async function answer(job: unknown, context: JobContext): Promise<Profile> {
  if (!isProfileJob(job))
    throw new WorkerError({ code: 'worker_failed', status: 500, detail: 'This is not a profile job.' })
  const report = (progress: ProfileProgress) => context.progress(progress)
  try {
    if (job.sample) await writeSample(session, job.sample, job.parquetPath)
    return await profileSteps(
      session,
      { ...job, exact: job.sample === null },
      {
        onProgress: (stage, share, left) => report({ kind: 'stage', stage, share, left }),
        onFindings: (findings) => report({ kind: 'columns', findings }),
      },
    )
  } catch (error) {
    throw failureOf(error)
  }
}

await serveJobs(answer)
