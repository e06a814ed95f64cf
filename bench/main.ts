import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { machineFacts } from './lib/machine-facts.ts'
import { printMeasures } from './lib/print-measures.ts'
import { rowCount } from './lib/row-count.ts'
import type { Bench, BenchContext } from './lib/bench.ts'

const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  profile: () => import('./profile.bench.ts'),
  scaling: () => import('./scaling.bench.ts'),
  formats: () => import('./formats.bench.ts'),
  'first-picture': () => import('./first-picture.bench.ts'),
  http: () => import('./http.bench.ts'),
  chat: () => import('./chat.bench.ts'),
  python: () => import('./python.bench.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1M' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    peers: { type: 'boolean', default: false },
  },
})

const home = resolve(process.env.DATAPILOT_HOME ?? '.datapilot')
const folder = join(home, 'bench')
await mkdir(folder, { recursive: true })

const context: BenchContext = {
  home,
  folder,
  rows: rowCount(values.rows),
  seed: Number(values.seed),
  runs: Number(values.runs),
  peers: values.peers,
}

console.log(`${machineFacts()}\nrows ${context.rows}, seed ${context.seed}, runs ${context.runs} (medians)\n`)
for (const [name, load] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const { bench } = await load()
  printMeasures(bench.title, await bench.run(context))
}
