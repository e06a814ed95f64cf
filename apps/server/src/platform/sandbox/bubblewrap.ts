import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const WORKER = fileURLToPath(new URL('../../../../../python/sandbox/worker.py', import.meta.url))
/** Scratch space of one worker, in bytes; it lives in memory. */
const SCRATCH_BYTES = 64 * 1024 * 1024

/** Folders of a merged-/usr system that point into /usr; others are bound as they are. */
const SYSTEM_FOLDERS = ['/lib', '/lib64', '/bin']

/**
 * pyarrow's own allocator crashes under an address-space limit, and every thread's arena counts against it
 * (measured: 10 of 10 runs died without these settings, none with them).
 */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MALLOC_ARENA_MAX: '2',
  ARROW_DEFAULT_MEMORY_POOL: 'system',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONIOENCODING: 'utf-8',
  HOME: '/tmp',
  TZ: 'UTC',
}

/** Where the interpreter of a virtual environment lives, from its pyvenv.cfg. */
function baseInstallation(python: string): string {
  const home = /^home *= *(\S.*)$/mu.exec(readFileSync(join(python, 'pyvenv.cfg'), 'utf8'))?.[1] ?? '/usr/bin'
  return dirname(home.trim())
}

/**
 * The command line of one isolated Python worker: no network, no other processes, an empty file system apart from the
 * system's libraries, the Python environment and `slot`, all read-only, and a scratch folder in memory.
 *
 * @param python the virtual environment's folder
 * @param slot the folder that becomes /data; files linked into it later appear inside at once
 */
export function bubblewrapArguments(python: string, slot: string): string[] {
  const base = baseInstallation(python)
  const system = SYSTEM_FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => [
    '--ro-bind',
    folder,
    folder,
  ])
  const interpreter = resolve(base).startsWith('/usr') ? [] : ['--ro-bind', base, base]
  return [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--ro-bind',
    '/usr',
    '/usr',
    ...system,
    ...interpreter,
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--size',
    String(SCRATCH_BYTES),
    '--tmpfs',
    '/tmp',
    '--ro-bind',
    python,
    '/python',
    '--ro-bind',
    WORKER,
    '/worker.py',
    '--ro-bind',
    slot,
    '/data',
    '--remount-ro',
    '/',
    '--chdir',
    '/tmp',
    '--clearenv',
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
    '/python/bin/python',
    '-I',
    '/worker.py',
  ]
}
