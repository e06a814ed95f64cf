import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Actor } from '../actor.ts'

/** The handle inside a transaction. */
export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]

/** The one way to DataPilot's own database. */
export interface Database {
  /**
   * One transaction as `actor`: `SET LOCAL ROLE authenticated` and `request.jwt.claims`, so that row security holds
   * whatever the query says. No network, engine or model work inside.
   */
  withActor<T>(
    actor: Pick<Actor, 'userId' | 'organizationId' | 'email' | 'role'>,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T>
  /**
   * One transaction for work that no person asked for (job recovery, cleanup). Runs as role `datapilot_service`, which
   * has policies of its own: used by platform and job code only, never by a route.
   */
  withService<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /** A real round trip. */
  check(): Promise<{ version: string; elapsedMs: number }>
  close(): Promise<void>
}
