import { index, jsonb, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Comparison } from '@datapilot/contracts'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'
import { analyses } from './analysis.table.ts'

/** What a comparison found; beside its analysis, so that lists of analyses do not carry it along. */
export const analysisComparisons = datapilot.table(
  'analysis_comparison',
  {
    analysisId: uuid('analysis_id')
      .primaryKey()
      .references(() => analyses.id, { onDelete: 'cascade' }),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    comparison: jsonb('comparison').$type<Comparison>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (table) => [
    index('analysis_comparison_organization_idx').on(table.organizationId),
    ...tenantPolicies('analysis_comparison'),
  ],
)
