import { ROLE_PERMISSIONS, Role } from '@datapilot/contracts'
import type { Response } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteEntry } from '../../src/platform/http/route-table.ts'
import { createTestServer, type TestServer } from '../../test-support/test-server.ts'
import { type Caller, codeOf, signUpCaller } from '../../test-support/callers.ts'
import { handshake } from './support/handshake.ts'
import { callsOf, type RouteCall } from './support/route-calls.ts'
import { createVictim, MARKER, type Victim } from './support/victim.ts'

/** Everything that answers without credentials. A new entry is a decision: nothing of an organization may be behind it. */
const PUBLIC = [
  'POST /api/v1/auth/forgot',
  'POST /api/v1/auth/reset',
  'POST /api/v1/auth/sign-in',
  'POST /api/v1/auth/sign-in-link',
  'POST /api/v1/auth/sign-out',
  'POST /api/v1/auth/sign-up',
  'POST /api/v1/token',
  'GET /api/v1/health',
  'GET /api/v1/health/database',
  'GET /api/v1/openapi.json',
  // The signature in the URL is the permission.
  'PUT /api/v1/storage/*',
  'PUT /api/v1/storage-parts/*',
]
/** Pages and assets of the web app and of the rendered documents: files, no data. */
const PUBLIC_FILES = /^\/($|app(\/|$)|docs(\/|$))/

let server: TestServer
/** Made anew for each group: proving that a call works may destroy what it names. */
let victim: Victim

beforeAll(async () => {
  server = await createTestServer()
  await server.app.ready()
})
afterAll(() => server.close())

const withVictim = (name: string): void => {
  beforeAll(async () => {
    victim = await createVictim(server.app, name)
  })
}

const WORTHLESS: readonly Record<string, string>[] = [
  {},
  { authorization: 'Bearer nothing' },
  { 'x-api-key': 'dpk_nothing' },
  { cookie: 'datapilot_session=x.y' },
]

