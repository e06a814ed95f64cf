import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const home = process.env.DATAPILOT_HOME ?? join(ROOT, '.datapilot')

/** A program of the Python environment. */
export function python(name) {
  return join(home, 'python', process.platform === 'win32' ? 'Scripts' : 'bin', name)
}

/** A folder for what tools leave behind, beside the data and not in the code tree. */
export function scratch(name) {
  return join(home, 'cache', name)
}

/** A program of an npm package; in the workspace's folder where its version differs from the others'. */
export function tool(name, workspace = '.') {
  const local = join(ROOT, workspace, 'node_modules', '.bin', name)
  return existsSync(local) ? local : join(ROOT, 'node_modules', '.bin', name)
}

/**
 * Runs a command in the project's folder.
 *
 * @param {{live?: boolean, env?: Record<string, string>}} options - live: its output goes to the terminal as it comes
 * @returns {Promise<{ok: boolean, output: string, seconds: number}>}
 */
export function run([command, ...args], { live = false, env = {} } = {}) {
  const started = Date.now()
  return new Promise((done) => {
    let output = ''
    const finish = (ok) => done({ ok, output, seconds: (Date.now() - started) / 1000 })
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', (data) => (output += data))
    child.stderr?.on('data', (data) => (output += data))
    child.on('error', (error) => {
      output += error.message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}
