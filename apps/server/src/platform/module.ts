import type { HealthCheck } from '@datapilot/contracts'
import type { App } from './http/app.ts'

/** What a module hands to `app/compose.ts`. */
export interface ServerModule {
  readonly name: string
  /** Canonical routes, mounted under /api/v1. */
  routes?(app: App): void
  /** Calls that the design documents name, mounted at the root, from declarative tables; JSON without content type is accepted. */
  documentRoutes?(app: App): void
  /** Registers queues; called before jobs start. */
  jobs?(): void
  /** Recovery of unfinished work; called after jobs started. */
  start?(): Promise<void>
  stop?(): Promise<void>
  health?(): Promise<Record<string, HealthCheck>>
}
