import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../platform/config.ts'
import { openPlatform } from './open-platform.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dp-start-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const start = (env: Record<string, string>) => openPlatform(loadConfig(env, '/nonexistent'), pino({ level: 'silent' }))

describe('a start that cannot succeed says why', () => {
  it('when the data folder is a file, or lies where nobody may write', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const locked = join(folder, 'locked')
    await mkdir(locked, { mode: 0o500 })
    for (const home of [file, locked, join(locked, 'below')])
      await expect(start({ DATAPILOT_HOME: home })).rejects.toMatchObject({
        code: 'home_unusable',
        facts: { where: home },
      })
    await chmod(locked, 0o700)
  })

  it('when the database of DATABASE_URL does not answer, without its password', async () => {
    const url = 'postgresql://ana:a-secret-word@127.0.0.1:1/shop'
    const error: unknown = await start({ DATAPILOT_HOME: folder, DATABASE_URL: url }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'database_unreachable',
      facts: { detail: expect.stringContaining('ECONNREFUSED') },
    })
    expect(JSON.stringify(error)).not.toContain('a-secret-word')
  })
})
