import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test-support/test-database.ts'
import type { Transaction } from './database.ts'

let db: TestDatabase

const person = (organizationId: string, role: 'viewer' | 'member' = 'member') => ({
  userId: randomUUID(),
  email: 'ana@example.org',
  organizationId,
  role,
})
const scalar = async <T>(tx: Transaction, query: ReturnType<typeof sql>): Promise<T | undefined> => {
  const { rows } = await tx.execute<{ value: T }>(query)
  return rows[0]?.value
}

beforeAll(async () => {
  db = await createTestDatabase()
  await db.admin('create table datapilot.note (organization_id uuid not null, text text not null)')
  await db.admin('alter table datapilot.note owner to datapilot_owner')
  await db.admin('alter table datapilot.note enable row level security, force row level security')
  await db.admin('grant select, insert, update, delete on datapilot.note to authenticated, datapilot_service')
  const reachable = (role: string): string =>
    `organization_id = any ((select datapilot.organizations_as('${role}'))::uuid[])`
  await db.admin(`create policy r on datapilot.note for select to authenticated using (${reachable('viewer')})`)
  await db.admin(`create policy w on datapilot.note for insert to authenticated with check (${reachable('member')})`)
  await db.admin('create policy s on datapilot.note to datapilot_service using (true) with check (true)')
})
afterAll(() => db.close())

describe('withActor', () => {
  it('shows each of 40 concurrent transactions its own organization only', async () => {
    const organizations = Array.from({ length: 40 }, () => randomUUID())
    const seen = await Promise.all(
      organizations.map((organization) =>
        db.database.withActor(person(organization), async (tx) => {
          await tx.execute(sql`insert into datapilot.note values (${organization}, 'mine')`)
          await tx.execute(sql`select pg_sleep(0.01)`)
          const { rows } = await tx.execute<{ organization_id: string }>(
            sql`select organization_id from datapilot.note`,
          )
          return rows.map((row) => row.organization_id)
        }),
      ),
    )
    expect(seen).toEqual(organizations.map((organization) => [organization]))
  })

  it('refuses a row for another organization, and any row from a viewer', async () => {
    const mine = randomUUID()
    const insert = (actor: ReturnType<typeof person>, organization: string): Promise<unknown> =>
      db.database.withActor(actor, (tx) => tx.execute(sql`insert into datapilot.note values (${organization}, 'x')`))
    await expect(insert(person(mine), randomUUID())).rejects.toMatchObject({ cause: { code: '42501' } })
    await expect(insert(person(mine, 'viewer'), mine)).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  it('leaves nothing of the actor on the pooled connection', async () => {
    const client = new pg.Pool({ ...db.connections.app, max: 1 })
    const organization = randomUUID()
    await db.database.withActor(person(organization), async (tx) => {
      expect(await scalar(tx, sql`select current_user as value`)).toBe('authenticated')
    })
    const { rows } = await client.query(
      "select current_user::text as role, coalesce(current_setting('request.jwt.claims', true), '') as claims",
    )
    expect(rows).toEqual([{ role: 'datapilot_app', claims: '' }])
    await client.end()
  })

  it('gives auth.uid(), auth.email() and auth.jwt() as Supabase clients expect', async () => {
    const actor = person(randomUUID())
    await db.database.withActor(actor, async (tx) => {
      expect(await scalar(tx, sql`select auth.uid() as value`)).toBe(actor.userId)
      expect(await scalar(tx, sql`select auth.email() as value`)).toBe(actor.email)
      expect(await scalar(tx, sql`select auth.jwt() ->> 'role' as value`)).toBe('authenticated')
    })
  })
})

describe('withService', () => {
  it('sees the rows of every organization without bypassing row security', async () => {
    const count = await db.database.withService((tx) =>
      scalar<string>(tx, sql`select count(*) as value from datapilot.note`),
    )
    expect(Number(count)).toBe(40)
    const [role] = await db.admin("select rolbypassrls, rolsuper from pg_roles where rolname = 'datapilot_service'")
    expect(role).toEqual({ rolbypassrls: false, rolsuper: false })
  })
})

describe('the login role', () => {
  it('is no superuser, inherits nothing, owns nothing and holds no grant', async () => {
    const [role] = await db.admin(
      "select rolsuper, rolinherit, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'datapilot_app'",
    )
    expect(role).toEqual({
      rolsuper: false,
      rolinherit: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
    })
    const owned = await db.admin("select 1 from pg_class where pg_get_userbyid(relowner) = 'datapilot_app'")
    expect(owned).toEqual([])
    const grants = await db.admin("select 1 from information_schema.role_table_grants where grantee = 'datapilot_app'")
    expect(grants).toEqual([])
  })

  it('reads no table by itself and none of the credentials, whatever role it takes', async () => {
    const client = new pg.Client(db.connections.app)
    await client.connect()
    await expect(client.query('select * from datapilot.note')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('set role datapilot_owner')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('set role datapilot_auth')).rejects.toMatchObject({ code: '42501' })
    await client.end()
  })
})

it('answers a real round trip', async () => {
  expect(await db.database.check()).toMatchObject({
    version: expect.stringMatching(/^1[5-9]/),
    elapsedMs: expect.any(Number),
  })
})

it('has forced row security and a policy on every table of schema datapilot', async () => {
  const bare = await db.admin(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'datapilot' and c.relkind in ('r', 'p') and (not c.relrowsecurity or not c.relforcerowsecurity
      or not exists (select 1 from pg_policy p where p.polrelid = c.oid))`)
  expect(bare).toEqual([])
})
