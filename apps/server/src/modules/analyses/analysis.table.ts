import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, real, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { AnalysisStage, AnalysisType, DatasetProblem, FileFormat, JobStatus } from '@datapilot/contracts'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { datasets, datasetVersions } from '../datasets/dataset.table.ts'
import { organization } from '../identity/identity.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
const count = (name: string) => bigint(name, { mode: 'number' })

/** One run of an analysis. The row is the truth; jobs only say that somebody should look. */
export const analyses = datapilot.table(
  'analysis',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => datasets.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id')
      .notNull()
      .references(() => datasetVersions.id, { onDelete: 'cascade' }),
    fileKey: text('file_key').notNull(),
    type: text('type').$type<AnalysisType>().notNull(),
    /** The other side of a comparison. */
    baseDatasetId: uuid('base_dataset_id').references(() => datasets.id, { onDelete: 'cascade' }),
    baseVersionId: uuid('base_version_id').references(() => datasetVersions.id, { onDelete: 'cascade' }),
    baseNumber: integer('base_number'),
    /** Key columns that were given for a comparison. */
    key: jsonb('key').$type<string[]>(),
    /** What the file is; format, columns and rows once it was read. */
    bytes: count('bytes').notNull().default(0),
    format: text('format').$type<FileFormat>(),
    columns: integer('columns'),
    rows: count('rows'),
    status: text('status').$type<JobStatus>().notNull().default('queued'),
    stage: text('stage').$type<AnalysisStage>().notNull().default('queued'),
    progress: real('progress').notNull().default(0),
    message: text('message').notNull().default(''),
    rowsDone: count('rows_done'),
    rowsTotal: count('rows_total'),
    secondsLeft: real('seconds_left'),
    /** Waits for somebody to resume it; no runner takes it. */
    paused: boolean('paused').notNull().default(false),
    problem: jsonb('problem').$type<DatasetProblem>(),
    /** Raised by every claim; a run whose number is no longer this one has lost its row and stops. */
    attempt: integer('attempt').notNull().default(0),
    /** Runs that ended with an error that is nobody's fault. */
    failures: integer('failures').notNull().default(0),
    /** Runs whose server died. */
    deaths: integer('deaths').notNull().default(0),
    /** The runner prolongs it; past it the runner counts as dead. */
    leaseUntil: at('lease_until'),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('analysis_organization_idx').on(table.organizationId, table.createdAt, table.id),
    index('analysis_served_idx').on(table.organizationId, table.startedAt),
    index('analysis_version_idx').on(table.versionId, table.createdAt),
    // The queue is short, the history is long: claiming reads only what is unfinished.
    index('analysis_unfinished_idx')
      .on(table.status, table.createdAt)
      .where(sql`status in ('queued', 'running')`),
    index('analysis_dataset_idx').on(table.datasetId),
    index('analysis_base_version_idx').on(table.baseVersionId),
    index('analysis_base_dataset_idx').on(table.baseDatasetId),
    index('analysis_deleted_idx')
      .on(table.deletedAt)
      .where(sql`deleted_at is not null`),
    ...tenantPolicies('analysis'),
  ],
)
