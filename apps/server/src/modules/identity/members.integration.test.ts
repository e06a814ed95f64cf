import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Invitation, Me, Member, Organization } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  codeOf,
  type Caller,
  caller,
  inviteAndReadToken,
  joinOrganization,
  PASSWORD,
  secretOf,
  sessionCookie,
  signUpCaller,
} from '../../../test-support/callers.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
let ana: Caller
let team: string

beforeAll(async () => {
  server = await createTestServer()
  const founder = await signUpCaller(server.app, 'Ana')
  const made = await founder.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Team' } })
  expect(made.statusCode).toBe(201)
  team = made.json<Organization>().id
  ana = await founder.inOrganization(team)
})
afterAll(() => server.close())

const meOf = async (person: Caller) => (await person.call({ url: '/api/v1/me' })).json<Me>()
const setRole = (by: Caller, userId: string, role: string) =>
  by.call({ method: 'PATCH', url: `/api/v1/members/${userId}`, payload: { role } })
const remove = (by: Caller, userId: string) => by.call({ method: 'DELETE', url: `/api/v1/members/${userId}` })
const ownersOf = async (organizationId: string) => {
  const [row] = await server.db.admin<{ count: string }>(
    "select count(*) from datapilot.membership where organization_id = $1 and role = 'owner'",
    [organizationId],
  )
  return Number(row?.count)
}

describe('organizations', () => {
  it('are switched by a session, and only to one’s own', async () => {
    const me = await meOf(ana)
    expect(me.organization).toMatchObject({ id: team, role: 'owner', personal: false })
    const stranger = await signUpCaller(server.app, 'Stranger')
    const theirs = (await meOf(stranger)).organization.id
    const refused = await ana.call({
      method: 'POST',
      url: '/api/v1/organizations/switch',
      payload: { organization_id: theirs },
    })
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'organization_forbidden'])
    expect((await meOf(ana)).organization.id).toBe(team)
  })

  it('are renamed by owners', async () => {
    const answer = await ana.call({
      method: 'PATCH',
      url: `/api/v1/organizations/${team}`,
      payload: { name: 'Team Two' },
    })
    expect(answer.json<Organization>().name).toBe('Team Two')
  })

  it('refuse names that cannot be stored, and so do accounts', async () => {
    const name = 'Te\u0000am'
    const payload = { email: 'nul@example.com', name, password: PASSWORD }
    for (const answer of [
      await ana.call({ method: 'PATCH', url: `/api/v1/organizations/${team}`, payload: { name } }),
      await server.app.inject({ method: 'POST', url: '/api/v1/auth/sign-up', payload }),
    ])
      expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'text_not_storable'])
  })

  it('are deleted only with their name typed, and everything in them goes along', async () => {
    const made = await ana.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Short life' } })
    const { id } = made.json<Organization>()
    const headers = { 'x-organization-id': id }
    await ana.call({ method: 'POST', url: '/api/v1/invitations', payload: { email: 'late@example.com' }, headers })
    const del = (confirm: string) =>
      ana.call({ method: 'DELETE', url: `/api/v1/organizations/${id}`, payload: { confirm }, headers })
    expect(codeOf(await del('short life'))).toBe('name_not_confirmed')
    const { storage } = server.platform
    const key = `org_id=${id}/originals/object`
    const file = join(server.platform.config.home, 'object')
    await writeFile(file, 'what somebody uploaded')
    await storage.putFile(key, file)
    expect(await storage.head(key)).toMatchObject({ bytes: 22 })
    expect((await del('Short life')).statusCode).toBe(204)
    expect(await storage.head(key)).toBeNull()
    for (const table of ['organization', 'membership', 'invitation']) {
      const column = table === 'organization' ? 'id' : 'organization_id'
      expect(await server.db.admin(`select 1 from datapilot.${table} where ${column} = $1`, [id])).toEqual([])
    }
    expect((await ana.call({ url: '/api/v1/me', headers })).statusCode).toBe(403)
  })

  it('that are personal can be neither deleted nor left', async () => {
    const bea = await signUpCaller(server.app, 'Bea')
    const { organization } = await meOf(bea)
    const deleted = await bea.call({
      method: 'DELETE',
      url: `/api/v1/organizations/${organization.id}`,
      payload: { confirm: 'Bea' },
    })
    expect([deleted.statusCode, codeOf(deleted)]).toEqual([409, 'personal_organization'])
    const left = await bea.call({ method: 'POST', url: '/api/v1/organizations/leave' })
    expect([left.statusCode, codeOf(left)]).toEqual([409, 'personal_organization'])
    const second = await joinOrganization(server.app, bea, 'Second Owner', 'owner')
    for (const answer of [await remove(second, bea.userId), await setRole(second, bea.userId, 'viewer')]) {
      expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'personal_organization'])
    }
  })
})

