import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How worker processes are confined on this machine. */
export interface Confinement {
  /** `prlimit` of util-linux, which sets the memory limit; null where the machine has none. */
  readonly prlimit: string | null
  /** bubblewrap; null where it is missing, does not work, or we are root (host uid 0 stays 0 inside). */
  readonly bwrap: string | null
  /** Why something is missing, in words for the health report. */
  readonly notes: readonly string[]
}

async function findProgram(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '/usr/bin:/bin').split(delimiter)) {
    const path = join(folder, name)
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return null
}

const NAMESPACES = ['--unshare-all', '--die-with-parent', '--cap-drop', 'ALL']

async function works(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, [...args], { timeout: 5_000 }).then(
    () => true,
    () => false,
  )
}

async function detect(): Promise<Confinement> {
  const notes: string[] = []
  const prlimit = await findProgram('prlimit')
  if (prlimit === null) notes.push('prlimit is missing: worker memory is limited by the engine only')
  const found = await findProgram('bwrap')
  let bwrap: string | null = null
  if (found === null) notes.push('bubblewrap is missing: workers run without namespaces')
  else if (process.getuid?.() === 0) notes.push('running as root: workers run without namespaces')
  else if (await works(found, [...NAMESPACES, '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true']))
    bwrap = found
  else notes.push('bubblewrap does not work on this machine: workers run without namespaces')
  return { prlimit, bwrap, notes }
}

let detected: Promise<Confinement> | null = null

/** What this machine offers, probed once per process. */
export function detectConfinement(): Promise<Confinement> {
  detected ??= detect()
  return detected
}

export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export interface LaunchPlan {
  readonly confinement: Confinement
  /** Absolute path of the program that Node runs. */
  readonly entry: string
  /** RLIMIT_DATA in bytes: private writable memory, so mapped files and libraries do not count. */
  readonly dataBytes: number
  /** The worker's own folder and working directory: `data` is read-only to it, `tmp` is the only place it may write. */
  readonly slot: string
  /** Folders and files that the program needs to run, read-only. Null: no namespaces for this worker. */
  readonly visible: readonly string[] | null
  /** Settings for the program; the rest of its environment is fixed and holds nothing of ours. */
  readonly env: Readonly<Record<string, string>>
}

/**
 * The engine's statements run on one thread of Node after the other, and each would keep an arena of its own: the
 * profile of 4,000 columns took 3.5 GB of data segment, 1.4 GB with two arenas, and no more processor time.
 */
const ARENAS = '2'

/**
 * The command line of a worker. In a namespace the worker sees the system's libraries, `visible` and its slot (as
 * `/slot`); it has no network, no other process and no other file. Limits are set outside, so they hold inside too.
 */
export function planLaunch(plan: LaunchPlan): Launch & { readonly cwd: string } {
  const node = [process.execPath, '--no-warnings', '--disable-sigusr1', plan.entry]
  const bwrap = plan.visible === null ? null : plan.confinement.bwrap
  const inner = bwrap === null ? node : [bwrap, ...namespaceArguments(plan.slot, plan.visible ?? []), ...node]
  const limits = [`--data=${plan.dataBytes}`, '--core=0', '--']
  const [command = process.execPath, ...args] =
    plan.confinement.prlimit === null ? inner : [plan.confinement.prlimit, ...limits, ...inner]
  const scratch = bwrap === null ? plan.slot : '/slot'
  const home = join(scratch, 'tmp')
  const env = { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: home, TZ: 'UTC', LANG: 'C.UTF-8', MALLOC_ARENA_MAX: ARENAS, ...plan.env } // prettier-ignore
  return { command, args, cwd: plan.slot, env }
}

function namespaceArguments(slot: string, visible: readonly string[]): string[] {
  const system = ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache'].flatMap((path) => ['--ro-bind-try', path, path])
  const program = [process.execPath, ...visible].flatMap((path) => ['--ro-bind', path, path])
  return [...NAMESPACES, ...system, '--proc', '/proc', '--dev', '/dev', ...program, ...slotArguments(slot)]
}

function slotArguments(slot: string): string[] {
  const data = ['--ro-bind', join(slot, 'data'), '/slot/data']
  return [...data, '--bind', join(slot, 'tmp'), '/slot/tmp', '--chdir', '/slot']
}
