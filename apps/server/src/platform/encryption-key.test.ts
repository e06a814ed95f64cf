import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEncryptionKey } from './encryption-key.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'key-'))
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

describe('readEncryptionKey', () => {
  it('makes a Fernet key once and keeps it where only the owner can read it', () => {
    const key = readEncryptionKey({ home, encryptionKey: undefined })
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    expect(readEncryptionKey({ home, encryptionKey: undefined })).toBe(key)
    expect(statSync(join(home, 'secrets', 'encryption.key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'secrets')).mode & 0o777).toBe(0o700)
  })

  it('takes the configured key and writes nothing', () => {
    const configured = `${'A'.repeat(43)}=`
    expect(readEncryptionKey({ home, encryptionKey: configured })).toBe(configured)
    expect(() => statSync(join(home, 'secrets'))).toThrow()
  })

  it('refuses a damaged file instead of replacing it', () => {
    readEncryptionKey({ home, encryptionKey: undefined })
    writeFileSync(join(home, 'secrets', 'encryption.key'), 'short')
    expect(() => readEncryptionKey({ home, encryptionKey: undefined })).toThrow('does not hold an encryption key')
  })
})
