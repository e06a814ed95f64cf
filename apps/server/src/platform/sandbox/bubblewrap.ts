import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { baseInstallation, type SandboxDriver, WORKER_ENVIRONMENT, WORKER_FOLDER } from './sandbox-driver.ts'

/** Scratch space of one worker, in bytes; it lives in memory. */
const SCRATCH_BYTES = 64 * 1024 * 1024

/** Folders of a merged-/usr system that point into /usr; others are bound as they are. */
const SYSTEM_FOLDERS = ['/lib', '/lib64', '/bin']

/**
 * Namespaces by bubblewrap: no network, no other processes, an empty file system apart from the system's libraries, the
 * Python environment and the slot, all read-only, and a scratch folder in memory. Inside, the worker adds Landlock
 * where the kernel has it, and its system-call filter.
 */
export const bubblewrap: SandboxDriver = {
  level: 'bubblewrap',
  detail: 'bubblewrap with a system-call filter: no network, no foreign files, memory and time limits',
  launch(python, slot) {
    const base = baseInstallation(python)
    const system = SYSTEM_FOLDERS.filter((folder) => existsSync(folder))
    const interpreter = resolve(base).startsWith('/usr') ? [] : [base]
    const bound = ['/usr', ...system, ...interpreter].flatMap((folder) => ['--ro-bind', folder, folder])
    const args = [
      '--unshare-all',
      '--die-with-parent',
      '--new-session',
      ...['--cap-drop', 'ALL'],
      ...bound,
      ...['--proc', '/proc', '--dev', '/dev'],
      ...['--size', String(SCRATCH_BYTES), '--tmpfs', '/tmp'],
      ...['--ro-bind', python, '/python'],
      ...['--ro-bind', WORKER_FOLDER, '/worker/sandbox'],
      ...['--ro-bind', slot, '/data'],
      ...['--remount-ro', '/', '--chdir', '/tmp'],
      '--clearenv',
      ...Object.entries(WORKER_ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value]),
      ...['/python/bin/python', '-I', '/worker/sandbox/worker.py'],
    ]
    const readable = ['/usr', ...system, ...interpreter, '/python', '/worker', '/data', '/dev/urandom', '/dev/zero']
    return {
      command: 'bwrap',
      args,
      env: { PATH: process.env['PATH'] },
      walls: { readable, writable: ['/tmp', '/dev/null'], required: false },
      dataFolder: '/data',
    }
  },
}
