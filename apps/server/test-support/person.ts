import type { Me } from '@datapilot/contracts'
import type { InjectOptions, Response } from 'light-my-request'
import type { App } from '../src/platform/http/app.ts'

/** Somebody with an account and an organization of their own, who calls the server with a bearer token. */
export interface Person {
  readonly email: string
  readonly userId: string
  readonly organizationId: string
  readonly authorization: string
  call(request: InjectOptions & { url: string }): Promise<Response>
}

const PASSWORD = 'a long enough password'

/** Signs a new person up and in; `name` becomes part of the e-mail address. */
export async function signUp(app: App, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`
  const made = await app.inject({
    method: 'POST',
    url: '/api/v1/auth/sign-up',
    payload: { email, name, password: PASSWORD },
  })
  if (made.statusCode !== 201) throw new Error(`sign-up answered ${made.statusCode}: ${made.body}`)
  const form = new URLSearchParams({ grant_type: 'password', username: email, password: PASSWORD }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const token = await app.inject({ method: 'POST', url: '/api/v1/token', payload: form, headers })
  const authorization = `Bearer ${token.json<{ access_token: string }>().access_token}`
  const call: Person['call'] = (request) => app.inject({ ...request, headers: { authorization, ...request.headers } })
  const me = (await call({ url: '/api/v1/me' })).json<Me>()
  return { email, userId: me.user.id, organizationId: me.organization.id, authorization, call }
}

/** Uploads bytes as the person and returns the file's key. */
export async function upload(
  app: App,
  person: Pick<Person, 'call'>,
  filename: string,
  bytes: string | Buffer,
): Promise<string> {
  const offer = await person.call({ url: `/api/v1/r2/presigned-upload?filename=${encodeURIComponent(filename)}` })
  const { upload_url: url, file_key: key } = offer.json<{ upload_url: string; file_key: string }>()
  const { pathname, search } = new URL(url)
  const headers = { 'content-type': 'application/octet-stream' }
  const put = await app.inject({ method: 'PUT', url: `${pathname}${search}`, payload: bytes, headers })
  if (put.statusCode >= 300) throw new Error(`PUT answered ${put.statusCode}: ${put.body}`)
  return key
}
