import type { RouteEntry } from '../../../src/platform/http/route-table.ts'
import { findResource, type Resources, UnknownResourceError } from './resources.ts'
import { samplesOf, toJsonSchema } from './sample.ts'

/** One request to a route, filled with real ids. */
export interface RouteCall {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  readonly url: string
  readonly payload?: Record<string, unknown>
  /** Whether a resource of the victim is named in it. */
  readonly namesResource: boolean
}

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function isMethod(method: string): method is RouteCall['method'] {
  return METHODS.includes(method)
}

/**
 * The calls that try a route: its parameters from `resources`, query and body from its schemas, in every shape.
 *
 * @throws UnknownResourceError for an id that nobody registered
 */
export function callsOf(route: RouteEntry, resources: Resources): RouteCall[] {
  const name = `${route.method} ${route.url}`
  if (!isMethod(route.method)) throw new Error(`${name}: unknown method`)
  const { method } = route
  let used = 0
  const idOf = (field: string, looksLikeId: boolean): string | undefined => {
    const found = findResource(resources, route.url, field)
    if (found === undefined && looksLikeId) throw new UnknownResourceError(name, field)
    if (typeof found === 'string') used += 1
    return found ?? undefined
  }
  const path = route.url.replaceAll(/:(\w+)|\*/g, (_match, parameter: string | undefined) => {
    const value = idOf(parameter ?? '*', true)
    return value === undefined ? 'sample' : encodePath(value)
  })
  const inPath = used
  return partsOf(route.schema.querystring, idOf).flatMap(([query, queryIds]) =>
    partsOf(method === 'GET' || method === 'HEAD' ? undefined : route.schema.body, idOf).map(([body, bodyIds]) => ({
      method,
      url: path + toQuery(query),
      ...(body === undefined ? {} : { payload: body }),
      namesResource: inPath + queryIds + bodyIds > 0,
    })),
  )

  function partsOf(schema: unknown, find: typeof idOf): [Record<string, unknown> | undefined, number][] {
    const json = toJsonSchema(schema)
    if (json === undefined) return [[undefined, 0]]
    const before = used
    const samples = samplesOf(json, find) as Record<string, unknown>[]
    const ids = used > before ? 1 : 0
    return samples.map((sample) => [sample, ids && namesAny(sample, resources, route.url) ? 1 : 0])
  }
}

function namesAny(sample: Record<string, unknown>, resources: Resources, url: string): boolean {
  return Object.entries(sample).some(([name, value]) => value !== null && findResource(resources, url, name) === value)
}

function toQuery(query: Record<string, unknown> | undefined): string {
  const entries = Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)])
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`
}

/** Keys of objects contain slashes, which belong to a wildcard's path. */
function encodePath(value: string): string {
  return value.split('/').map(encodeURIComponent).join('/')
}
