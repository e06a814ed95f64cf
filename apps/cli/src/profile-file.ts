import { basename, join } from 'node:path'
import type { Profile } from '@datapilot/contracts'
import { createProfiler } from '@datapilot/server/modules/profiling/index.ts'
import { createReader } from '@datapilot/server/modules/reading/index.ts'
import { inputFile } from './input-file.ts'
import type { Scratch } from './scratch.ts'

export interface ProfiledFile {
  readonly profile: Profile
  readonly parquetPath: string
}

export interface ProfileOptions {
  /** Which table of a file with several; undefined takes the first one. */
  readonly sheet?: string | undefined
  readonly onProgress?: (stage: string, share: number) => void
}

/** Share of the whole that reading takes, from measurements of a million rows. */
const READING = 0.45

/** Reads a file and profiles it; both processes start at once, so that the second is warm when the first is done. */
export async function profileFile(
  path: string,
  { folder, signal }: Scratch,
  { sheet, onProgress = () => undefined }: ProfileOptions = {},
): Promise<ProfiledFile> {
  const absolute = await inputFile(path)
  const filename = basename(path)
  const reader = createReader({ workDirectory: join(folder, 'reading'), warm: 1, maxConcurrent: 1 })
  const profiler = createProfiler({ workDirectory: join(folder, 'profiling'), warm: 1, maxConcurrent: 1 })
  try {
    const { reading, parquetPath } = await reader.readFile({
      path: absolute,
      filename,
      outputDir: join(folder, 'table'),
      override: sheet === undefined ? {} : { sheet },
      signal,
      onProgress: ({ bytes, total_bytes: total }) =>
        onProgress('reading', (total === 0 ? 0 : Math.min(1, bytes / total)) * READING),
    })
    // Before the reader starts a process for a next file, which would compete with the profile.
    await reader.close()
    const profile = await profiler.profileTable({
      parquetPath,
      reading,
      name: filename,
      kind: 'full',
      signal,
      onProgress: (stage, share) => onProgress(stage, READING + share * (1 - READING)),
    })
    return { profile, parquetPath }
  } finally {
    await Promise.all([reader.close(), profiler.close()])
  }
}
