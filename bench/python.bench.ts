import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openPythonSandbox, type SandboxChoice } from '../apps/server/src/platform/sandbox/python-sandbox.ts'
import { median, timed, type Bench, type Measure } from './lib/bench.ts'

const RUNS = 15
/** Meanwhile the worker that follows a used one loads its libraries. */
const PAUSE_MS = 1_200
const SMALL_FILE = `n,v\n${Array.from({ length: 1000 }, (_, n) => `${n},${(n * 7) % 13}`).join('\n')}\n`
const JOBS: Readonly<Record<string, string>> = {
  'pick-up (1 + 1)': '1 + 1',
  'CSV of 1,000 rows, grouped': 'pd.read_csv(file_path).groupby("v")["n"].sum()',
}

/** From the request to the reply of code that a person wrote: a worker that was started ahead, used once, thrown away. */
export const bench: Bench = {
  title: 'Python in the sandbox',
  async run({ home }) {
    const folder = await mkdtemp(join(home, 'bench-python-'))
    await writeFile(join(folder, 'small.csv'), SMALL_FILE)
    try {
      return [...(await measure('bubblewrap', home, folder)), ...(await measure('landlock', home, folder))]
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measure(choice: SandboxChoice, home: string, folder: string): Promise<Measure[]> {
  const sandbox = await openPythonSandbox({ python: join(home, 'python'), workFolder: join(folder, choice), choice })
  if (sandbox.level === 'off') return [{ what: `${choice}: off`, value: 0, unit: '', note: sandbox.detail }]
  const measures: Measure[] = []
  for (const [what, code] of Object.entries(JOBS)) {
    const seconds: number[] = []
    for (let i = 0; i < RUNS; i++) {
      const file = { path: join(folder, 'small.csv'), extension: '.csv' }
      const signal = AbortSignal.timeout(20_000)
      const request = { code, tables: [], file, maxRows: 100, generated: false, explain: true, signal }
      seconds.push((await timed(() => sandbox.run(request))).seconds)
      await sleep(PAUSE_MS)
    }
    const note = what.startsWith('pick-up') ? 'median; target ≤ 5 ms' : 'median'
    measures.push({ what: `${choice}: ${what}`, value: median(seconds) * 1000, unit: 'ms', note })
  }
  await sandbox.close()
  return measures
}
