import { type ApiKey, type Me, ROLE_PERMISSIONS } from '@datapilot/contracts'
import { decodeJwt, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, type Caller, joinOrganization, PASSWORD, signUpCaller } from '../../../test-support/callers.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
let ana: Caller
let eve: Caller

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUpCaller(server.app, 'Ana')
  eve = await signUpCaller(server.app, 'Eve')
})
afterAll(() => server.close())

const me = (headers: Record<string, string>) => server.app.inject({ url: '/api/v1/me', headers })
const organizationOf = async (person: Caller) => (await person.call({ url: '/api/v1/me' })).json<Me>().organization.id

async function requestToken(fields: Record<string, string>) {
  return server.app.inject({
    method: 'POST',
    url: '/api/v1/token',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

async function tokenOf(person: Caller): Promise<string> {
  return (await requestToken({ grant_type: 'password', username: person.email, password: PASSWORD })).json<{
    access_token: string
  }>().access_token
}

async function createKey(person: Caller, payload: Record<string, unknown>): Promise<ApiKey & { key: string }> {
  const answer = await person.call({ method: 'POST', url: '/api/v1/api-keys', payload: { name: 'key', ...payload } })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

describe('POST /token', () => {
  it('takes the OAuth password form and answers a bearer token of one hour that no cache keeps', async () => {
    const answer = await requestToken({ grant_type: 'password', username: ana.email, password: PASSWORD, scope: '' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    expect(answer.headers['cache-control']).toBe('no-store')
    const { access_token: token } = answer.json<{ access_token: string }>()
    expect((await me({ authorization: `Bearer ${token}` })).json<Me>().user.email).toBe(ana.email)
    expect((await me({ authorization: `bearer ${token}` })).statusCode).toBe(200)
  })

  it('answers wrong credentials in the words of OAuth and of DataPilot', async () => {
    const answer = await requestToken({ username: ana.email, password: 'not this one' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ error: 'invalid_grant', code: 'invalid_credentials' })
  })

  it('knows no other grant', async () => {
    expect((await requestToken({ grant_type: 'client_credentials', username: 'a', password: 'b' })).statusCode).toBe(
      400,
    )
  })
})

describe('a bearer token', () => {
  const claims = () => ({ cv: 0 })
  const sign = (key: string, change: (token: SignJWT) => SignJWT = (token) => token) =>
    change(
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(ana.userId)
        .setIssuer(server.platform.config.publicUrl)
        .setAudience('datapilot')
        .setIssuedAt()
        .setExpirationTime('1h'),
    ).sign(new TextEncoder().encode(key))

  it('is refused when it was altered, made with another key, without a signature, or for another purpose', async () => {
    const token = await tokenOf(ana)
    const [header = '', payload = '', signature = ''] = token.split('.')
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claimsOfAna = decodeJwt(token)
    const asEve = encode({ ...claimsOfAna, sub: eve.userId })
    const forged = {
      'another subject': `${header}.${asEve}.${signature}`,
      'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      'another algorithm': `${encode({ alg: 'HS512', typ: 'JWT' })}.${payload}.${signature}`,
      'another key': await sign('x'.repeat(32)),
      'the installation secret itself as key': await sign(server.platform.encryptionKey),
      'cut short': token.slice(0, -2),
      'not a token': 'abc',
    }
    for (const [what, value] of Object.entries(forged)) {
      const answer = await me({ authorization: `Bearer ${value}` })
      expect([answer.statusCode, codeOf(answer)], what).toEqual([401, 'credential_not_valid'])
    }
  })

  it('never falls back to the cookie beside it', async () => {
    expect((await me({ authorization: 'Bearer nonsense', cookie: ana.cookie })).statusCode).toBe(401)
    expect((await me({ authorization: 'Basic YTpi', cookie: ana.cookie })).statusCode).toBe(401)
    expect((await me({ 'x-api-key': 'dpk_nonsense', cookie: ana.cookie })).statusCode).toBe(401)
  })

  it('ends with signing out everywhere', async () => {
    const gil = await signUpCaller(server.app, 'Gil')
    const authorization = `Bearer ${await tokenOf(gil)}`
    expect((await me({ authorization })).statusCode).toBe(200)
    expect((await gil.call({ method: 'POST', url: '/api/v1/auth/sign-out-everywhere' })).statusCode).toBe(204)
    expect((await me({ authorization })).statusCode).toBe(401)
    expect((await gil.call({ url: '/api/v1/me' })).statusCode).toBe(401)
  })

  it('names the organization by header, one of the own ones only', async () => {
    const authorization = `Bearer ${await tokenOf(ana)}`
    const own = await organizationOf(ana)
    expect((await me({ authorization, 'x-organization-id': own })).json<Me>().organization.id).toBe(own)
    const foreign = await me({ authorization, 'x-organization-id': await organizationOf(eve) })
    const unknown = await me({ authorization, 'x-organization-id': crypto.randomUUID() })
    const nonsense = await me({ authorization, 'x-organization-id': "' or 1=1" })
    for (const answer of [foreign, unknown, nonsense])
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'organization_forbidden'])
    const { request_id: _one, ...first } = foreign.json<Record<string, unknown>>()
    const { request_id: _two, ...second } = unknown.json<Record<string, unknown>>()
    expect(first).toEqual(second)
  })

  it('loses an organization with the membership', async () => {
    const hugo = await joinOrganization(server.app, ana, 'Hugo', 'member')
    const headers = { authorization: `Bearer ${await tokenOf(hugo)}`, 'x-organization-id': await organizationOf(ana) }
    expect((await me(headers)).statusCode).toBe(200)
    expect((await ana.call({ method: 'DELETE', url: `/api/v1/members/${hugo.userId}` })).statusCode).toBe(204)
    expect((await me(headers)).statusCode).toBe(403)
  })
})

describe('an API key', () => {
  it('is shown once, stored as a hash, and works in both headers', async () => {
    const { key, id, prefix } = await createKey(ana, {})
    expect(key).toMatch(/^dpk_[\w-]{43}$/)
    const listed = (await ana.call({ url: '/api/v1/api-keys' })).body
    expect(listed).toContain(prefix)
    expect(listed).not.toContain(key)
    const [stored] = await server.db.admin<Record<string, unknown>>('select * from datapilot.api_key where id = $1', [
      id,
    ])
    expect(JSON.stringify(stored)).not.toContain(key)
    expect((await me({ authorization: `Bearer ${key}` })).statusCode).toBe(200)
    expect((await me({ 'x-api-key': key })).statusCode).toBe(200)
    const [used] = (await ana.call({ url: '/api/v1/api-keys' })).json<{ items: ApiKey[] }>().items
    expect(used?.last_used_at).not.toBeNull()
  })

  it('may do only what its scope says', async () => {
    const { key } = await createKey(ana, { permissions: ['member.read'] })
    expect((await server.app.inject({ url: '/api/v1/members', headers: { 'x-api-key': key } })).statusCode).toBe(200)
    const refused = await server.app.inject({ url: '/api/v1/invitations', headers: { 'x-api-key': key } })
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'forbidden'])
  })

  it('cannot be wider than the role, and shrinks with it', async () => {
    const ina = await joinOrganization(server.app, ana, 'Ina', 'member')
    const wide = await ina.call({
      method: 'POST',
      url: '/api/v1/api-keys',
      payload: { name: 'wide', permissions: ['member.manage'] },
    })
    expect([wide.statusCode, codeOf(wide)]).toEqual([403, 'scope_too_wide'])
    const { key } = await createKey(ina, { permissions: ['self', 'dataset.write', 'dataset.read'] })
    const before = (await me({ 'x-api-key': key })).json<Me>()
    expect(before.permissions).toContain('dataset.write')
    await ana.call({ method: 'PATCH', url: `/api/v1/members/${ina.userId}`, payload: { role: 'viewer' } })
    const after = (await me({ 'x-api-key': key })).json<Me>()
    expect(after.permissions.sort()).toEqual(['dataset.read', 'self'])
    expect(ROLE_PERMISSIONS.viewer).not.toContain('dataset.write')
  })

  it('is bound to one organization and shows no other', async () => {
    const { key } = await createKey(ana, {})
    const other = await ana.call({ method: 'POST', url: '/api/v1/organizations', payload: { name: 'Second' } })
    const own = await me({ 'x-api-key': key })
    expect(own.json<Me>().organizations).toHaveLength(1)
    const elsewhere = await me({ 'x-api-key': key, 'x-organization-id': other.json<{ id: string }>().id })
    expect([elsewhere.statusCode, codeOf(elsewhere)]).toEqual([403, 'organization_forbidden'])
  })

  it('of another organization opens nothing here', async () => {
    const { key } = await createKey(eve, {})
    const headers = { 'x-api-key': key, 'x-organization-id': await organizationOf(ana) }
    expect((await server.app.inject({ url: '/api/v1/members', headers })).statusCode).toBe(403)
  })

  it('cannot take its person over', async () => {
    const { key } = await createKey(ana, {})
    const tries = [
      ['POST', '/auth/change-password', { current_password: PASSWORD, new_password: 'taken over now' }],
      ['POST', '/auth/sign-out-everywhere', undefined],
      ['PATCH', '/me', { name: 'Taken' }],
      ['POST', '/api-keys', { name: 'another' }],
      ['POST', '/invitations', { email: 'friend@example.com', role: 'admin' }],
      ['PATCH', `/members/${ana.userId}`, { role: 'viewer' }],
      ['POST', '/organizations/leave', undefined],
    ] as const
    for (const [method, path, payload] of tries) {
      const answer = await server.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { 'x-api-key': key },
        ...(payload ? { payload } : {}),
      })
      expect([answer.statusCode, codeOf(answer)], path).toEqual([403, 'key_not_allowed'])
    }
  })

  it('ends when it is withdrawn, when its time is over, and with the membership, for good', async () => {
    const jon = await joinOrganization(server.app, ana, 'Jon', 'member')
    const withdrawn = await createKey(jon, {})
    const old = await createKey(jon, { expires_in_days: 1 })
    const left = await createKey(jon, {})
    expect((await ana.call({ method: 'DELETE', url: `/api/v1/api-keys/${withdrawn.id}` })).statusCode).toBe(204)
    expect((await me({ 'x-api-key': withdrawn.key })).statusCode).toBe(401)
    expect((await me({ 'x-api-key': old.key })).statusCode).toBe(200)
    await server.db.admin("update datapilot.api_key set expires_at = now() - interval '1 second' where id = $1", [
      old.id,
    ])
    expect((await me({ 'x-api-key': old.key })).statusCode).toBe(401)
    await ana.call({ method: 'DELETE', url: `/api/v1/members/${jon.userId}` })
    expect((await me({ 'x-api-key': left.key })).statusCode).toBe(401)
  })

  it('of a colleague is neither seen nor withdrawn by a member', async () => {
    const kim = await joinOrganization(server.app, ana, 'Kim', 'member')
    const { id } = await createKey(ana, {})
    expect((await kim.call({ url: '/api/v1/api-keys' })).json<{ items: ApiKey[] }>().items).toEqual([])
    expect((await kim.call({ method: 'DELETE', url: `/api/v1/api-keys/${id}` })).statusCode).toBe(404)
  })
})
