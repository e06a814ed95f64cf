import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { timed, type Measure } from './bench.ts'

const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('peers.py', import.meta.url))
const PEERS = ['pandas', 'polars', 'ydata-minimal', 'ydata-full']
/** A full report of a wide table may take half an hour. */
const TIMEOUT_MS = 3_600_000

interface PeerResult {
  readonly cpu_seconds: number
  readonly megabytes: number
}

/**
 * The same file in other tools, in the same run: pandas' and polars' describe, distinct counts, correlations and
 * duplicates, which give far less; ydata-profiling, minimal and full. Each in a process of its own, its start included.
 * Which are measured depends on what is installed; peers that need other versions than ours live in an environment of
 * their own, `bench/peers` in the data folder.
 */
export async function measurePeers(path: string, home: string, ours: number): Promise<Measure[]> {
  const own = join(home, 'bench', 'peers')
  const python = join(existsSync(own) ? own : join(home, 'python'), 'bin', 'python')
  const measures: Measure[] = []
  for (const peer of PEERS) {
    const { seconds, result } = await timed(() => run(python, [SCRIPT, peer, path], { timeout: TIMEOUT_MS }))
    const found = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? 'null') as PeerResult | null
    if (found) measures.push(...measuresOf(peer, seconds, ours, found))
    else console.log(`${peer} is not installed. To measure it:\n${howToInstall(own)}\n`)
  }
  return measures
}

function measuresOf(peer: string, seconds: number, ours: number, result: PeerResult): Measure[] {
  return [
    { what: peer, value: seconds, unit: 's', note: `${(seconds / ours).toFixed(1)} × ours` },
    { what: `${peer}, processor time`, value: result.cpu_seconds, unit: 's' },
    { what: `${peer}, peak memory`, value: result.megabytes, unit: 'MB' },
  ]
}

/** `setuptools` below 81 still has the `pkg_resources` that ydata-profiling imports. */
const howToInstall = (folder: string) =>
  `  uv venv ${folder} && uv pip install --python ${folder} ydata-profiling 'setuptools<81' pandas pyarrow polars`
