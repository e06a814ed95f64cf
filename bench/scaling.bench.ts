import type { Bench, BenchContext, Measure } from './lib/bench.ts'
import { generatedCsv } from './lib/generated-csv.ts'
import { profileOnce, type ProfileRun } from './lib/profile-run.ts'
import { wideCsv } from './lib/wide-csv.ts'

const ROWS = [100_000, 1_000_000, 10_000_000]
const COLUMNS = [10, 100, 1_000]
const WIDE_ROWS = 10_000

/**
 * Reading and profiling over rows and over columns. The exponent of one step is log(time ratio) / log(size ratio): 1 is
 * linear, less is where fixed costs still weigh. In processor time, which other work on the machine changes least.
 */
export const bench: Bench = {
  title: 'Scaling of a profile',
  async run(context) {
    const byRows = await measured(ROWS, context, (rows) => generatedCsv(context.folder, rows, context.seed))
    const byColumns = await measured(COLUMNS, context, (columns) =>
      wideCsv(context.folder, WIDE_ROWS, columns, context.seed),
    )
    return [
      ...measuresOf('rows × 15 columns', ROWS, byRows),
      ...measuresOf(`columns × ${WIDE_ROWS.toLocaleString('en')} rows`, COLUMNS, byColumns),
    ]
  },
}

async function measured(
  sizes: readonly number[],
  { folder }: BenchContext,
  makeFile: (size: number) => Promise<string>,
) {
  const runs: ProfileRun[] = []
  for (const size of sizes) runs.push(await profileOnce(await makeFile(size), folder))
  return runs
}

function measuresOf(what: string, sizes: readonly number[], runs: readonly ProfileRun[]): Measure[] {
  return runs.flatMap((run, i): Measure[] => {
    const size = sizes[i] ?? NaN
    const name = `${size.toLocaleString('en')} ${what}`
    const clock = `${(run.reading + run.profiling).toFixed(1)} s by the clock, ${run.megabytes.toFixed(0)} MB`
    const measure: Measure = { what: name, value: run.cpuSeconds, unit: 's', note: `processor time; ${clock}` }
    const before = runs[i - 1]
    if (!before) return [measure]
    const exponent = Math.log(run.cpuSeconds / before.cpuSeconds) / Math.log(size / (sizes[i - 1] ?? NaN))
    return [
      measure,
      { what: `exponent up to ${size.toLocaleString('en')}`, value: exponent, unit: '', note: 'linear: 1' },
    ]
  })
}
