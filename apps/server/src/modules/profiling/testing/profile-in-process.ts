import { tmpdir } from 'node:os'
import type { Profile } from '@datapilot/contracts'
import { profileSteps, type ProfileRequest, type StepListener } from '../profile-steps.ts'
import { openSession } from '../session.ts'
import { PARQUET_READING } from './parquet-reading.ts'

export { PARQUET_READING }

interface InProcess extends Partial<ProfileRequest> {
  readonly listener?: Partial<StepListener>
}

/** Profiles a Parquet file in this process; time is fixed, so that runs can be compared. */
export async function profileInProcess(
  parquetPath: string,
  threads = 2,
  reading = PARQUET_READING,
  { listener = {}, ...changes }: InProcess = {},
): Promise<Profile> {
  const session = await openSession({ memoryMegabytes: 1024, threads, spillFolder: tmpdir() })
  try {
    const request: ProfileRequest = {
      parquetPath,
      reading,
      name: 'table',
      kind: 'basic_eda',
      finished: [],
      exact: true,
      now: '2024-06-01T00:00:00Z',
      ...changes,
    }
    const silent = { onProgress: () => undefined, onFindings: () => undefined, ...listener }
    return { ...(await profileSteps(session, request, silent)), elapsed_ms: 0 }
  } finally {
    session.close()
  }
}

/** Writes the result of a query as Parquet. */
export async function writeParquet(path: string, select: string): Promise<void> {
  const session = await openSession({ memoryMegabytes: 1024, threads: 2, spillFolder: tmpdir() })
  try {
    await session.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  } finally {
    session.close()
  }
}
