import { tmpdir } from 'node:os'
import { openSession } from '../../session.ts'
import { PARQUET_READING } from '../../testing/parquet-reading.ts'
import type { CompareAnswer, ComparedTableJob } from '../compare-job.ts'
import { compareSteps } from '../compare-steps.ts'

export interface ComparedFiles {
  readonly base: string
  readonly current: string
  readonly differencesPath: string
  readonly key?: readonly string[]
  readonly threads?: number
  /** What the profiles say; nothing personal by default. */
  readonly knowledge?: Partial<Pick<ComparedTableJob, 'keys' | 'personal'>>
}

/** Compares two Parquet files in this process; `elapsed_ms` is 0, so that runs can be compared. */
export async function compareInProcess(files: ComparedFiles): Promise<CompareAnswer> {
  const session = await openSession({ memoryMegabytes: 1024, threads: files.threads ?? 2, spillFolder: tmpdir() })
  const side = (parquetPath: string): ComparedTableJob => ({
    parquetPath,
    reading: PARQUET_READING,
    name: 'table',
    keys: null,
    personal: [],
    ...files.knowledge,
  })
  const { base, current, differencesPath, key = null } = files
  try {
    const job = { base: side(base), current: side(current), key, differencesPath }
    const { comparison, differences } = await compareSteps(session, job, () => undefined)
    return { comparison: { ...comparison, elapsed_ms: 0 }, differences }
  } finally {
    session.close()
  }
}
