import { join } from 'node:path'
import pg from 'pg'
import { embeddedConnections } from '../../apps/server/src/platform/db/connections.ts'
import { startEmbeddedPostgres } from '../../apps/server/src/platform/db/embedded/embedded-postgres.ts'
import { EMBEDDED_DATABASE } from '../../apps/server/src/platform/db/open-database.ts'

/**
 * Copies a dataset with its version, in the database of a running server with an embedded PostgreSQL. The copies share
 * one file; they are for lists, whose cost depends on rows of the database alone.
 */
export async function copyDataset(serverHome: string, datasetId: string, copies: number): Promise<void> {
  const running = await startEmbeddedPostgres({ dataHome: serverHome, pythonHome: join(serverHome, 'python') })
  const client = new pg.Client(embeddedConnections(running, EMBEDDED_DATABASE).admin)
  await client.connect()
  try {
    await client.query(COPIES, [datasetId, copies])
    await client.query('analyze datapilot.dataset, datapilot.dataset_version')
  } finally {
    await client.end()
  }
}

const COPIES = `
  with copy as (
    select d.*, i, gen_random_uuid() as new_id, gen_random_uuid() as new_version_id
    from datapilot.dataset d cross join generate_series(1, $2::int) i where d.id = $1
  ), made as (
    insert into datapilot.dataset
      (id, organization_id, name, table_name, filename, file_key, version_id, created_by, created_at)
    select new_id, organization_id, name || ' ' || i, table_name || '_' || i, filename, file_key || '-' || i,
      new_version_id, created_by, created_at - make_interval(mins => i)
    from copy
  )
  insert into datapilot.dataset_version
    (id, organization_id, dataset_id, number, status, content_hash, bytes, reading, rows, columns, rejected_rows,
     analysis_id, alerts, fill, created_by)
  select new_version_id, v.organization_id, new_id, v.number, v.status, v.content_hash, v.bytes, v.reading, v.rows,
    v.columns, v.rejected_rows, v.analysis_id, v.alerts, v.fill, v.created_by
  from copy join datapilot.dataset_version v on v.id = copy.version_id`
