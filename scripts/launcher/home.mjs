import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Stop } from './say.mjs'

const ROOT_HOME = '/var/lib/datapilot'

/**
 * The data folder: DATAPILOT_HOME from the environment (relative to where the person stands) or from .env (relative to
 * the project), else `/var/lib/datapilot` for root and `.datapilot` in the project for everyone else.
 */
export function findHome(root, env = process.env, isRoot = process.getuid?.() === 0) {
  if (env.DATAPILOT_HOME?.trim()) return resolve(env.DATAPILOT_HOME.trim())
  const fromFile = readSetting(join(root, '.env'), 'DATAPILOT_HOME')
  if (fromFile) return resolve(root, fromFile)
  return isRoot ? ROOT_HOME : join(root, '.datapilot')
}

/** Installers keep caches in the person's home; the user of a container often has none that it can write. */
export function ensureWritableHome(home, env = process.env) {
  try {
    accessSync(homedir(), constants.W_OK)
  } catch {
    env.HOME = join(home, 'home')
    // npm tells its scripts the cache in the home that cannot be written.
    delete env.npm_config_cache
    mkdirSync(env.HOME, { recursive: true })
  }
}

/** One value of a .env file. util.parseEnv is missing in the first releases of Node 20. */
export function readSetting(file, name) {
  if (!existsSync(file)) return undefined
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findLast((text) => new RegExp(`^\\s*(export\\s+)?${name}\\s*=`).test(text))
  const value = line?.slice(line.indexOf('=') + 1).trim()
  return /^(["'`]).*\1$/.test(value ?? '') ? value.slice(1, -1) : value?.replace(/\s+#.*$/, '')
}

/**
 * Stops before anything is written where the installation would not fit.
 *
 * @param {{what: string, folder: string, bytes: number}[]} needs
 */
export function requireSpace(needs, statfs = statfsSync) {
  const folders = new Map()
  for (const { folder, bytes } of needs) folders.set(folder, (folders.get(folder) ?? 0) + bytes)
  for (const [folder, bytes] of folders) {
    const { bavail, bsize } = statfs(existingParent(folder))
    const free = bavail * bsize
    if (free < bytes)
      throw new Stop(
        `Not enough disk space: ${gibibytes(bytes)} are needed in ${folder}, ${gibibytes(free)} are free. ` +
          'Free some space, or set DATAPILOT_HOME to a folder on a larger disk.',
      )
  }
}

function gibibytes(bytes) {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}

function existingParent(folder) {
  return existsSync(folder) ? folder : existingParent(dirname(folder))
}