describe('the last owner', () => {
  it('cannot leave, be removed or be demoted', async () => {
    const answers = [
      await ana.call({ method: 'POST', url: '/api/v1/organizations/leave' }),
      await remove(ana, ana.userId),
      await setRole(ana, ana.userId, 'admin'),
    ]
    for (const answer of answers) expect([answer.statusCode, codeOf(answer)]).toEqual([409, 'last_owner'])
    expect((await setRole(ana, ana.userId, 'owner')).statusCode).toBe(200)
  })

  it('stays, however many owners go at the same moment', async () => {
    const founder = await signUpCaller(server.app, 'Racer')
    const others = [await signUpCaller(server.app, 'Second Racer'), await signUpCaller(server.app, 'Third Racer')]
    for (let round = 0; round < 10; round += 1) {
      const made = await founder.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Race' } })
      const { id } = made.json<Organization>()
      const first = await founder.inOrganization(id)
      const joined = others.map(async (person) => {
        const token = await inviteAndReadToken(first, person.email, 'owner')
        await person.call({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token } })
        return person.inOrganization(id)
      })
      const [second, third] = await Promise.all(joined)
      if (!second || !third) throw new Error('two more owners')
      const answers = await Promise.all([
        first.call({ method: 'POST', url: '/api/v1/organizations/leave' }),
        setRole(second, second.userId, 'member'),
        remove(third, third.userId),
      ])
      expect(answers.filter((answer) => answer.statusCode < 300)).toHaveLength(2)
      expect(answers.filter((answer) => answer.statusCode === 409)).toHaveLength(1)
      expect(await ownersOf(id)).toBe(1)
    }
  })
})

describe('members', () => {
  it('are listed for everybody in the organization, with role and last sign-in', async () => {
    const vera = await joinOrganization(server.app, ana, 'Vera', 'viewer')
    const { items } = (await vera.call({ url: '/api/v1/members' })).json<{ items: Member[] }>()
    expect(items.map(({ email }) => email)).toContain(ana.email)
    const listed = items.find(({ email }) => email === vera.email)
    expect(listed?.role).toBe('viewer')
    expect(listed?.last_login_at).not.toBeNull()
  })

  it('who are gone have no access with the next call, and keep their own organization', async () => {
    const walt = await joinOrganization(server.app, ana, 'Walt', 'member')
    expect((await meOf(walt)).organization.id).toBe(team)
    expect((await remove(ana, walt.userId)).statusCode).toBe(204)
    expect((await meOf(walt)).organization).toMatchObject({ personal: true, role: 'owner' })
    expect((await walt.call({ url: '/api/v1/members', headers: { 'x-organization-id': team } })).statusCode).toBe(403)
  })

  it('leave by themselves', async () => {
    const xena = await joinOrganization(server.app, ana, 'Xena', 'member')
    expect((await xena.call({ method: 'POST', url: '/api/v1/organizations/leave' })).statusCode).toBe(204)
    expect((await meOf(xena)).organizations).toHaveLength(1)
  })

  it('of elsewhere are unknown here', async () => {
    const stranger = await signUpCaller(server.app, 'Yann')
    for (const answer of [await remove(ana, stranger.userId), await setRole(ana, stranger.userId, 'viewer')]) {
      expect([answer.statusCode, codeOf(answer)]).toEqual([404, 'member_not_found'])
    }
  })
})

