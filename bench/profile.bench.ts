import type { ProfileKind } from '../apps/server/src/modules/profiling/index.ts'
import { median, type Bench, type BenchContext, type Measure } from './lib/bench.ts'
import { generatedCsv } from './lib/generated-csv.ts'
import { measurePeers } from './lib/peers.ts'
import { parseFloor, profileOnce, type Floor, type ProfileRun } from './lib/profile-run.ts'

interface Run extends ProfileRun {
  readonly floor: Floor
}

/**
 * The exact profile of a CSV as a multiple of what the engine needs to parse it, each run beside its own floor: both
 * see the same load. Both start their processes with the clock, as the figures behind the target did.
 */
export const bench: Bench = {
  title: 'Profile of a CSV',
  async run(context) {
    const path = await generatedCsv(context.folder, context.rows, context.seed)
    // The file comes into memory.
    await parseFloor(path)
    const basic = await runs(path, context, 'basic_eda')
    const full = await runs(path, { ...context, runs: 1 }, 'full')
    const measures = [...measuresOf(basic), ...fullMeasures(full)]
    return context.peers ? [...measures, ...(await measurePeers(path, context.home, totalOf(basic)))] : measures
  },
}

async function runs(path: string, { folder, runs: count }: BenchContext, kind: ProfileKind): Promise<Run[]> {
  const found: Run[] = []
  for (let i = 0; i < count; i++) {
    found.push({ floor: await parseFloor(path), ...(await profileOnce(path, folder, kind)) })
  }
  return found
}

const totalOf = (all: readonly Run[]) => median(all.map(({ reading, profiling }) => reading + profiling))

function measuresOf(all: readonly Run[]): Measure[] {
  const of = (pick: (run: Run) => number) => median(all.map(pick))
  const total = ({ reading, profiling }: Run) => reading + profiling
  return [
    { what: 'parse floor', value: of(({ floor }) => floor.seconds), unit: 's', note: 'process start included' },
    {
      what: 'parse floor, statement alone',
      value: of(({ floor }) => floor.statementSeconds),
      unit: 's',
      note: 'sum(hash(all columns)) over read_csv',
    },
    { what: 'reading', value: of(({ reading }) => reading), unit: 's', note: 'file → Parquet, with its process' },
    {
      what: 'profiling',
      value: of(({ profiling }) => profiling),
      unit: 's',
      note: 'Parquet → exact profile (basic_eda), with its process',
    },
    { what: 'read + profile', value: of(total), unit: 's' },
    {
      what: 'ratio to the floor',
      value: of((run) => total(run) / run.floor.seconds),
      unit: '×',
      note: 'target ≤ 5.0; processes start in both',
    },
    {
      what: 'ratio to the statement alone',
      value: of((run) => total(run) / run.floor.statementSeconds),
      unit: '×',
      note: 'stricter: processes start only in ours',
    },
    { what: 'processor time', value: of(({ cpuSeconds }) => cpuSeconds), unit: 's', note: 'all processes' },
    { what: 'processor time of the floor', value: of(({ floor }) => floor.cpuSeconds), unit: 's' },
    {
      what: 'ratio in processor time',
      value: of(({ cpuSeconds, floor }) => cpuSeconds / floor.cpuSeconds),
      unit: '×',
      note: 'depends less on other load',
    },
    {
      what: 'peak memory',
      value: Math.max(...all.map(({ megabytes }) => megabytes)),
      unit: 'MB',
      note: 'all processes, PSS sampled; target ≤ 1,800',
    },
    {
      what: 'peak memory of one process',
      value: Math.max(...all.map(({ largestMegabytes }) => largestMegabytes)),
      unit: 'MB',
      note: 'the engine with its Node; target ≤ 1,200',
    },
  ]
}

function fullMeasures(all: readonly Run[]): Measure[] {
  const of = (pick: (run: Run) => number) => median(all.map(pick))
  return [
    { what: 'full profile, profiling', value: of(({ profiling }) => profiling), unit: 's', note: 'kind full' },
    {
      what: 'full profile, processor time',
      value: of(({ cpuSeconds }) => cpuSeconds),
      unit: 's',
      note: 'with reading',
    },
    {
      what: 'full profile, ratio to the floor',
      value: of(({ floor, reading, profiling }) => (reading + profiling) / floor.seconds),
      unit: '×',
    },
  ]
}
