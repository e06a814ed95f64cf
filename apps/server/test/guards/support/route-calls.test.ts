import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RouteEntry } from '../../../src/platform/http/route-table.ts'
import type { Resources } from './resources.ts'
import { callsOf } from './route-calls.ts'

const resources: Resources = new Map([
  ['boxes.id', 'box-1'],
  ['box_id', 'box-1'],
  ['files.*', 'org_id=1/a b'],
  ['token', null],
])

function route(method: string, url: string, schema: object = {}): RouteEntry {
  return { method, url, permission: 'dataset.read', schema, websocket: false }
}

describe('the calls that try a route', () => {
  it('carry the victim’s ids in the path, told apart by the segment before', () => {
    expect(callsOf(route('GET', '/boxes/:id/lid'), resources)).toEqual([
      { method: 'GET', url: '/boxes/box-1/lid', namesResource: true },
    ])
    expect(callsOf(route('GET', '/files/*'), resources)[0]?.url).toBe('/files/org_id%3D1/a%20b')
  })

  it('carry them in query and body, with each optional field present and absent', () => {
    const querystring = z.object({ limit: z.coerce.number().int().min(5).default(50) })
    const body = z.object({ name: z.string().min(9), box_id: z.uuid().optional() })
    const calls = callsOf(route('POST', '/things', { querystring, body }), resources)
    expect(calls.map((call) => call.payload)).toContainEqual({ name: 'samplexxx' })
    expect(calls.map((call) => call.payload)).toContainEqual({ name: 'samplexxx', box_id: 'box-1' })
    expect(calls.map((call) => call.url)).toContain('/things?limit=50')
    expect(calls.filter((call) => call.namesResource).every((call) => call.payload?.['box_id'] === 'box-1')).toBe(true)
  })

  it('try every branch of a union', () => {
    const body = z.union([z.object({ box_id: z.uuid() }), z.object({ token: z.string() })])
    expect(callsOf(route('POST', '/things', { body }), resources).map((call) => call.payload)).toEqual([
      { box_id: 'box-1' },
      { token: 'sample' },
    ])
  })

  it.each([
    ['a parameter of the path', route('GET', '/crates/:id')],
    ['a uuid in the query', route('GET', '/things', { querystring: z.object({ crate: z.uuid() }) })],
    [
      'a name that looks like an id in the body',
      route('POST', '/things', { body: z.object({ crate_key: z.string() }) }),
    ],
  ])('cannot be made for an id that nobody registered: %s', (_where, unknown) => {
    expect(() => callsOf(unknown, resources)).toThrow(/Register a real resource of the victim/)
  })
})
