import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'
import { variables } from './config.variables.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function load(env: Record<string, string>, file = '') {
  const envFile = join(folder, '.env')
  writeFileSync(envFile, file)
  return loadConfig(env, envFile)
}

function problemsOf(env: Record<string, string>) {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('the configuration was accepted')
}

describe('loadConfig', () => {
  it('needs nothing: every variable has a default or may be absent', () => {
    const config = load({ DATAPILOT_HOME: folder })
    expect(config).toMatchObject({
      home: folder,
      pythonHome: join(folder, 'python'),
      webRoot: join(folder, 'web'),
      host: '127.0.0.1',
      port: 8000,
      publicUrl: 'http://127.0.0.1:8000',
      role: 'all',
      signUp: 'invited',
      database: { url: undefined, migrationUrl: undefined, echo: false, poolSize: 10 },
    })
    expect(config.limits.maxUploadBytes).toBe(10 * 1024 ** 3)
  })

  it('reads the .env file, and the environment wins over it', () => {
    const config = load({ PORT: '9000' }, 'PORT=9001\nHOST="0.0.0.0"\n# comment\nSMTP_URL=\n')
    expect(config).toMatchObject({ port: 9000, host: '0.0.0.0', mail: undefined, publicUrl: 'http://localhost:9000' })
  })

  it.each([
    ['postgresql+asyncpg://u:p@db:5432/x', 'postgresql://u:p@db:5432/x'],
    ['postgres://u:p@db/x?ssl=require', 'postgresql://u:p@db/x?sslmode=require'],
    ['postgresql://u:p%2Bq@db/x?sslmode=disable', 'postgresql://u:p%2Bq@db/x?sslmode=disable'],
  ])('turns %s into what node-postgres understands', (given, expected) => {
    expect(load({ DATABASE_URL: given }).database).toMatchObject({ url: expected, migrationUrl: expected })
  })

  it('takes the Supabase database where DATABASE_URL is absent, and migrates over the direct connection', () => {
    const { database } = load({
      SUPABASE_DB_URL: 'postgresql://pooler/x',
      MIGRATION_DATABASE_URL: 'postgresql://direct/x',
    })
    expect(database).toMatchObject({ url: 'postgresql://pooler/x', migrationUrl: 'postgresql://direct/x' })
  })

  it('reads sizes with and without a unit', () => {
    const { limits } = load({ DATAPILOT_MAX_UPLOAD_BYTES: '500 MiB', DATAPILOT_ENGINE_MEMORY: '536870912' })
    expect(limits).toMatchObject({ maxUploadBytes: 500 * 1024 ** 2, engineMemory: 512 * 1024 ** 2 })
  })

  it('names every problem at once, with what was expected', () => {
    const error = problemsOf({ PORT: '99999', DATAPILOT_PORT: '1', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' })
    expect(error.problems.map((problem) => problem.variable)).toEqual([
      'DATAPILOT_PORT',
      'PORT',
      'LOG_LEVEL',
      'DATABASE_URL',
    ])
    expect(error.message).toContain('PORT: expected a port number, 0 to 65535')
  })

  it.each([
    ['PORT', '0x50'],
    ['PORT', '-1'],
    ['DATABASE_ECHO', 'maybe'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['DATAPILOT_MAX_UPLOAD_BYTES', '10 elephants'],
    ['DATAPILOT_ENGINE_MEMORY', '1KiB'],
    ['DATAPILOT_QUERY_TIMEOUT_MS', '1e3'],
    ['DATAPILOT_SIGN_UP', 'everyone'],
    ['REDIS_URL', 'localhost:6379'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value }).problems.map((problem) => problem.variable)).toEqual([name])
  })

  it('never repeats a value, because it may be a secret', () => {
    const error = problemsOf({ ENCRYPTION_KEY: 'hunter2', DATABASE_URL: 'hunter2', SUPABASE_KEY: 'hunter 2' })
    expect(error.problems).toHaveLength(3)
    expect(error.message).not.toContain('hunter')
  })

  it('asks for the rest of a group that is half given', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://mail:25' }).message).toContain('SMTP_FROM: expected sender address of mail')
  })

  it('has every variable in docs/configuration.md, and no other there', () => {
    const document = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8')
    const documented = [...document.matchAll(/^\| `([A-Z0-9_]+)`[ †]*\|/gm)].map((match) => match[1])
    expect(documented.toSorted()).toEqual(Object.keys(variables).toSorted())
  })
})
