import { join } from 'node:path'
import { baseInstallation, type SandboxDriver, WORKER_ENVIRONMENT, WORKER_FOLDER } from './sandbox-driver.ts'

/** What Python and its libraries read of the system: shared libraries, time zones, randomness. */
const SYSTEM_READABLE = ['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/etc/ld.so.cache', '/usr/share/zoneinfo', '/dev/urandom'] // prettier-ignore

/**
 * The worker's own walls, where namespaces may not be made (many containers): Landlock for files, TCP and signals, and
 * the system-call filter for everything else. No scratch folder: nothing bounds how much would be written into it.
 */
export const landlock: SandboxDriver = {
  level: 'landlock',
  detail: 'Landlock with a system-call filter: no network, no foreign files, memory and time limits',
  launch(python, slot) {
    const base = baseInstallation(python)
    const interpreter = base === '/usr' ? ['/usr/bin'] : [base]
    return {
      command: join(python, 'bin', 'python'),
      args: ['-I', join(WORKER_FOLDER, 'worker.py')],
      env: { ...WORKER_ENVIRONMENT },
      walls: {
        readable: [...SYSTEM_READABLE, ...interpreter, python, WORKER_FOLDER, slot],
        writable: ['/dev/null'],
        required: true,
      },
      dataFolder: slot,
    }
  },
}
