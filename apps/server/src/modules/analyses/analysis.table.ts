import { sql } from 'drizzle-orm'
import { index, integer, jsonb, real, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { AnalysisStage, AnalysisType, DatasetProblem, JobStatus } from '@datapilot/contracts'
import { tenantPolicies } from '../../platform/db/row-security.ts'
import { datapilot } from '../../platform/db/schema.ts'
import { datasets, datasetVersions } from '../datasets/dataset.table.ts'
import { organization } from '../identity/identity.table.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

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
    status: text('status').$type<JobStatus>().notNull().default('queued'),
    stage: text('stage').$type<AnalysisStage>().notNull().default('queued'),
    progress: real('progress').notNull().default(0),
    message: text('message').notNull().default(''),
    problem: jsonb('problem').$type<DatasetProblem>(),
    /** Raised by every claim; a run whose number is no longer this one has lost its row and stops. */
    attempt: integer('attempt').notNull().default(0),
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
    ...tenantPolicies('analysis'),
  ],
)
