import { readFileSync, readdirSync } from 'node:fs'

/** What this process's descendants used. */
export interface Usage {
  /** Highest sum of proportional set sizes seen, in MB: shared pages count once. */
  readonly megabytes: number
  /** Highest of one process. */
  readonly largestMegabytes: number
  /** Processor time of all of them, in user mode and in the kernel. */
  readonly cpuSeconds: number
}

/** Ticks of `/proc/<pid>/stat`: 100 per second on every Linux (USER_HZ). */
const TICKS_PER_SECOND = 100

const INTERVAL_MS = 100

/** Samples until `stop`; what a process does in its last tenth of a second may be missed. */
export function watchDescendants(): { stop(): Usage } {
  let highest = 0
  let largest = 0
  const ticks = new Map<number, number>()
  const sample = () => {
    const pids = descendantsOf(process.pid)
    for (const pid of pids) ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)))
    const megabytes = pids.map((pid) => proportionalKilobytes(pid) / 1000)
    highest = Math.max(highest, megabytes.reduce((sum, one) => sum + one, 0)) // prettier-ignore
    largest = Math.max(largest, ...megabytes)
  }
  const timer = setInterval(sample, INTERVAL_MS)
  return {
    stop() {
      clearInterval(timer)
      sample()
      const cpuSeconds = [...ticks.values()].reduce((sum, n) => sum + n, 0) / TICKS_PER_SECOND
      return { megabytes: highest, largestMegabytes: largest, cpuSeconds }
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

/** User and system time: the 14th and 15th field; the second one is a name in parentheses. */
function ticksOf(pid: number): number {
  const fields = contentOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ')
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
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
