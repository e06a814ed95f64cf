import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type {
  DatasetFile,
  DatasetProblem,
  DatasetStatus,
  DialectOverride,
  Profile,
  Reading,
  VersionOrigin,
} from '@datapilot/contracts'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { organization } from '../identity/identity.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

export const datasets = datapilot.table(
  'dataset',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    tableName: text('table_name').notNull(),
    filename: text('filename').notNull(),
    fileKey: text('file_key').notNull().unique(),
    /** Shared by the datasets that are tables of one file. */
    fileGroup: uuid('file_group').notNull().defaultRandom(),
    /** The table of the file that the shown version is; null where the file is one table. */
    part: text('part'),
    /** The version that is shown; a reread moves it when it succeeded. */
    versionId: uuid('version_id').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('dataset_organization_idx').on(table.organizationId, table.createdAt, table.id),
    index('dataset_file_group_idx').on(table.fileGroup),
    // Deleted datasets give their table name free; a restore takes another one where it is taken.
    uniqueIndex('dataset_table_name_idx')
      .on(table.organizationId, table.tableName)
      .where(sql`deleted_at is null`),
    ...tenantPolicies('dataset'),
  ],
)

/** One reading of one content. Rows of it never change their meaning: a correction makes a new version. */
export const datasetVersions = datapilot.table(
  'dataset_version',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => datasets.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    status: text('status').$type<DatasetStatus>().notNull().default('queued'),
    origin: text('origin').$type<VersionOrigin>().notNull().default('upload'),
    /** The originals: one, or several that became one table. */
    files: jsonb('files').$type<DatasetFile[]>().notNull().default([]),
    contentHash: text('content_hash').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** Size of the analytical copy with its rejected records; null until they stand. */
    tableBytes: bigint('table_bytes', { mode: 'number' }),
    override: jsonb('override').$type<DialectOverride>(),
    reading: jsonb('reading').$type<Reading>(),
    rows: bigint('rows', { mode: 'number' }),
    columns: integer('columns'),
    rejectedRows: bigint('rejected_rows', { mode: 'number' }),
    problem: jsonb('problem').$type<DatasetProblem>(),
    /** The newest analysis of this version. */
    analysisId: uuid('analysis_id'),
    alerts: integer('alerts'),
    fill: jsonb('fill').$type<number[]>(),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('dataset_version_number_idx').on(table.datasetId, table.number),
    index('dataset_version_organization_idx').on(table.organizationId, table.contentHash),
    ...tenantPolicies('dataset_version'),
  ],
)

/** The exact profile of a version. It outlives the analysis that made it: deleting old analyses empties no dataset. */
export const datasetProfiles = datapilot.table(
  'dataset_profile',
  {
    versionId: uuid('version_id')
      .primaryKey()
      .references(() => datasetVersions.id, { onDelete: 'cascade' }),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    profile: jsonb('profile').$type<Profile>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('dataset_profile_organization_idx').on(table.organizationId), ...tenantPolicies('dataset_profile')],
)
