import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Exit codes of a process that a signal ended, as shells report them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

export interface Scratch {
  readonly folder: string
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal
}

/** Runs `work` with a private temporary folder that is gone afterwards, also when the person presses Ctrl-C. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'datapilot-'))
  const abort = new AbortController()
  const stop = (signal: keyof typeof SIGNALS): void => {
    abort.abort()
    // Workers notice the end of this process by themselves; a moment lets those that write be killed first.
    setTimeout(() => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
      process.exit(SIGNALS[signal])
    }, 100)
  }
  const names = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]
  for (const name of names) process.once(name, stop)
  try {
    return await work({ folder, signal: abort.signal })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    for (const name of names) process.off(name, stop)
  }
}
