import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { DatasetCreationService } from './dataset-creation.service.ts'
import {
  type DatasetRow,
  type DatasetWithVersion,
  findDatasetByFileKey,
  type VersionRow,
} from './dataset.repository.ts'
import type { DatasetService } from './dataset.service.ts'
import { findVersionByNumber } from './dataset-version.repository.ts'
import { DatasetNotFoundError, DatasetNotReadyError } from './datasets.errors.ts'
import { originalKey, tableKey } from './object-keys.ts'

/** pandas decides by it how to decompress. */
const EXTENSION = /(\.[a-z0-9]{1,8}){1,2}$/i

/** By id, or by the key of an uploaded file, which becomes a dataset when it is none yet. */
export type DatasetHandle = { readonly datasetId: string } | { readonly fileKey: string }

/** Everything that another part of the server needs to work on a dataset. The path is on this machine, read-only. */
export interface ResolvedDataset {
  readonly dataset: DatasetRow
  readonly version: VersionRow
  readonly contentHash: string
  readonly tableName: string
  /** Null until the file was read. */
  readonly parquetPath: string | null
}

/** A version whose table stands, with the table's path on this machine. */
export interface VersionTable {
  readonly version: VersionRow
  readonly parquetPath: string
}

export interface ResolverParts {
  readonly database: Database
  readonly storage: Storage
  readonly datasets: DatasetService
  readonly creation: DatasetCreationService
}

/** Finds a dataset for those who work with its content (chat, tools). */
export class DatasetResolver {
  readonly #parts: ResolverParts

  constructor(parts: ResolverParts) {
    this.#parts = parts
  }

  /** @throws DatasetNotFoundError, UploadNotFoundError, UploadIncompleteError */
  async resolve(actor: Actor, handle: DatasetHandle): Promise<ResolvedDataset> {
    requirePermission(actor, 'dataset.read')
    const { dataset, version } = await this.#find(actor, handle)
    const { storage } = this.#parts
    const { organizationId, contentHash } = version
    const ready = version.status === 'ready'
    return {
      dataset,
      version,
      contentHash,
      tableName: dataset.tableName,
      parquetPath: ready ? await storage.localPath(tableKey(organizationId, version.id)) : null,
    }
  }

  /**
   * The file as uploaded, on this machine and read-only; null where the dataset was made of several files.
   *
   * @throws DatasetNotFoundError
   */
  async originalFile(actor: Actor, datasetId: string): Promise<{ path: string; extension: string } | null> {
    requirePermission(actor, 'dataset.read')
    const { dataset, version } = await this.#find(actor, { datasetId })
    const { organizationId, contentHash, files } = version
    if (files.length > 1) return null
    const path = await this.#parts.storage.localPath(originalKey(organizationId, contentHash))
    return { path, extension: EXTENSION.exec(dataset.filename)?.[0].toLowerCase() ?? '' }
  }

  /**
   * The table of a version by its number, or of the one that is shown (null).
   *
   * @throws DatasetNotFoundError, DatasetNotReadyError
   */
  async versionTable(actor: Actor, datasetId: string, number: number | null): Promise<VersionTable> {
    requirePermission(actor, 'dataset.read')
    const { version: shown } = await this.#find(actor, { datasetId })
    const version = number === null || number === shown.number ? shown : await this.#byNumber(actor, datasetId, number)
    if (version.status !== 'ready') throw new DatasetNotReadyError(datasetId, version.status)
    return { version, parquetPath: await this.#parts.storage.localPath(tableKey(version.organizationId, version.id)) }
  }

  async #byNumber(actor: Actor, datasetId: string, number: number): Promise<VersionRow> {
    const { organizationId } = actor
    const found = await this.#parts.database.withActor(actor, (tx) =>
      findVersionByNumber(tx, organizationId, datasetId, number),
    )
    if (!found) throw new DatasetNotFoundError(`${datasetId}, version ${String(number)}`)
    return found
  }

  async #find(actor: Actor, handle: DatasetHandle): Promise<DatasetWithVersion> {
    if ('datasetId' in handle) return this.#parts.datasets.get(actor, handle.datasetId)
    // Who may only read still reaches datasets that exist by the key of their file.
    const present = await this.#parts.database.withActor(actor, (tx) =>
      findDatasetByFileKey(tx, actor.organizationId, handle.fileKey),
    )
    if (present && present.dataset.deletedAt === null) return present
    return this.#parts.creation.create(actor, { file_key: handle.fileKey })
  }
}