describe('invitations', () => {
  const invite = (by: Caller, payload: Record<string, unknown>) =>
    by.call({ method: 'POST', url: '/api/v1/invitations', payload })

  it('show their link once, in the fragment, and are stored as a hash', async () => {
    const { link = '', id } = (await invite(ana, { email: 'guest@example.com', role: 'viewer' })).json<Invitation>()
    const url = new URL(link)
    expect([url.pathname, url.search]).toEqual(['/app/invitation', ''])
    const listed = (await ana.call({ url: '/api/v1/invitations' })).body
    expect(listed).toContain('guest@example.com')
    expect(listed).not.toContain(secretOf(link))
    const [stored] = await server.db.admin<Record<string, unknown>>(
      'select * from datapilot.invitation where id = $1',
      [id],
    )
    expect(JSON.stringify(stored)).not.toContain(secretOf(link))
  })

  it('never hand out more than the inviter holds', async () => {
    const zoe = await joinOrganization(server.app, ana, 'Zoe', 'admin')
    const tooHigh = await invite(zoe, { email: 'boss@example.com', role: 'owner' })
    expect([tooHigh.statusCode, codeOf(tooHigh)]).toEqual([403, 'role_too_high'])
    expect((await invite(zoe, { email: 'boss@example.com', role: 'admin' })).statusCode).toBe(201)
  })

  it('are accepted by the invited account alone, once', async () => {
    const carl = await signUpCaller(server.app, 'Carl')
    const dana = await signUpCaller(server.app, 'Dana')
    const token = await inviteAndReadToken(ana, carl.email, 'member')
    const accept = (person: Caller) =>
      person.call({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token } })
    expect(codeOf(await accept(dana))).toBe('invitation_for_another')
    const joined = await accept(carl)
    expect(joined.json<Me>().organization).toMatchObject({ id: team, role: 'member' })
    expect(codeOf(await accept(carl))).toBe('link_not_valid')
    expect(codeOf(await invite(ana, { email: carl.email }))).toBe('already_member')
  })

  it('do not work when withdrawn, replaced or too old', async () => {
    const withdrawn = (await invite(ana, { email: 'w@example.com' })).json<Invitation>()
    await ana.call({ method: 'DELETE', url: `/api/v1/invitations/${withdrawn.id}` })
    const replaced = await inviteAndReadToken(ana, 'r@example.com', 'member')
    await inviteAndReadToken(ana, 'r@example.com', 'viewer')
    const old = await inviteAndReadToken(ana, 'o@example.com', 'member')
    await server.db.admin(
      "update datapilot.invitation set expires_at = now() - interval '1 second' where email = 'o@example.com'",
    )
    for (const [email, token] of [
      ['w@example.com', secretOf(withdrawn.link ?? '')],
      ['r@example.com', replaced],
      ['o@example.com', old],
    ]) {
      const payload = { email, name: 'X', password: PASSWORD, invitation: token }
      const answer = await server.app.inject({ method: 'POST', url: '/api/v1/auth/sign-up', payload })
      expect([answer.statusCode, codeOf(answer)], email).toEqual([400, 'link_not_valid'])
    }
  })
})

describe('a reset link made by an owner', () => {
  const resetLink = (by: Caller, userId: string) =>
    by.call({ method: 'POST', url: `/api/v1/members/${userId}/reset-link` })
  const reset = (token: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/auth/reset',
      payload: { token, new_password: 'a fresh password' },
    })

  it('works once for an account that the organization’s invitation made, and ends its sessions', async () => {
    const fay = await joinOrganization(server.app, ana, 'Fay', 'member')
    const made = await resetLink(ana, fay.userId)
    expect(made.statusCode).toBe(201)
    const token = secretOf(made.json<{ link: string }>().link)
    const done = await reset(token)
    expect(done.statusCode).toBe(200)
    expect((await fay.call({ url: '/api/v1/me' })).statusCode).toBe(401)
    expect((await caller(server.app, sessionCookie(done))).userId).toBe(fay.userId)
    const again = await reset(token)
    expect([again.statusCode, codeOf(again)]).toEqual([400, 'link_not_valid'])
  })

  it('is refused for people who have a life outside: inviting somebody must not open their account', async () => {
    const gus = await signUpCaller(server.app, 'Gus')
    const token = await inviteAndReadToken(ana, gus.email, 'member')
    await gus.call({ method: 'POST', url: '/api/v1/invitations/accept', payload: { token } })
    const refused = await resetLink(ana, gus.userId)
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'member_not_managed'])
    const hal = await joinOrganization(server.app, ana, 'Hal', 'member')
    await hal.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Hal’s other' } })
    expect(codeOf(await resetLink(ana, hal.userId))).toBe('member_not_managed')
  })
})
