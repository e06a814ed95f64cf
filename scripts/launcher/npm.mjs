import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram } from './process.mjs'
import { Stop } from './say.mjs'

/**
 * npm's program file: the one that started this (npm tells its scripts), the one on the PATH, or the one beside Node.
 *
 * @returns {string | undefined} path of npm-cli.js
 */
export function findNpmCli(env = process.env) {
  const onPath = findProgram('npm', env)
  const places = [
    env.npm_execpath,
    onPath && realpathSync(onPath),
    join(dirname(realpathSync(process.execPath)), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  return places.find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
}

/** How to start npm: its program file with this Node, else whatever `npm` is on the PATH. */
export function npmCommand() {
  const cli = findNpmCli()
  if (cli) return { command: process.execPath, prefix: [cli] }
  const command = findProgram('npm')
  if (!command)
    throw new Stop('npm is missing. Install it (it comes with Node; Debian: apt-get install npm) and run this again.')
  return { command, prefix: [] }
}

/**
 * The environment for npm. What an npm that started us tells its scripts about its own project would make this one work
 * there instead of in its folder; settings (registry, proxy, certificates) stay.
 */
export function npmEnvironment(env = process.env) {
  const isAboutProject = (name) => /^npm_(package_.*|lifecycle_.*|command|config_local_prefix)$/i.test(name)
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isAboutProject(name)))
}
