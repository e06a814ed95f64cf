import { statSync, writeFileSync } from 'node:fs'
import { capture, findProgram } from './process.mjs'
import { say } from './say.mjs'

const RETRY_AFTER_MS = 24 * 60 * 60 * 1000
/** In a folder that only root writes, or somebody could place a link there. */
const ATTEMPT_FILE = '/var/cache/datapilot-without'

/**
 * Installs Debian packages whose program is missing. Best effort: without them less works, and the line says what.
 * A failed attempt is repeated after a day, so that starting stays quick on a machine without network.
 *
 * @param {{program: string, package: string, without: string}[]} wanted
 */
export async function installDebianPackages(wanted) {
  const missing = wanted.filter(({ program }) => !findProgram(program))
  if (missing.length === 0 || !findProgram('apt-get')) return
  const names = missing.map((item) => item.package)
  const attempt = `${ATTEMPT_FILE}-${names.join('-')}`
  if (isRecent(attempt)) return
  say(`Installing ${names.join(', ')} (apt-get) …`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const install = ['install', '--yes', '--no-install-recommends', ...names]
  if ((await capture('apt-get', install, options)).ok) return
  await capture('apt-get', ['update'], options)
  if ((await capture('apt-get', install, options)).ok) return
  for (const item of missing) say(`${item.package} could not be installed: ${item.without}.`)
  writeFileSync(attempt, '')
}

function isRecent(file) {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats?.uid === 0 && Date.now() - stats.mtimeMs < RETRY_AFTER_MS
}
