import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`))
}

const PLATFORM_FOLDER = fileURLToPath(new URL('..', import.meta.url))

/** Everything that an engine process loads: its own program and the engine's packages, not the rest of the project. */
export function programFolders(): string[] {
  const scope = dirname(packageFolder('@duckdb/node-api'))
  return [
    join(PLATFORM_FOLDER, 'workers'),
    join(PLATFORM_FOLDER, 'engine'),
    scope,
    fileURLToPath(new URL('../../../package.json', import.meta.url)),
  ]
}

/** `1.5.6` of the package's `1.5.6-r.1`: the engine's version without the binding's revision. */
export const ENGINE_VERSION: string = readVersion().replace(/-.*/, '')

function readVersion(): string {
  const manifest: unknown = require('@duckdb/node-api/package.json')
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
  return typeof version === 'string' ? version : 'unknown'
}
