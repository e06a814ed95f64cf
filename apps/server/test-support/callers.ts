import type { Me, Problem, Role } from '@datapilot/contracts'
import type { InjectOptions, Response } from 'light-my-request'
import type { App } from '../src/platform/http/app.ts'

/** Somebody who calls with a browser session. */
export interface Caller {
  readonly userId: string
  readonly cookie: string
  readonly email: string
  call(request: InjectOptions & { url: string }): Promise<Response>
  /** The same browser after switching the organization. */
  inOrganization(organizationId: string): Promise<Caller>
}

export const PASSWORD = 'a password of some length'

/** The caller behind a session cookie. */
export async function caller(app: App, cookie: string): Promise<Caller> {
  const call: Caller['call'] = (request) => app.inject({ ...request, headers: { cookie, ...request.headers } })
  const me = (await call({ url: '/api/v1/me' })).json<Me>()
  return {
    userId: me.user.id,
    email: me.user.email,
    cookie,
    call,
    async inOrganization(organizationId) {
      const answer = await call({
        method: 'POST',
        url: '/api/v1/organizations/switch',
        payload: { organization_id: organizationId },
      })
      if (answer.statusCode !== 200) throw new Error(`switching answered ${answer.statusCode}: ${answer.body}`)
      return caller(app, cookie)
    },
  }
}

/** Signs somebody up; the e-mail is made of the name. */
export async function signUpCaller(app: App, name: string, invitation?: string): Promise<Caller> {
  const email = emailOf(name)
  const payload = { email, name, password: PASSWORD, ...(invitation === undefined ? {} : { invitation }) }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/auth/sign-up', payload })
  if (answer.statusCode !== 201) throw new Error(`sign-up answered ${answer.statusCode}: ${answer.body}`)
  return caller(app, sessionCookie(answer))
}

/** Signs somebody up by an invitation into the inviter's organization. */
export async function joinOrganization(app: App, inviter: Caller, name: string, role: Role): Promise<Caller> {
  return signUpCaller(app, name, await inviteAndReadToken(inviter, emailOf(name), role))
}

/** Invites and returns the secret of the link. */
export async function inviteAndReadToken(inviter: Caller, email: string, role: Role): Promise<string> {
  const answer = await inviter.call({ method: 'POST', url: '/api/v1/invitations', payload: { email, role } })
  if (answer.statusCode !== 201) throw new Error(`inviting answered ${answer.statusCode}: ${answer.body}`)
  return secretOf(answer.json<{ link: string }>().link)
}

/** The secret behind the `#` of a link. */
export function secretOf(link: string): string {
  return new URL(link).hash.slice(1)
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
}

/** The session cookie that an answer sets, as a `Cookie` header. */
export function sessionCookie(answer: Response): string {
  const set = [answer.headers['set-cookie'] ?? []].flat().find((cookie) => cookie.includes('datapilot_session='))
  if (set === undefined) throw new Error('the answer sets no session cookie')
  return set.split(';')[0] ?? ''
}

/** The stable code of a problem document. */
export function codeOf(answer: Response): string {
  return answer.json<Problem>().code
}
