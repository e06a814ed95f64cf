import type { Permission } from '@datapilot/contracts'
import type { FastifySchema } from 'fastify'
import type { App } from './app.ts'

/** One method of one address, as registered. */
export interface RouteEntry {
  readonly method: string
  readonly url: string
  readonly permission: Permission | 'public'
  readonly schema: FastifySchema
  readonly websocket: boolean
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the application; guard tests walk it, so that a new route is covered without a test of its own. */
    routeTable: readonly RouteEntry[]
  }
}

/** Call it after access is registered: every route has named its permission by then. */
export function registerRouteTable(app: App): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', { getter: () => table })
  app.addHook('onRoute', (route) => {
    const permission = route.config?.permission
    if (permission === undefined) return
    for (const method of [route.method].flat()) {
      const websocket = 'websocket' in route && route.websocket === true
      table.push({ method, url: route.url, permission, schema: route.schema ?? {}, websocket })
    }
  })
}
