import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createProfiler, type ProfileKind } from '../../apps/server/src/modules/profiling/index.ts'
import { createReader } from '../../apps/server/src/modules/reading/index.ts'
import { timed } from './bench.ts'
import { watchDescendants, type Usage } from './descendant-usage.ts'

const run = promisify(execFile)
const FLOOR = fileURLToPath(new URL('parse-floor.ts', import.meta.url))

/** What parsing a CSV alone takes. */
export interface Floor {
  /** Of a process that does nothing else, its start included: how the target's figures were measured. */
  readonly seconds: number
  readonly cpuSeconds: number
  /** Of the statement alone. */
  readonly statementSeconds: number
}

export interface ProfileRun extends Usage {
  readonly reading: number
  readonly profiling: number
  readonly rows: number
  readonly columns: number
}

export async function parseFloor(path: string): Promise<Floor> {
  const threads = String(Math.min(8, availableParallelism()))
  const { seconds, result } = await timed(() => run(process.execPath, ['--no-warnings', FLOOR, path, threads]))
  const own = JSON.parse(result.stdout) as { seconds: number; processCpuSeconds: number }
  return { seconds, cpuSeconds: own.processCpuSeconds, statementSeconds: own.seconds }
}

/** Reads and profiles a file as the command line does: two processes that start with the clock. */
export async function profileOnce(path: string, folder: string, kind: ProfileKind = 'basic_eda'): Promise<ProfileRun> {
  const work = await mkdtemp(join(folder, 'work-'))
  const filename = basename(path)
  const usage = watchDescendants()
  const reader = createReader({ workDirectory: join(work, 'reading'), warm: 1, maxConcurrent: 1 })
  const profiler = createProfiler({ workDirectory: join(work, 'profiling'), warm: 1, maxConcurrent: 1 })
  try {
    const read = await timed(() => reader.readFile({ path, filename, outputDir: join(work, 'table') }))
    const { reading, parquetPath } = read.result
    // No process is kept for a next file.
    await reader.close()
    const profiled = await timed(() => profiler.profileTable({ parquetPath, reading, name: filename, kind }))
    const { rows, column_count: columns } = profiled.result
    return { reading: read.seconds, profiling: profiled.seconds, rows, columns, ...usage.stop() }
  } finally {
    usage.stop()
    await Promise.all([reader.close(), profiler.close()])
    await rm(work, { recursive: true, force: true })
  }
}
