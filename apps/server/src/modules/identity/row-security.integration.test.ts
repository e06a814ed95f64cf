import type { Role } from '@datapilot/contracts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, joinOrganization, signUpCaller } from '../../../test-support/callers.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

/**
 * What row security says by itself, without the services in front: as a Supabase client with a person's token would ask
 * (claims without an organization), and as a statement of ours that forgot its condition would.
 */
let server: TestServer
let pool: pg.Pool
let ana: Caller
let eve: Caller
let viewer: Caller
let team: string

beforeAll(async () => {
  server = await createTestServer()
  pool = new pg.Pool({ ...server.db.connections.app, max: 2 })
  ana = await signUpCaller(server.app, 'Ana')
  eve = await signUpCaller(server.app, 'Eve')
  team = (await ana.call({ url: '/api/v1/me' })).json<{ organization: { id: string } }>().organization.id
  viewer = await joinOrganization(server.app, ana, 'Vera', 'viewer')
  await ana.call({ method: 'POST', url: '/api/v1/invitations', payload: { email: 'guest@example.com' } })
  await ana.call({ method: 'POST', url: '/api/v1/api-keys', payload: { name: 'key' } })
})
afterAll(async () => {
  await pool.end()
  await server.close()
})

/** Runs one statement as the role `authenticated` with these claims. */
async function runAs(claims: object, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)", [
      JSON.stringify(claims),
    ])
    return (await client.query<Record<string, unknown>>(statement, values)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const asPerson = (person: Caller) => ({ sub: person.userId, role: 'authenticated', email: person.email })
const asActor = (person: Caller, role: Role) => ({ ...asPerson(person), datapilot_org: team, datapilot_role: role })

describe('row security of the identity tables', () => {
  it('shows people, organizations and members only to members', async () => {
    const emails = async (person: Caller) =>
      (await runAs(asPerson(person), 'select email from datapilot.app_user')).map((row) => row['email'])
    expect((await emails(ana)).sort()).toEqual([ana.email, viewer.email].sort())
    expect(await emails(eve)).toEqual([eve.email])
    expect(await runAs(asPerson(eve), 'select * from datapilot.organization where id = $1', [team])).toEqual([])
    expect(await runAs(asPerson(eve), 'select * from datapilot.membership where organization_id = $1', [team])).toEqual(
      [],
    )
  })

  it('shows invitations to administrators, keys to their owner and administrators, links to nobody', async () => {
    for (const table of ['invitation', 'api_key']) {
      expect(await runAs(asPerson(ana), `select 1 from datapilot.${table}`), table).toHaveLength(1)
      expect(await runAs(asPerson(viewer), `select 1 from datapilot.${table}`), table).toEqual([])
      expect(await runAs(asPerson(eve), `select 1 from datapilot.${table}`), table).toEqual([])
    }
    expect(await runAs(asPerson(ana), 'select 1 from datapilot.one_time_link')).toEqual([])
  })

  it('lets nobody make themselves a member, an owner, or somebody else', async () => {
    const join = 'insert into datapilot.membership (organization_id, user_id, role) values ($1, $2, $3)'
    await expect(runAs(asPerson(eve), join, [team, eve.userId, 'owner'])).rejects.toMatchObject({ code: '42501' })
    await expect(runAs(asActor(viewer, 'viewer'), join, [team, eve.userId, 'owner'])).rejects.toMatchObject({
      code: '42501',
    })
    const promote =
      "update datapilot.membership set role = 'owner' where user_id = $1 and organization_id = $2 returning 1"
    expect(await runAs(asPerson(viewer), promote, [viewer.userId, team])).toEqual([])
    expect(await runAs(asActor(viewer, 'viewer'), promote, [viewer.userId, team])).toEqual([])
    expect(await runAs(asPerson(ana), promote, [viewer.userId, team])).toHaveLength(1)
    const impersonate = "update datapilot.app_user set email = 'x@example.com' where id = $1 returning 1"
    expect(await runAs(asPerson(viewer), impersonate, [viewer.userId])).toEqual([])
  })

  it('lets nobody write keys or invitations beyond their own', async () => {
    const key =
      "insert into datapilot.api_key (organization_id, user_id, name, prefix, key_hash) values ($1, $2, 'k', 'p', 'h')"
    await expect(runAs(asPerson(viewer), key, [team, ana.userId])).rejects.toMatchObject({ code: '42501' })
    await expect(runAs(asPerson(ana), key, [team, viewer.userId])).rejects.toMatchObject({ code: '42501' })
    const invitation =
      "insert into datapilot.invitation (organization_id, email, role, token_hash, expires_at) values ($1, 'e', 'viewer', 'h', now())"
    await expect(runAs(asPerson(viewer), invitation, [team])).rejects.toMatchObject({ code: '42501' })
  })

  it('gives a person without claims nothing at all', async () => {
    for (const table of ['app_user', 'organization', 'membership', 'invitation', 'api_key']) {
      expect(await runAs({}, `select 1 from datapilot.${table}`), table).toEqual([])
    }
  })

  it('keeps the last owner whoever asks, the superuser included', async () => {
    const made = await ana.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Alone' } })
    const { id } = made.json<{ id: string }>()
    await expect(
      server.db.admin('delete from datapilot.membership where organization_id = $1', [id]),
    ).rejects.toMatchObject({ code: 'DP001' })
  })
})
