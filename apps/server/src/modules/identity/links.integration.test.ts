import type { Me } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, caller, PASSWORD, secretOf, sessionCookie, signUpCaller } from '../../../test-support/callers.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { createIdentityModule, type IdentityModule } from './index.ts'
import type { Mail } from './mailer.ts'

let server: TestServer
/** A second identity module on the same database, whose terminal and mail the test reads. */
let identity: IdentityModule
const printed: string[] = []
const mails: Mail[] = []

beforeAll(async () => {
  server = await createTestServer({ DATAPILOT_SIGN_UP: 'invited' })
  const sendMail = (mail: Mail) => Promise.resolve(void mails.push(mail))
  identity = createIdentityModule(server.platform, { print: (line) => printed.push(line), sendMail })
})
afterAll(() => server.close())

const linkIn = (text: string): string => /http\S+#\S+/.exec(text)?.[0] ?? ''
const open = (token: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: '/api/v1/auth/sign-in-link', payload: { token }, headers })
const startLink = async (): Promise<string> => {
  await identity.start?.()
  return linkIn(printed.at(-1) ?? '')
}

describe('the link of the start', () => {
  it('is printed with the secret behind the #, where no server sees it', async () => {
    const link = await startLink()
    expect(link.startsWith(`${server.platform.config.publicUrl}/app/link#`)).toBe(true)
    const stored = await server.db.admin('select * from datapilot.one_time_link')
    expect(stored).toHaveLength(1)
    expect(JSON.stringify(stored)).not.toContain(secretOf(link))
  })

  it('signs the owner in without a password, once', async () => {
    const token = secretOf(await startLink())
    const answers = await Promise.all([open(token), open(token), open(token)])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 400, 400])
    const me = answers.find((answer) => answer.statusCode === 200)?.json<Me>()
    expect(me?.organization).toMatchObject({ role: 'owner', personal: true })
  })

  it('replaces the one before, and dies of age', async () => {
    const older = secretOf(await startLink())
    const newer = secretOf(await startLink())
    expect(codeOf(await open(older))).toBe('link_not_valid')
    await server.db.admin("update datapilot.one_time_link set expires_at = now() - interval '1 second'")
    expect(codeOf(await open(newer))).toBe('link_not_valid')
  })

  it('lets the owner set a first password, without an old one', async () => {
    const owner = await caller(server.app, sessionCookie(await open(secretOf(await startLink()))))
    const set = await owner.call({
      method: 'POST',
      url: '/api/v1/auth/change-password',
      payload: { new_password: PASSWORD },
    })
    expect(set.statusCode).toBe(204)
    const signedIn = await server.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { email: owner.email, password: PASSWORD },
    })
    expect(signedIn.statusCode).toBe(200)
  })

  it('belongs to the person who signs up first on an unused installation', async () => {
    const fresh = await createTestServer({ DATAPILOT_SIGN_UP: 'invited' })
    const lines: string[] = []
    const module = createIdentityModule(fresh.platform, { print: (line) => lines.push(line) })
    await module.start?.()
    const ana = await signUpCaller(fresh.app, 'Ana')
    const stale = await fresh.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in-link',
      payload: { token: secretOf(linkIn(lines[0] ?? '')) },
    })
    expect(stale.statusCode).toBe(400)
    await module.start?.()
    const next = await fresh.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in-link',
      payload: { token: secretOf(linkIn(lines[1] ?? '')) },
    })
    expect(next.json<Me>().user.email).toBe(ana.email)
    await fresh.close()
  })

  it('does not take sign-in secrets for resets', async () => {
    const token = secretOf(await startLink())
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/auth/reset',
      payload: { token, new_password: PASSWORD },
    })
    expect(codeOf(answer)).toBe('link_not_valid')
  })
})

describe('a forgotten password', () => {
  it('gets the same answer for every address, and a mail only where there is an account', async () => {
    const link = secretOf(await startLink())
    const owner = await caller(server.app, sessionCookie(await open(link)))
    const { createApp } = await import('../../platform/http/app.ts')
    const app = await createApp({
      logger: server.platform.logger,
      publicUrl: server.platform.config.publicUrl,
      authenticate: (request) => identity.authenticate(request),
    })
    await app.register(async (scope) => identity.routes?.(scope as typeof app), { prefix: '/api/v1' })
    const forgot = (email: string) =>
      app.inject({
        method: 'POST',
        url: '/api/v1/auth/forgot',
        payload: { email },
        headers: { 'accept-language': 'pt-BR' },
      })
    expect((await forgot('nobody@example.com')).statusCode).toBe(202)
    expect((await forgot(owner.email)).statusCode).toBe(202)
    await identity.stop?.()
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([[owner.email, 'Nova senha no DataPilot']])
    const token = secretOf(linkIn(mails[0]?.text ?? ''))
    const reset = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/reset',
      payload: { token, new_password: 'mailed password' },
    })
    expect(reset.statusCode).toBe(200)
    for (let more = 0; more < 2; more += 1) await forgot(owner.email)
    expect((await forgot(owner.email)).statusCode).toBe(429)
    await app.close()
  })
})
