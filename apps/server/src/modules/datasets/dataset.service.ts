import type { ListDatasetsQuery, UpdateDataset } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import {
  type DatasetWithVersion,
  findDataset,
  type ListedDataset,
  listDatasets,
  reserveTableName,
  updateDataset,
} from './dataset.repository.ts'
import { DatasetNotFoundError } from './datasets.errors.ts'
import { cursorFrom, cutPage, type ListPage } from './list-page.ts'

/** Datasets as things with a name; their content is in `DatasetContentService`. */
export class DatasetService {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @throws DatasetNotFoundError for unknown, deleted and foreign ids alike. */
  async get(actor: Actor, id: string): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.read')
    const found = await this.#database.withActor(actor, (tx) => findDataset(tx, actor.organizationId, id))
    if (!found) throw new DatasetNotFoundError(id)
    return found
  }

  async list(actor: Actor, query: ListDatasetsQuery): Promise<ListPage<ListedDataset>> {
    requirePermission(actor, 'dataset.read')
    const after = cursorFrom(query)
    const rows = await this.#database.withActor(actor, (tx) =>
      listDatasets(tx, actor.organizationId, { ...query, limit: query.limit + 1, after }),
    )
    return cutPage(rows, query.limit, ({ dataset }) => dataset)
  }

  /** The table name stays: saved statements go on working. */
  async rename(actor: Actor, id: string, { name }: UpdateDataset): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    return this.#database.withActor(actor, async (tx) => {
      const found = await findDataset(tx, actor.organizationId, id)
      if (!found) throw new DatasetNotFoundError(id)
      await updateDataset(tx, id, { name })
      return { ...found, dataset: { ...found.dataset, name } }
    })
  }

  /** Soft: bytes, versions and profiles stay until somebody restores it. */
  async remove(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'dataset.write')
    await this.#database.withActor(actor, async (tx) => {
      if (!(await findDataset(tx, actor.organizationId, id))) throw new DatasetNotFoundError(id)
      await updateDataset(tx, id, { deletedAt: new Date() })
    })
  }

  /** Undoes `remove`; the table gets another name where its own was taken meanwhile. */
  async restore(actor: Actor, id: string): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    return this.#database.withActor(actor, async (tx) => {
      const found = await findDataset(tx, actor.organizationId, id, { deleted: true })
      if (!found) throw new DatasetNotFoundError(id)
      const tableName = await reserveTableName(tx, actor.organizationId, found.dataset.tableName)
      await updateDataset(tx, id, { deletedAt: null, tableName })
      return { ...found, dataset: { ...found.dataset, deletedAt: null, tableName } }
    })
  }
}
