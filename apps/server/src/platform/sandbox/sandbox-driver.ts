import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The worker's source; the folder above the package is what Python imports from. */
export const WORKER_FOLDER = fileURLToPath(new URL('../../../../../python/sandbox', import.meta.url))

/**
 * pyarrow's own allocator crashes under an address-space limit, and every thread's arena counts against it
 * (measured: 10 of 10 runs died without these settings, none with them).
 */
export const WORKER_ENVIRONMENT: Readonly<Record<string, string>> = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MALLOC_ARENA_MAX: '2',
  ARROW_DEFAULT_MEMORY_POOL: 'system',
  // There are no other processes to share work with; asking for them prints a warning into every result.
  JOBLIB_MULTIPROCESSING: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
  HOME: '/tmp',
  TZ: 'UTC',
}

/** What a worker may still reach; its first line of input. */
export interface Walls {
  readonly readable: readonly string[]
  readonly writable: readonly string[]
  /** False where namespaces hold the files already and Landlock only adds to them. */
  readonly required: boolean
}

/** How to start one isolated worker. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly walls: Walls
  /** Where the slot folder stands for the worker. */
  readonly dataFolder: string
}

/** One way to isolate Python workers. Which one is in force is decided by trying to escape from it. */
export interface SandboxDriver {
  readonly level: 'bubblewrap' | 'landlock'
  readonly detail: string
  /**
   * @param python the virtual environment's folder
   * @param slot the folder that holds the worker's data; files linked into it later appear inside at once
   */
  launch(python: string, slot: string): Launch
}

/** Where the interpreter of a virtual environment lives, from its pyvenv.cfg. */
export function baseInstallation(python: string): string {
  const home = /^home *= *(\S.*)$/mu.exec(readFileSync(join(python, 'pyvenv.cfg'), 'utf8'))?.[1] ?? '/usr/bin'
  return dirname(home.trim())
}
