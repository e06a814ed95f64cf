import { index, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'
import { analyses } from './analysis.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** One WebSocket that follows one analysis. Open means: not closed, and seen within two heartbeats. */
export const analysisSessions = datapilot.table(
  'analysis_session',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    analysisId: uuid('analysis_id')
      .notNull()
      .references(() => analyses.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').notNull(),
    connectedAt: at('connected_at').notNull().defaultNow(),
    lastSeenAt: at('last_seen_at').notNull().defaultNow(),
    disconnectedAt: at('disconnected_at'),
  },
  (table) => [
    index('analysis_session_organization_idx').on(table.organizationId, table.lastSeenAt),
    index('analysis_session_analysis_idx').on(table.analysisId),
    // Readers of an analysis may follow it, so they may also say that they do.
    ...tenantPolicies('analysis_session', { write: 'viewer' }),
  ],
)
