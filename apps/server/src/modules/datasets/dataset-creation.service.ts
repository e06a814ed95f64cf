import { randomUUID } from 'node:crypto'
import type { CreateDataset, RereadDataset } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import {
  countDatasets,
  type DatasetWithVersion,
  findDataset,
  findDatasetByFileKey,
  insertDataset,
  reserveTableName,
  type VersionRow,
} from './dataset.repository.ts'
import { findVersion, insertVersion, isBeingRead, nextVersionNumber } from './dataset-version.repository.ts'
import { DatasetBusyError, DatasetNotFoundError, TooManyDatasetsError } from './datasets.errors.ts'
import { nameFromFilename } from './filename.ts'
import { tableNameOf } from './table-name.ts'
import { takeUpload, type TakenUpload } from './upload-intake.ts'
import { markUploadClaimed } from './upload.repository.ts'

const MAX_DATASETS = 10_000

/** Queues the work on a new version in the transaction that makes it; returns the id of its analysis. */
export type VersionListener = (tx: Transaction, actor: Actor, made: DatasetWithVersion) => Promise<string>

export interface CreatedDataset extends DatasetWithVersion {
  /** False when the upload was made into this dataset by an earlier call. */
  readonly created: boolean
}

/** Makes datasets of uploads, and new versions of datasets. */
export class DatasetCreationService {
  readonly #database: Database
  readonly #storage: Storage
  #listener: VersionListener | null = null

  constructor(database: Database, storage: Storage) {
    this.#database = database
    this.#storage = storage
  }

  /** Who works on new versions: one listener, set while the server is put together. */
  onVersion(listener: VersionListener): void {
    this.#listener = listener
  }

  /**
   * The dataset of an upload. Calling it again with the same `file_key` returns the same dataset.
   *
   * @throws UploadNotFoundError, UploadIncompleteError, UploadChangedError, TooManyDatasetsError;
   *   DatasetNotFoundError when the dataset of this upload was deleted.
   */
  async create(actor: Actor, { file_key: fileKey, name }: CreateDataset): Promise<CreatedDataset> {
    requirePermission(actor, 'dataset.write')
    const present = await this.#database.withActor(actor, (tx) =>
      findDatasetByFileKey(tx, actor.organizationId, fileKey),
    )
    if (present) return asExisting(present)
    const taken = await takeUpload({ database: this.#database, storage: this.#storage }, actor, fileKey)
    return this.#database.withActor(actor, (tx) => this.#insert(tx, actor, taken, name))
  }

  async #insert(
    tx: Transaction,
    actor: Actor,
    { upload, contentHash, bytes }: TakenUpload,
    name = nameFromFilename(upload.filename),
  ): Promise<CreatedDataset> {
    const { organizationId, userId } = actor
    if ((await countDatasets(tx, organizationId)) >= MAX_DATASETS) throw new TooManyDatasetsError(MAX_DATASETS)
    const [id, versionId] = [randomUUID(), randomUUID()]
    const tableName = await reserveTableName(tx, organizationId, tableNameOf(name))
    const row = { id, organizationId, name, tableName, filename: upload.filename, fileKey: upload.fileKey, versionId }
    const inserted = await insertDataset(tx, { ...row, createdBy: userId })
    if (!inserted) {
      const winner = await findDatasetByFileKey(tx, organizationId, upload.fileKey)
      if (!winner) throw new DatasetNotFoundError(upload.fileKey)
      return asExisting(winner)
    }
    await markUploadClaimed(tx, upload.id)
    const draft = { id: versionId, number: 1, contentHash, bytes, override: null }
    const version = await this.#insertVersion(tx, actor, id, draft)
    return { ...version, created: true }
  }

  /**
   * Reads the same bytes again with corrections, as a new version. The dataset shows the version it has until the new
   * one stands; a correction that does not work out changes nothing but the analysis that says so.
   *
   * @throws DatasetNotFoundError, DatasetBusyError
   */
  async reread(actor: Actor, id: string, { override, replace }: RereadDataset): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    return this.#database.withActor(actor, async (tx) => {
      const number = await nextVersionNumber(tx, id)
      const found = await findDataset(tx, actor.organizationId, id)
      if (!found) throw new DatasetNotFoundError(id)
      if (await isBeingRead(tx, id)) throw new DatasetBusyError(id)
      const { contentHash, bytes } = found.version
      const merged = replace ? override : { ...found.version.override, ...override }
      return this.#insertVersion(tx, actor, id, { id: randomUUID(), number, contentHash, bytes, override: merged })
    })
  }

  async #insertVersion(
    tx: Transaction,
    actor: Actor,
    datasetId: string,
    draft: Pick<VersionRow, 'id' | 'number' | 'contentHash' | 'bytes' | 'override'>,
  ): Promise<DatasetWithVersion> {
    const { organizationId, userId } = actor
    const version = await insertVersion(tx, { ...draft, organizationId, datasetId, createdBy: userId })
    const made = await findVersion(tx, version.id)
    if (!made || !this.#listener) throw new Error('a version was made that nobody works on')
    const analysisId = await this.#listener(tx, actor, made)
    return { ...made, version: { ...version, analysisId } }
  }
}

function asExisting(found: DatasetWithVersion): CreatedDataset {
  if (found.dataset.deletedAt !== null) throw new DatasetNotFoundError(found.dataset.id)
  return { ...found, created: false }
}
