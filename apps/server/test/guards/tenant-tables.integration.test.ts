import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test-support/test-database.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())

interface TableFacts {
  readonly name: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: string[]
  readonly open_to: string[]
  readonly owner: string
}

const TABLES = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         pg_get_userbyid(c.relowner) as owner,
         coalesce(array_agg(p.polname::text) filter (where p.oid is not null), '{}') as policies,
         coalesce(array_agg(distinct r.rolname::text) filter (where pg_get_expr(p.polqual, p.polrelid) = 'true'), '{}') as open_to
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_policy p on p.polrelid = c.oid
  left join lateral unnest(p.polroles) as member(oid) on true
  left join pg_roles r on r.oid = member.oid
  where n.nspname = 'datapilot' and c.relkind in ('r', 'p')
  group by c.oid order by 1`

/** Roles before an actor exists, of jobs, and of the trigger: none of them is what `withActor` runs as. */
const MAY_SEE_EVERYTHING = ['datapilot_auth', 'datapilot_owner', 'datapilot_service']

describe('every table of the product, from the catalogue', () => {
  it('has row security enabled and forced, with at least one policy', async () => {
    const tables = await db.admin<TableFacts & Record<string, unknown>>(TABLES)
    expect(tables.length).toBeGreaterThan(5)
    const bare = tables.filter((table) => !table.enabled || !table.forced || table.policies.length === 0)
    expect(bare.map((table) => table.name)).toEqual([])
  })

  it('has no policy that lets a person see every row', async () => {
    const tables = await db.admin<TableFacts & Record<string, unknown>>(TABLES)
    const open = tables.flatMap((table) =>
      table.open_to.filter((role) => !MAY_SEE_EVERYTHING.includes(role)).map((role) => `${table.name}: ${role}`),
    )
    expect(open).toEqual([])
  })

  it('belongs to a role that nobody logs in as', async () => {
    const tables = await db.admin<TableFacts & Record<string, unknown>>(TABLES)
    expect([...new Set(tables.map((table) => table.owner))]).toEqual(['datapilot_owner'])
    const [owner] = await db.admin<{ rolcanlogin: boolean }>(
      "select rolcanlogin from pg_roles where rolname = 'datapilot_owner'",
    )
    expect(owner?.rolcanlogin).toBe(false)
  })

  it('has an organization whose deletion takes its rows along', async () => {
    const loose = await db.admin<{ name: string }>(`
      select c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
      where n.nspname = 'datapilot' and c.relkind in ('r', 'p') and not exists (
        select from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confdeltype = 'c' and a.attnum = any (f.conkey))`)
    expect(loose.map((table) => table.name)).toEqual([])
  })
})

describe('the role that the application logs in as', () => {
  it('owns nothing, bypasses nothing, is no superuser and inherits nothing', async () => {
    const [role] = await db.admin<Record<string, boolean>>(
      "select rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb from pg_roles where rolname = 'datapilot_app'",
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
    })
    const owned = await db.admin("select relname from pg_class where pg_get_userbyid(relowner) = 'datapilot_app'")
    expect(owned).toEqual([])
  })

  it('becomes no role that bypasses row security or owns tables', async () => {
    const reachable = await db.admin<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
      "select rolname, rolsuper, rolbypassrls from pg_roles where pg_has_role('datapilot_app', oid, 'member') and rolname <> 'datapilot_app' order by 1",
    )
    expect(reachable.filter((role) => role.rolsuper || role.rolbypassrls)).toEqual([])
    expect(reachable.map((role) => role.rolname)).not.toContain('datapilot_owner')
    expect(reachable.map((role) => role.rolname)).not.toContain('datapilot_auth')
  })

  it('reads nothing without saying as whom', async () => {
    const tables = await db.admin<TableFacts & Record<string, unknown>>(TABLES)
    const rights = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await db.admin<{ may: boolean }>(
          "select has_table_privilege('datapilot_app', format('datapilot.%I', $1::text), 'select') as may",
          [name],
        )
        return row?.may
      }),
    )
    expect(rights.some(Boolean)).toBe(false)
  })
})

describe('the account store', () => {
  it('is closed to everybody but its own role', async () => {
    const readers = await db.admin<{ reader: string }>(`
      select distinct r.rolname || ' ' || c.relname as reader
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join pg_roles r
      where n.nspname = 'datapilot_auth' and c.relkind in ('r', 'p', 'v')
        and r.rolname in ('authenticated', 'datapilot_service', 'datapilot_app', 'datapilot_jobs', 'anon', 'service_role')
        and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')`)
    expect(readers).toEqual([])
  })

  it('cannot be read in a transaction of an actor', async () => {
    const actor = {
      userId: crypto.randomUUID(),
      organizationId: crypto.randomUUID(),
      email: 'a@example.com',
      role: 'owner',
    } as const
    const reading = db.database.withActor(actor, (tx) => tx.execute('select * from datapilot_auth.session'))
    await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})
