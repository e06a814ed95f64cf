import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Measure } from './bench.ts'

const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('peers.py', import.meta.url))

interface PeerResult {
  readonly peer: string
  readonly seconds: number
  readonly megabytes: number
}

/**
 * The same file in other tools, in the same run: pandas' describe, nunique, corr and duplicated; ydata-profiling where
 * the environment has it. Each in a process of its own, its start included.
 */
export async function measurePeers(path: string, home: string, ours: number): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const peer of ['pandas', 'ydata-minimal']) {
    const { stdout } = await run(join(home, 'python', 'bin', 'python'), [SCRIPT, peer, path], { timeout: 1_800_000 })
    const result = JSON.parse(stdout) as PeerResult | null
    if (!result) continue
    measures.push(
      { what: peer, value: result.seconds, unit: 's', note: `${(result.seconds / ours).toFixed(1)} × ours` },
      { what: `${peer}, peak memory`, value: result.megabytes, unit: 'MB' },
    )
  }
  return measures
}
