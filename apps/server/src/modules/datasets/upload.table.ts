import { bigint, index, integer, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** A file that was announced, by one signed URL or in parts, and what became of it. */
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
    /** Size that the client announced; always known for uploads in parts. */
    declaredBytes: bigint('declared_bytes', { mode: 'number' }),
    /** Null: one PUT. Else the size of every part but the last. */
    partBytes: integer('part_bytes'),
    /** What the store calls the upload in parts. */
    storeUploadId: text('store_upload_id'),
    /** SHA-256 by part number, as the client announced them: some stores do not check what they are sent. */
    partHashes: jsonb('part_hashes').$type<Readonly<Record<string, string>>>().notNull().default({}),
    fingerprint: text('fingerprint'),
    /** When the parts became one file. */
    receivedAt: at('received_at'),
  },
  (table) => [index('upload_organization_idx').on(table.organizationId, table.createdAt), ...tenantPolicies('upload')],
)
