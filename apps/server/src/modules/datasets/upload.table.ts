import { bigint, index, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** A signed URL that was given out, and what became of it. */
export const uploads = datapilot.table(
  'upload',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    /** The staging key; what clients call `file_key`. */
    fileKey: text('file_key').notNull().unique(),
    filename: text('filename').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
    /** Set before the bytes leave the staging key, so that a crash in between loses nothing. */
    contentHash: text('content_hash'),
    bytes: bigint('bytes', { mode: 'number' }),
    claimedAt: at('claimed_at'),
  },
  (table) => [index('upload_organization_idx').on(table.organizationId, table.createdAt), ...tenantPolicies('upload')],
)
