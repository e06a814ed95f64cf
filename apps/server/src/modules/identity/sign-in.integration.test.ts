import type { Me } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  codeOf,
  caller,
  inviteAndReadToken,
  PASSWORD,
  sessionCookie,
  signUpCaller,
} from '../../../test-support/callers.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
let firstSignUp: Awaited<ReturnType<typeof post>>

beforeAll(async () => {
  server = await createTestServer({ DATAPILOT_SIGN_UP: 'invited' })
  firstSignUp = await post('/auth/sign-up', { email: 'Ana@Example.com', name: 'Ana', password: PASSWORD })
})
afterAll(() => server.close())

const post = (path: string, payload: Record<string, unknown>, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: `/api/v1${path}`, payload, headers })

describe('signing up', () => {
  it('makes the first person owner of a personal organization, although sign-up is by invitation', async () => {
    const answer = firstSignUp
    expect(answer.statusCode).toBe(201)
    const me = answer.json<Me>()
    expect(me.user).toMatchObject({ email: 'ana@example.com', name: 'Ana' })
    expect(me.user.last_login_at).not.toBeNull()
    expect(me.organization).toMatchObject({ role: 'owner', personal: true })
    const cookie = [answer.headers['set-cookie']].flat()[0] ?? ''
    expect(cookie).toMatch(/^datapilot_session=.*HttpOnly; SameSite=Lax$/)
    expect(cookie).not.toContain('Secure')
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('needs an invitation from then on', async () => {
    const answer = await post('/auth/sign-up', { email: 'eve@example.com', name: 'Eve', password: PASSWORD })
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'invitation_required'])
  })

  it('with an invitation begins in the inviting organization, in the role given', async () => {
    const ana = await caller(
      server.app,
      sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD })),
    )
    const invitation = await inviteAndReadToken(ana, 'bob@example.com', 'viewer')
    const other = await post('/auth/sign-up', { email: 'eve@example.com', name: 'Eve', password: PASSWORD, invitation })
    expect([other.statusCode, codeOf(other)]).toEqual([403, 'invitation_for_another'])
    const bob = await post('/auth/sign-up', { email: 'BOB@example.com', name: 'Bob', password: PASSWORD, invitation })
    expect(bob.statusCode).toBe(201)
    const me = bob.json<Me>()
    expect(me.organization).toMatchObject({ role: 'viewer', name: 'Ana' })
    expect(me.organizations.map(({ role }) => role).sort()).toEqual(['owner', 'viewer'])
    const again = await post('/auth/sign-up', { email: 'bob@example.com', name: 'Bob', password: PASSWORD, invitation })
    expect([again.statusCode, codeOf(again)]).toEqual([400, 'link_not_valid'])
  })

  it('refuses an e-mail that has an account, in any spelling', async () => {
    const open = await createTestServer()
    await signUpCaller(open.app, 'Carl')
    const again = await open.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-up',
      payload: { email: 'CARL@EXAMPLE.COM', name: 'Carl', password: PASSWORD },
    })
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'email_taken'])
    await open.close()
  })

  it.each([
    ['a short password', { email: 'x@example.com', name: 'X', password: 'short' }, 'body.password'],
    ['no e-mail', { email: 'x', name: 'X', password: PASSWORD }, 'body.email'],
    ['an empty name', { email: 'x@example.com', name: ' ', password: PASSWORD }, 'body.name'],
    ['a password of a megabyte', { email: 'x@example.com', name: 'X', password: 'p'.repeat(900_000) }, 'body.password'],
  ])('refuses %s and says where', async (_what, payload, where) => {
    const answer = await post('/auth/sign-up', payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ where: string }>().where).toBe(where)
  })

  it('of two first people at the same moment only one gets in', async () => {
    const fresh = await createTestServer({ DATAPILOT_SIGN_UP: 'invited' })
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((name) =>
        fresh.app.inject({
          method: 'POST',
          url: '/api/v1/auth/sign-up',
          payload: { email: `${name}@example.com`, name, password: PASSWORD },
        }),
      ),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 403, 403])
    await fresh.close()
  })

  it('is possible for nobody where it is closed', async () => {
    const closed = await createTestServer({ DATAPILOT_SIGN_UP: 'closed' })
    const payload = { email: 'a@example.com', name: 'A', password: PASSWORD }
    const answer = await closed.app.inject({ method: 'POST', url: '/api/v1/auth/sign-up', payload })
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'sign_up_closed'])
    await closed.close()
  })
})

