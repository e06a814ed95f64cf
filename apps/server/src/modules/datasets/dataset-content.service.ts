import type { DatasetRows, DatasetRowsQuery, Profile, RejectedRows, RejectsQuery } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Engine } from '../../platform/engine/engine.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { readRejects, readRows } from '../reading/index.ts'
import type { DatasetWithVersion } from './dataset.repository.ts'
import { findProfile } from './dataset-version.repository.ts'
import type { DatasetService } from './dataset.service.ts'
import {
  ColumnNotFoundError,
  DatasetNotReadyError,
  DatasetUnreadableError,
  ProfileNotReadyError,
} from './datasets.errors.ts'
import { rejectsKey, tableKey } from './object-keys.ts'
import { PAGE_TABLE, sortedRowsSql } from './rows.sql.ts'
import type { SampleProfiles } from './sample-profiles.ts'

/** A page of a grid has to come soon or not at all. */
const PAGE_TIMEOUT_MS = 20_000

export interface ContentParts {
  readonly database: Database
  readonly storage: Storage
  readonly engine: Engine
  readonly datasets: DatasetService
  readonly samples: SampleProfiles
}

/** What is in a dataset: its rows, what did not fit, its profile. */
export class DatasetContentService {
  readonly #parts: ContentParts

  constructor(parts: ContentParts) {
    this.#parts = parts
  }

  /** @throws DatasetNotReadyError, ColumnNotFoundError */
  async rows(actor: Actor, id: string, query: DatasetRowsQuery): Promise<DatasetRows> {
    const { version } = await this.#ready(actor, id)
    const columns = (version.reading?.columns ?? []).map(({ name }) => name)
    const { sort, direction, offset, limit } = query
    if (sort !== undefined && !columns.includes(sort)) throw new ColumnNotFoundError(sort)
    const parquetPath = await this.#parts.storage.localPath(tableKey(version.organizationId, version.id))
    const page =
      sort === undefined
        ? await readRows(this.#parts.engine, parquetPath, { offset, limit })
        : await this.#parts.engine.runTrusted({
            tables: [{ name: PAGE_TABLE, parquetPath }],
            sql: sortedRowsSql({ offset, limit }, sort, direction, columns),
            limits: { maxRows: limit, timeoutMs: PAGE_TIMEOUT_MS },
          })
    return {
      columns: page.columns,
      rows: page.rows,
      row_count: version.rows ?? 0,
      truncated: page.truncated,
      offset,
    }
  }

  /** @throws DatasetNotReadyError */
  async rejects(actor: Actor, id: string, query: RejectsQuery): Promise<RejectedRows> {
    const { version } = await this.#ready(actor, id)
    const total = version.rejectedRows ?? 0
    if (total === 0) return { items: [], offset: query.offset, total }
    const path = await this.#parts.storage.localPath(rejectsKey(version.organizationId, version.id))
    return { items: await readRejects(this.#parts.engine, path, query), offset: query.offset, total }
  }

  async #ready(actor: Actor, id: string): Promise<DatasetWithVersion> {
    const found = await this.#parts.datasets.get(actor, id)
    if (found.version.status !== 'ready') throw new DatasetNotReadyError(id, found.version.status)
    return found
  }

  /** The exact profile of the version that is shown. @throws ProfileNotReadyError */
  async profile(actor: Actor, id: string): Promise<Profile> {
    const { version } = await this.#parts.datasets.get(actor, id)
    return this.profileOfVersion(actor, version.id)
  }

  /** @throws ProfileNotReadyError */
  async profileOfVersion(actor: Actor, versionId: string): Promise<Profile> {
    requirePermission(actor, 'dataset.read')
    const profile = await this.findProfile(actor, versionId)
    if (!profile) throw new ProfileNotReadyError(versionId)
    return profile
  }

  async findProfile(actor: Actor, versionId: string): Promise<Profile | undefined> {
    requirePermission(actor, 'dataset.read')
    return this.#parts.database.withActor(actor, (tx) => findProfile(tx, actor.organizationId, versionId))
  }

  /**
   * The exact profile where it stands, else one of the file's first megabytes (`exact: false`).
   *
   * @throws DatasetUnreadableError, or an AppError of the reading module, when the file cannot be read.
   */
  async preview(actor: Actor, id: string): Promise<Profile> {
    const found = await this.#parts.datasets.get(actor, id)
    const { id: versionId, status, problem } = found.version
    if (status === 'failed' && problem !== null) throw new DatasetUnreadableError(problem)
    return (await this.findProfile(actor, versionId)) ?? this.#parts.samples.profileOf(found)
  }
}
