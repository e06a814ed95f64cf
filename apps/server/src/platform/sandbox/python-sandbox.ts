import { mkdir } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { bubblewrap } from './bubblewrap.ts'
import { landlock } from './landlock.ts'
import { PythonPool, type PoolRequest } from './python-pool.ts'
import { PythonProcess } from './python-process.ts'
import type { PythonReply } from './python-reply.ts'
import type { SandboxDriver } from './sandbox-driver.ts'
import { escapedFrom } from './self-test.ts'

/** Which isolation may be used: the best that works, one alone, or none (no Python). */
export type SandboxChoice = 'auto' | 'bubblewrap' | 'landlock' | 'off'

/** Best first. */
const LADDER: readonly SandboxDriver[] = [bubblewrap, landlock]

export interface PythonSandbox {
  /** The isolation in force; `off` means that no Python runs at all. */
  readonly level: SandboxDriver['level'] | 'off'
  readonly detail: string
  /** @throws AppError python_off, python_busy, python_timeout, python_died, python_unavailable */
  run(request: PoolRequest): Promise<PythonReply>
  close(): Promise<void>
}

function off(detail: string): PythonSandbox {
  const refuse = () => Promise.reject(new AppError('python_off', 503, { detail }))
  return { level: 'off', detail, run: refuse, close: () => Promise.resolve() }
}

/**
 * Opens the Python sandbox: starts a worker under each driver in turn, lets it try to escape, and takes the first that
 * holds. Python never runs unisolated.
 *
 * @param options.python folder of the Python environment
 * @param options.workFolder folder for slots, on the file system of the tables so that they can be hard-linked
 */
export async function openPythonSandbox(options: {
  readonly python: string
  readonly workFolder: string
  readonly choice?: SandboxChoice
}): Promise<PythonSandbox> {
  const { python, workFolder, choice = 'auto' } = options
  if (choice === 'off') return off('Python is off: it is switched off in the configuration.')
  if (process.getuid?.() === 0) return off('Python is off: isolation needs an ordinary user, not root.')
  await mkdir(workFolder, { recursive: true, mode: 0o700 })
  const reasons: string[] = []
  for (const driver of LADDER) {
    if (choice !== 'auto' && choice !== driver.level) continue
    const opened = await tryDriver(driver, python, workFolder)
    if (typeof opened !== 'string') return opened
    reasons.push(opened)
  }
  return off(`Python is off, answers have one derivation: ${reasons.join('; ')}.`)
}

/** The sandbox under this driver, or why it does not hold. */
async function tryDriver(driver: SandboxDriver, python: string, workFolder: string): Promise<PythonSandbox | string> {
  const options = { driver, python, workFolder }
  let first: PythonProcess
  try {
    first = await PythonProcess.start(options)
  } catch {
    return `${driver.level} is not available here`
  }
  const escaped = await escapedFrom(first).catch(() => ['the self-test itself'])
  if (escaped.length > 0) {
    first.kill()
    return `${driver.level} lets through ${escaped.join(', ')}`
  }
  const pool = new PythonPool(options, first)
  const { level, detail } = driver
  return { level, detail, run: (request) => pool.run(request), close: () => pool.close() }
}
