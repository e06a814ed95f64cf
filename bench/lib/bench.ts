export interface BenchContext {
  /** The data folder, with the Python environment in it. */
  readonly home: string
  /** Generated files; kept between runs. */
  readonly folder: string
  readonly rows: number
  readonly seed: number
  readonly runs: number
  /** Whether other tools are measured too. */
  readonly peers: boolean
}

export interface Measure {
  readonly what: string
  readonly value: number
  readonly unit: 's' | 'ms' | 'MB' | '×' | '/s' | ''
  /** What the value is compared with, in words; empty where nothing is. */
  readonly note?: string
}

/** One benchmark; one file each. */
export interface Bench {
  readonly title: string
  run(context: BenchContext): Promise<Measure[]>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** Seconds that `work` takes, with its result. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now()
  const result = await work()
  return { seconds: (performance.now() - started) / 1000, result }
}
