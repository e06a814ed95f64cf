import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createProfiler } from '../apps/server/src/modules/profiling/index.ts'
import { createReader } from '../apps/server/src/modules/reading/index.ts'
import { median, timed, type Bench, type BenchContext, type Measure } from './lib/bench.ts'
import { watchDescendants, type Usage } from './lib/descendant-usage.ts'
import { generatedCsv } from './lib/generated-csv.ts'
import { measurePeers } from './lib/peers.ts'

const run = promisify(execFile)
const FLOOR = fileURLToPath(new URL('lib/parse-floor.ts', import.meta.url))

interface Floor {
  readonly seconds: number
  readonly cpuSeconds: number
}

interface Run extends Usage {
  readonly floor: Floor
  readonly reading: number
  readonly profiling: number
}

/**
 * The exact profile of a CSV as a multiple of what the engine needs to parse it, each run beside its own floor: both
 * see the same load. Starting the processes counts as part of the profile, not of the floor.
 */
export const bench: Bench = {
  title: 'Profile of a CSV',
  async run(context) {
    const path = await generatedCsv(context.folder, context.rows, context.seed)
    await parseFloor(path)
    const runs: Run[] = []
    for (let i = 0; i < context.runs; i++) runs.push(await profileOnce(path, context))
    const ratio = median(runs.map(({ floor, reading, profiling }) => (reading + profiling) / floor.seconds))
    const cpuRatio = median(runs.map(({ floor, cpuSeconds }) => cpuSeconds / floor.cpuSeconds))
    const total = median(runs.map(({ reading, profiling }) => reading + profiling))
    const of = (pick: (run: Run) => number) => median(runs.map(pick))
    const measures: Measure[] = [
      {
        what: 'parse floor',
        value: of(({ floor }) => floor.seconds),
        unit: 's',
        note: 'sum(hash(all columns)) over read_csv',
      },
      { what: 'reading', value: of(({ reading }) => reading), unit: 's', note: 'file → Parquet, with its process' },
      {
        what: 'profiling',
        value: of(({ profiling }) => profiling),
        unit: 's',
        note: 'Parquet → exact profile, with its process',
      },
      { what: 'read + profile', value: total, unit: 's' },
      { what: 'ratio to the floor', value: ratio, unit: '×', note: 'target ≤ 5.0' },
      { what: 'processor time', value: of(({ cpuSeconds }) => cpuSeconds), unit: 's', note: 'all processes' },
      { what: 'processor time of the floor', value: of(({ floor }) => floor.cpuSeconds), unit: 's' },
      { what: 'ratio in processor time', value: cpuRatio, unit: '×', note: 'depends less on other load' },
      {
        what: 'peak memory',
        value: Math.max(...runs.map(({ megabytes }) => megabytes)),
        unit: 'MB',
        note: 'all processes, PSS sampled',
      },
    ]
    return context.peers ? [...measures, ...(await measurePeers(path, context.home, total))] : measures
  },
}

async function profileOnce(path: string, { folder }: BenchContext): Promise<Run> {
  const floor = await parseFloor(path)
  const work = await mkdtemp(join(folder, 'work-'))
  const usage = watchDescendants()
  const reader = createReader({ workDirectory: join(work, 'reading'), warm: 1, maxConcurrent: 1 })
  const profiler = createProfiler({ workDirectory: join(work, 'profiling'), warm: 1, maxConcurrent: 1 })
  try {
    const read = await timed(() => reader.readFile({ path, filename: 'sales.csv', outputDir: join(work, 'table') }))
    const { reading, parquetPath } = read.result
    // As the command line does: no process is kept for a next file.
    await reader.close()
    const profiled = await timed(() => profiler.profileTable({ parquetPath, reading, name: 'sales.csv' }))
    return { floor, reading: read.seconds, profiling: profiled.seconds, ...usage.stop() }
  } finally {
    usage.stop()
    await Promise.all([reader.close(), profiler.close()])
    await rm(work, { recursive: true, force: true })
  }
}

async function parseFloor(path: string): Promise<Floor> {
  const { stdout } = await run(process.execPath, [
    '--no-warnings',
    FLOOR,
    path,
    String(Math.min(8, availableParallelism())),
  ])
  return JSON.parse(stdout) as Floor
}