describe('signing in', () => {
  it('answers an unknown e-mail and a wrong password alike', async () => {
    const wrong = await post('/auth/sign-in', { email: 'ana@example.com', password: 'not this one' })
    const unknown = await post('/auth/sign-in', { email: 'nobody@example.com', password: 'not this one' })
    const strip = ({ request_id: _id, ...problem }: Record<string, unknown>) => problem
    expect(wrong.statusCode).toBe(401)
    expect(strip(wrong.json())).toEqual(strip(unknown.json()))
  })

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    const time = async (email: string): Promise<number> => {
      const times: number[] = []
      for (let round = 0; round < 4; round += 1) {
        const started = performance.now()
        await post('/auth/sign-in', { email, password: 'not this one' }, { 'user-agent': `round ${round}` })
        times.push(performance.now() - started)
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await time('ana@example.com'), await time('nobody.at.all@example.com')]
    // scrypt is nearly all of it (about 100 ms); without the dummy hash an unknown e-mail takes 5 ms.
    expect(unknown).toBeGreaterThan(known / 3)
    expect(unknown).toBeLessThan(known * 3)
  })

  it('opens a new session and ends the one that the browser brought: a planted cookie stays worthless', async () => {
    const planted = sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }))
    const made = sessionCookie(
      await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }, { cookie: planted }),
    )
    expect(made).not.toBe(planted)
    const old = await server.app.inject({ url: '/api/v1/me', headers: { cookie: planted } })
    expect(old.statusCode).toBe(401)
    const invented = await post(
      '/auth/sign-in',
      { email: 'ana@example.com', password: PASSWORD },
      { cookie: 'datapilot_session=chosen.by-me' },
    )
    expect(sessionCookie(invented)).not.toContain('chosen')
  })

  it('ends with signing out', async () => {
    const cookie = sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }))
    const out = await post('/auth/sign-out', {}, { cookie })
    expect(out.statusCode).toBe(204)
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await server.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401)
    expect((await post('/auth/sign-out', {}, { cookie })).statusCode).toBe(204)
  })

  it('is over when the session’s time is, and the next one clears it away', async () => {
    const cookie = sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }))
    await server.db.admin("update datapilot_auth.session set expires_at = now() - interval '1 second'")
    expect((await server.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401)
    await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD })
    const { id } = firstSignUp.json<Me>().user
    const expired = 'select 1 from datapilot_auth.session where expires_at < now() and user_id = $1'
    const kept = await server.db.admin(expired, [id])
    expect(kept).toEqual([])
  })

  it('with a cookie whose signature does not fit is no session', async () => {
    const cookie = sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }))
    const [token] = cookie.split('.')
    for (const forged of [`${token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D`, token ?? '', `${cookie}x`]) {
      expect((await server.app.inject({ url: '/api/v1/me', headers: { cookie: forged } })).statusCode).toBe(401)
    }
  })

  it('behind https sets a cookie that only https carries', async () => {
    const secure = await createTestServer({ PUBLIC_URL: 'https://data.example.com' })
    const payload = { email: 'a@example.com', name: 'A', password: PASSWORD }
    const answer = await secure.app.inject({ method: 'POST', url: '/api/v1/auth/sign-up', payload })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Secure-datapilot_session=.*; Secure/)
    await secure.close()
  })
})

describe('a page of another origin', () => {
  it('cannot act with the session, but DataPilot itself can', async () => {
    const cookie = sessionCookie(await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD }))
    const rename = (headers: Record<string, string>) =>
      server.app.inject({
        method: 'PATCH',
        url: '/api/v1/me',
        payload: { name: 'Hacked' },
        headers: { cookie, ...headers },
      })
    expect((await rename({ origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await rename({ origin: 'null' })).statusCode).toBe(403)
    expect((await rename({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    const me = (await server.app.inject({ url: '/api/v1/me', headers: { cookie } })).json<Me>()
    expect(me.user.name).toBe('Ana')
    expect((await rename({ origin: server.platform.config.publicUrl })).statusCode).toBe(200)
  })
})

describe('passwords', () => {
  it('are changed with the old one, and end every other session and token', async () => {
    const fresh = await createTestServer()
    const dora = await signUpCaller(fresh.app, 'Dora')
    const signIn = async (password: string) =>
      fresh.app.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload: { email: dora.email, password } })
    const elsewhere = sessionCookie(await signIn(PASSWORD))
    const change = (current_password: string) =>
      dora.call({
        method: 'POST',
        url: '/api/v1/auth/change-password',
        payload: { current_password, new_password: 'another long one' },
      })
    expect((await change('wrong one')).statusCode).toBe(401)
    const changed = await change(PASSWORD)
    expect(changed.statusCode).toBe(204)
    expect((await fresh.app.inject({ url: '/api/v1/me', headers: { cookie: elsewhere } })).statusCode).toBe(401)
    expect((await dora.call({ url: '/api/v1/me' })).statusCode).toBe(401)
    expect(
      (await fresh.app.inject({ url: '/api/v1/me', headers: { cookie: sessionCookie(changed) } })).statusCode,
    ).toBe(200)
    expect((await signIn(PASSWORD)).statusCode).toBe(401)
    expect((await signIn('another long one')).statusCode).toBe(200)
    await fresh.close()
  })

  it('are stored as scrypt hashes, tokens of links and keys as digests', async () => {
    const stored = await server.db.admin<{ password: string }>(
      'select password from datapilot_auth.account where password is not null',
    )
    expect(stored.length).toBeGreaterThan(0)
    for (const { password } of stored) expect(password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  })
})

describe('guessing', () => {
  it('is stopped after ten wrong passwords, also in parallel, and says when to come back', async () => {
    const fresh = await createTestServer()
    const finn = await signUpCaller(fresh.app, 'Finn')
    const guess = (password: string) =>
      fresh.app.inject({ method: 'POST', url: '/api/v1/auth/sign-in', payload: { email: finn.email, password } })
    const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => guess(`wrong password ${index}`)))
    const count = (status: number) => answers.filter((answer) => answer.statusCode === status).length
    expect([count(401), count(429)]).toEqual([10, 15])
    const right = await guess(PASSWORD)
    expect([right.statusCode, codeOf(right)]).toEqual([429, 'too_many_attempts'])
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams({ username: finn.email, password: PASSWORD }).toString()
    expect((await fresh.app.inject({ method: 'POST', url: '/api/v1/token', payload, headers: form })).statusCode).toBe(
      429,
    )
    const attempts = await fresh.db.admin<{ key: string }>('select key from datapilot_auth.attempt')
    expect(JSON.stringify(attempts)).not.toContain(finn.email)
    await fresh.close()
  })

  it('right passwords are not counted', async () => {
    for (let round = 0; round < 12; round += 1) {
      expect((await post('/auth/sign-in', { email: 'ana@example.com', password: PASSWORD })).statusCode).toBe(200)
    }
  })
})
