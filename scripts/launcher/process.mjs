import { spawn } from 'node:child_process'
import { accessSync, constants, realpathSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'

/** Full path of a program on the PATH, or undefined. */
export function findProgram(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      continue
    }
  }
  return undefined
}

/**
 * Runs a command and keeps its output. Never rejects: a program that cannot be started is a failure like any other.
 *
 * @returns {Promise<{ok: boolean, output: string, stdout: string}>}
 */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    let output = ''
    let stdout = ''
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    child.stdout.on('data', (data) => {
      output += data
      stdout += data
    })
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => done({ ok: false, output: `${output}${error.message}`, stdout }))
    child.on('close', (code) => done({ ok: code === 0, output, stdout }))
  })
}

/** Where the system can: the command gets SIGTERM when this process is killed, instead of living on unseen. */
function boundToThisProcess(command, args) {
  const setpriv = findProgram('setpriv', { PATH: '/usr/bin:/bin' })
  const isReal = setpriv !== undefined && basename(realpathSync(setpriv)) === 'setpriv'
  return isReal ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, args]
}

/**
 * Runs a command in the foreground, hands on the signals it gets, and answers with the exit code.
 * (An interrupt from the keyboard reaches the child by itself; passing it on would deliver it twice.)
 */
export function foreground(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(...boundToThisProcess(command, args), { stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    const ignore = () => {}
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    process.on('SIGINT', process.stdin.isTTY ? ignore : pass)
    child.on('error', failed)
    child.on('close', (code, signal) => done(signal ? 128 + (SIGNAL_NUMBERS[signal] ?? 0) : code))
  })
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
