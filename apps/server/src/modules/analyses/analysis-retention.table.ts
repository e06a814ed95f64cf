import { integer, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'

/** How long an organization keeps its analyses. No row: for good. */
export const analysisRetention = datapilot.table(
  'analysis_retention',
  {
    organizationId: uuid('organization_id')
      .primaryKey()
      .references(() => organization.id, { onDelete: 'cascade' }),
    days: integer('days').notNull(),
    updatedBy: uuid('updated_by').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  () => tenantPolicies('analysis_retention', { write: 'admin' }),
)