const nameOf = (route: RouteEntry): string => `${route.method} ${route.url}`
const isFile = (route: RouteEntry): boolean => PUBLIC_FILES.test(route.url)
/** HEAD routes are made by the framework beside each GET and answer the same without a body. */
const routes = (): RouteEntry[] => server.app.routeTable.filter((route) => route.method !== 'HEAD' && !isFile(route))
const guarded = (): RouteEntry[] => routes().filter((route) => route.permission !== 'public' && !route.websocket)
const callsTo = (route: RouteEntry): RouteCall[] => callsOf(route, victim.resources)
const send = (call: RouteCall, headers: Record<string, string>): Promise<Response> => {
  const { method, url, payload } = call
  return server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

describe('without credentials', () => {
  withVictim('first')

  it('only the listed routes answer', () => {
    const open = routes()
      .filter((route) => route.permission === 'public')
      .map(nameOf)
    expect(open.sort()).toEqual([...PUBLIC].sort())
  })

  it('every other route answers 401 and nothing else', async () => {
    const everything = server.app.routeTable.filter((route) => route.permission !== 'public')
    expect(everything.length).toBeGreaterThan(15)
    const wrong: string[] = []
    for (const route of everything) {
      for (const call of callsTo(route)) {
        for (const headers of WORTHLESS) {
          const answer = await send(call, headers)
          if (answer.statusCode !== 401 || answer.body.includes(MARKER))
            wrong.push(`${nameOf(route)} → ${answer.statusCode}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('the public routes show nothing of an organization', async () => {
    for (const route of routes().filter((candidate) => candidate.permission === 'public')) {
      for (const call of callsTo(route)) {
        const answer = await send(call, {})
        expect(answer.statusCode, nameOf(route)).toBeLessThan(500)
        expect(answer.body, nameOf(route)).not.toContain(MARKER)
      }
    }
  })
})

// Every route, several times, with real work behind some: seconds alone, more beside other tests.
describe('with the credentials of another organization', { timeout: 120_000 }, () => {
  withVictim('second')
  let outsider: Caller
  beforeAll(async () => {
    outsider = await signUpCaller(server.app, 'Mallory')
  })

  it('no route shows or touches anything, whatever ids it is given', { timeout: 120_000 }, async () => {
    const attacks = new Map<RouteCall, { route: RouteEntry; answer: Response }>()
    for (const route of guarded()) {
      for (const call of callsTo(route)) {
        const answer = await send(call, { cookie: outsider.cookie })
        expect(answer.body.includes(MARKER), `${nameOf(route)} leaked: ${answer.body}`).toBe(false)
        expect(answer.statusCode, nameOf(route)).toBeLessThan(500)
        attacks.set(call, { route, answer })
        outsider = await stillSignedIn(outsider)
      }
    }
    await expectRefused(attacks)
  })

  it('naming the other organization is forbidden on every route', async () => {
    const wrong: string[] = []
    for (const route of guarded()) {
      for (const call of callsTo(route)) {
        const answer = await send(call, { cookie: outsider.cookie, 'x-organization-id': victim.organizationId })
        const refused = answer.statusCode === 403 && codeOf(answer) === 'organization_forbidden'
        if (!refused) wrong.push(`${nameOf(route)} → ${answer.statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('a WebSocket', () => {
  withVictim('fourth')

  it('opens for the organization that owns what it shows, and for nobody else', async () => {
    const origin = await server.listen()
    const outsider = await signUpCaller(server.app, 'Mallory Socket')
    const sockets = routes().filter((route) => route.websocket)
    expect(sockets.length).toBeGreaterThan(0)
    for (const [call, name] of sockets.flatMap((route) =>
      callsTo(route).map((made) => [made, nameOf(route)] as const),
    )) {
      const open = (headers: Record<string, string>) => handshake(origin + call.url, headers)
      expect(await open({}), name).toBe(401)
      expect([403, 404], name).toContain(await open({ cookie: outsider.cookie }))
      expect(await open({ cookie: victim.owner.cookie, origin: 'https://evil.example' }), name).toBe(403)
      expect(await open({ cookie: victim.owner.cookie }), name).toBe(101)
    }
  })
})

describe('with a role that does not hold the permission', () => {
  withVictim('third')

  it.each(Role.options)('%s is refused by every route beyond the role', async (role) => {
    const person = victim.people[role]
    const beyond = guarded().filter(
      ({ permission }) => permission !== 'public' && !ROLE_PERMISSIONS[role].includes(permission),
    )
    expect(beyond.length > 0).toBe(role !== 'owner')
    for (const route of beyond) {
      for (const call of callsTo(route)) {
        const answer = await send(call, { cookie: person.cookie })
        expect([answer.statusCode, codeOf(answer)], nameOf(route)).toEqual([403, 'forbidden'])
      }
    }
  })
})

/**
 * Every attacked call that works for the victim has to have been refused. The victim's own call comes after all attacks:
 * it proves that the ids were real and the request well formed, and it may destroy them.
 */
async function expectRefused(attacks: Map<RouteCall, { route: RouteEntry; answer: Response }>): Promise<void> {
  const naming = [...attacks]
    .filter(([call]) => call.namesResource)
    .sort(([, a], [, b]) => destruction(a.route) - destruction(b.route))
  const proven = new Set<string>()
  for (const [call, { route, answer }] of naming) {
    const own = await send(call, { cookie: victim.owner.cookie })
    if ([400, 401, 403, 404].includes(own.statusCode) || own.statusCode >= 500) continue
    proven.add(nameOf(route))
    expect(isRefused(answer), `${nameOf(route)} answered ${answer.statusCode} ${answer.body}`).toBe(true)
  }
  const named = new Set(naming.map(([, { route }]) => nameOf(route)))
  expect(
    [...named].filter((name) => !proven.has(name)),
    'no call to these worked for the victim, so refusing it proves nothing',
  ).toEqual([])
}

/** A list filtered by somebody else's id may also be empty. */
function isRefused(answer: Response): boolean {
  if (answer.statusCode !== 200) return answer.statusCode === 403 || answer.statusCode === 404
  return answer.json<{ items?: unknown[] }>().items?.length === 0
}

/** Reading first, deleting late, then what undoes a deletion, and the organization after everything in it. */
function destruction(route: RouteEntry): number {
  if (route.url.includes(':organization_id')) return route.method === 'DELETE' ? 7 : 6
  if (route.url.endsWith('/restore')) return 5
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(route.method)
}

/** Some routes end the session of whoever calls them. */
async function stillSignedIn(person: Caller): Promise<Caller> {
  const me = await person.call({ url: '/api/v1/me' })
  return me.statusCode === 200 ? person : signUpCaller(server.app, `Mallory ${crypto.randomUUID()}`)
}
