import { index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { DialectOverride, FileShape } from '@datapilot/contracts'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'
import { datasets } from './dataset.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** A correction that worked, kept for files of the same shape; one for each shape in an organization. */
export const recipes = datapilot.table(
  'recipe',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    fingerprint: text('fingerprint').notNull(),
    shape: jsonb('shape').$type<FileShape>().notNull(),
    override: jsonb('override').$type<DialectOverride>().notNull(),
    fromDataset: uuid('from_dataset').references(() => datasets.id, { onDelete: 'set null' }),
    applied: integer('applied').notNull().default(0),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('recipe_fingerprint_idx').on(table.organizationId, table.fingerprint),
    index('recipe_list_idx').on(table.organizationId, table.createdAt, table.id),
    index('recipe_dataset_idx').on(table.fromDataset),
    ...tenantPolicies('recipe'),
  ],
)
