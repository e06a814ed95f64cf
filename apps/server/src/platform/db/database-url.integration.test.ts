import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPythonHome } from '../../../test-support/test-cluster.ts'
import { findPostgresBinaries } from './embedded/postgres-binaries.ts'
import { type DatabaseOptions, type OpenDatabase, openDatabase } from './open-database.ts'

/** Debian's, where it is installed: the oldest version that the product supports. */
const POSTGRES_15 = '/usr/lib/postgresql/15/bin'
const binaries = { 'the newest PostgreSQL': await findPostgresBinaries(testPythonHome()), 'PostgreSQL 15': POSTGRES_15 }

const actor = { userId: randomUUID(), email: 'ana@example.org', organizationId: randomUUID(), role: 'member' as const }
const whoAmI = (opened: OpenDatabase): Promise<unknown[]> =>
  opened.database.withActor(
    actor,
    async (tx) => (await tx.execute(sql`select session_user::text as login, current_user::text as acts_as`)).rows,
  )

describe.each(Object.entries(binaries).filter(([, folder]) => existsSync(folder)))(
  'on %s that asks for passwords',
  (_name, folder) => {
    let home: string

    /** Programs that stay must not hold our pipes. */
    const control = (...args: string[]): void => {
      const { status } = spawnSync(join(folder, 'pg_ctl'), ['-D', join(home, 'data'), '-w', ...args], {
        stdio: 'ignore',
      })
      if (status !== 0) throw new Error(`pg_ctl ${args[0]} failed`)
    }
    const startServer = (): void => {
      const settings = `-c fsync=off -c listen_addresses= -c unix_socket_directories=${home}`
      control('start', '-l', join(home, 'log'), '-o', settings)
    }
    const superuser = async (...statements: string[]): Promise<void> => {
      const client = new pg.Client({ host: home, user: 'postgres', database: 'postgres' })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    }
    const options = (user: string): DatabaseOptions => ({
      home,
      pythonHome: testPythonHome(),
      url: `postgresql+asyncpg://${user}:pw@localhost/shop?host=${encodeURIComponent(home)}`,
      migrationUrl: undefined,
      poolSize: 2,
      encryptionKey: 'one key for all instances',
      onError: () => undefined,
    })

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'dp-url-'))
      const data = join(home, 'data')
      spawnSync(
        join(folder, 'initdb'),
        ['-D', data, '-U', 'postgres', '-N', '--encoding=UTF8', '--locale=C', '--auth=peer'],
        { stdio: 'ignore' },
      )
      await writeFile(join(data, 'pg_hba.conf'), 'local all postgres peer map=me\nlocal all all scram-sha-256\n')
      await writeFile(join(data, 'pg_ident.conf'), `me ${userInfo().username} postgres\n`)
      startServer()
      await superuser(
        "create role tenant login createrole password 'pw'",
        "create role guest login password 'pw'",
        'create database shop owner tenant',
      )
    })
    afterAll(async () => {
      control('stop', '-m', 'fast')
      await rm(home, { recursive: true, force: true })
    })

    it('says which statement an administrator has to run where the user may not create roles', async () => {
      await expect(openDatabase(options('guest'))).rejects.toMatchObject({
        code: 'database_rights_missing',
        facts: { expected: expect.stringContaining('create role datapilot_owner nologin'), where: 'DATABASE_URL' },
      })
    })

    it('prepares a database with a user that is no superuser, twice and by two instances at once', async () => {
      const opened = await openDatabase(options('tenant'))
      expect(await whoAmI(opened)).toEqual([{ login: 'datapilot_app', acts_as: 'authenticated' }])
      const more = await Promise.all([openDatabase(options('tenant')), openDatabase(options('tenant'))])
      for (const instance of [opened, ...more]) {
        expect(await whoAmI(instance)).toHaveLength(1)
        await instance.close()
      }
    }, 60_000)

    it('keeps the credentials from the role of the application and from the one that acts for people', async () => {
      const opened = await openDatabase(options('tenant'))
      const read = (tx: Parameters<Parameters<typeof opened.database.withActor>[1]>[0]): Promise<unknown> =>
        tx.execute(sql`select * from datapilot_auth.account`)
      await expect(opened.database.withActor(actor, read)).rejects.toMatchObject({ cause: { code: '42501' } })
      await expect(opened.database.withService(read)).rejects.toMatchObject({ cause: { code: '42501' } })
      await expect(
        opened.database.authStore.execute(sql`select count(*) from datapilot_auth.account`),
      ).resolves.toBeDefined()
      await expect(opened.database.authStore.execute(sql`select * from datapilot.dataset`)).rejects.toMatchObject({
        cause: { code: '42501' },
      })
      await opened.close()
    })

    it('answers database_unavailable while the server is away, and works again when it is back', async () => {
      const opened = await openDatabase(options('tenant'))
      control('stop', '-m', 'fast')
      await expect(whoAmI(opened)).rejects.toMatchObject({ code: 'database_unavailable', status: 503 })
      startServer()
      expect(await whoAmI(opened)).toHaveLength(1)
      await opened.close()
    }, 60_000)
  },
)
