import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

const FERNET_KEY = /^[\w-]{43}=$/

/**
 * The key for secrets at rest: the configured one, else the one in `secrets/encryption.key` of the data folder, made
 * on first use (32 random bytes, base64url, mode 0600). Two processes starting at once agree on one key.
 *
 * @returns 44 characters, usable as a Fernet key.
 * @throws Error when the stored file is not such a key: a new one would make everything encrypted unreadable.
 */
export function readEncryptionKey(config: Pick<Config, 'home' | 'encryptionKey'>): string {
  if (config.encryptionKey) return config.encryptionKey
  const folder = join(config.home, 'secrets')
  const path = join(folder, 'encryption.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = readKey(path) ?? createKey(path)
  if (!FERNET_KEY.test(key)) throw new Error(`${path} does not hold an encryption key (32 bytes in base64url).`)
  return key
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Linking a finished file into place is atomic and fails where another process was first. */
function createKey(path: string): string {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}=\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(path, 'utf8').trim()
}
