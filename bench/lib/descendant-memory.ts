import { readFileSync, readdirSync } from 'node:fs'

/** Memory of this process's descendants, as proportional set size: shared pages count once. */
export interface MemoryWatch {
  /** Highest sum seen, in MB. */
  stop(): number
}

const INTERVAL_MS = 100

/** Samples until `stop`; what lives shorter than a tenth of a second may be missed. */
export function watchDescendants(): MemoryWatch {
  let highest = 0
  const sample = () => {
    const kilobytes = descendantsOf(process.pid).reduce((sum, pid) => sum + proportionalKilobytes(pid), 0)
    highest = Math.max(highest, kilobytes / 1000)
  }
  const timer = setInterval(sample, INTERVAL_MS)
  return {
    stop() {
      clearInterval(timer)
      return highest
    },
  }
}

function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? /\) \S (\d+)/.exec(contentOf(`/proc/${entry}/stat`))?.[1] : undefined
    if (parent !== undefined) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(entry)])
  }
  const found: number[] = []
  const open = [root]
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const below = children.get(pid) ?? []
    found.push(...below)
    open.push(...below)
  }
  return found
}

function proportionalKilobytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(contentOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}

/** A process may end while it is looked at. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
