import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import { prepareDataFolder } from './data-folder.ts'
import { findPostgresBinaries, runBinary } from './postgres-binaries.ts'
import { prepareSocketFolder } from './socket-folder.ts'

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** Folder of the unix socket: the `host` of node-postgres. */
  readonly socketFolder: string
  readonly port: number
  /** True when the server was already running, left over from a process that was killed. */
  readonly reused: boolean
  /** Orderly stop; waits until the server is down. */
  stop(): Promise<void>
}

const START_ATTEMPTS = 5

/**
 * Starts PostgreSQL in `<dataHome>/postgres`, or finds the one that is still running there.
 *
 * @throws AppError `database_as_root`, `postgres_missing`, `database_version`, `socket_folder_unsafe`,
 *   `database_start_failed`.
 */
export async function startEmbeddedPostgres(options: {
  dataHome: string
  pythonHome: string
  settings?: readonly string[]
}): Promise<EmbeddedPostgres> {
  refuseRoot()
  const binaries = await findPostgresBinaries(options.pythonHome)
  const folder = join(options.dataHome, 'postgres')
  await prepareDataFolder(binaries, folder)
  const socketFolder = await prepareSocketFolder(options.dataHome)
  const reused = await startOrFind(binaries, folder, socketFolder, options.settings ?? [])
  const running = await readPostmaster(folder)
  return {
    socketFolder: running?.socketFolder ?? socketFolder,
    port: running?.port ?? 5432,
    reused,
    stop: async () => {
      await runBinary(binaries, 'pg_ctl', ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '30'])
    },
  }
}

function refuseRoot(): void {
  if (process.getuid?.() !== 0) return
  throw new AppError('database_as_root', 500, {
    detail: 'The embedded PostgreSQL does not run as root.',
    expected: 'npm start, which changes to the user datapilot, or DATABASE_URL',
  })
}

/** Another server may start at the same moment, and a killed one leaves its pid file behind: both pass with a retry. */
async function startOrFind(
  binaries: string,
  folder: string,
  socketFolder: string,
  settings: readonly string[],
): Promise<boolean> {
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    if (await isRunning(binaries, folder)) return true
    await removeForeignPid(folder)
    if (await start(binaries, folder, socketFolder, settings)) return false
    await sleep(300 * attempt)
  }
  const log = await readFile(startLog(folder), 'utf8').catch(() => '')
  throw new AppError('database_start_failed', 500, {
    detail: `The embedded PostgreSQL did not start: ${log.trim().split('\n').slice(-3).join(' ')}`,
    where: startLog(folder),
  })
}

/** pg_ctl believes any living process that the pid file names. */
async function isRunning(binaries: string, folder: string): Promise<boolean> {
  const named = await readPostmaster(folder)
  if (named === null || !(await isPostgres(named.pid))) return false
  return await runBinary(binaries, 'pg_ctl', ['status', '-D', folder]).then(
    () => true,
    () => false,
  )
}

/** Waits for `exit`, not for closed pipes: the server inherits them and stays. pg_ctl gives it a session of its own. */
async function start(
  binaries: string,
  folder: string,
  socketFolder: string,
  settings: readonly string[],
): Promise<boolean> {
  const given = [`unix_socket_directories=${socketFolder}`, ...settings].map((setting) => `-c '${setting}'`).join(' ')
  const args = ['start', '-D', folder, '-w', '-t', '60', '-l', startLog(folder), '-o', given]
  const child = spawn(join(binaries, 'pg_ctl'), args, { stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}

const startLog = (folder: string): string => join(folder, 'start.log')

interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketFolder: string
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, … */
async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null)
  const [pid, , , port, socketFolder] = text?.split('\n') ?? []
  return pid && port && socketFolder ? { pid: Number(pid), port: Number(port), socketFolder } : null
}

/**
 * After a restart of the machine the number in the pid file may belong to some other program of this user, which
 * PostgreSQL takes for a running server. Should two starts meet here, its shared memory lets only one server in.
 */
async function removeForeignPid(folder: string): Promise<void> {
  const named = await readPostmaster(folder)
  if (named === null || (await isPostgres(named.pid))) return
  if ((await readPostmaster(folder))?.pid === named.pid) await rm(join(folder, 'postmaster.pid'), { force: true })
}

/** Where the system has no /proc, the pid file is believed. A process that has ended has an empty command line. */
async function isPostgres(pid: number): Promise<boolean> {
  const onLinux = process.platform === 'linux'
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => (onLinux ? '' : 'postgres'))
  return basename(command.split('\0')[0] ?? '') === 'postgres'
}
