import { randomUUID } from 'node:crypto'
import type { AddPart, CreateDataset, RereadDataset } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import {
  countDatasets,
  type DatasetWithVersion,
  findDataset,
  findDatasetByFileKey,
  insertDataset,
  reserveTableName,
} from './dataset.repository.ts'
import { isBeingRead, nextVersionNumber } from './dataset-version.repository.ts'
import {
  DatasetBusyError,
  DatasetNotFoundError,
  PartNotFoundError,
  TooManyDatasetsError,
  UploadClaimedError,
} from './datasets.errors.ts'
import { makePart } from './dataset-parts.ts'
import { nameFromFilename } from './filename.ts'
import { mergedOverride } from './merged-override.ts'
import { MAX_DATASETS } from './limits.ts'
import { tableNameOf } from './table-name.ts'
import { contentOfVersion } from './taken-files.ts'
import { type IntakeParts, takeUpload, type TakenUpload } from './upload-intake.ts'
import { markUploadClaimed } from './upload.repository.ts'
import { filesOf, type VersionListener, type VersionMaker } from './version-maker.ts'

export interface CreatedDataset extends DatasetWithVersion {
  /** False when the upload was made into this dataset by an earlier call. */
  readonly created: boolean
}

/** Makes datasets of uploads, and new versions of datasets. */
export class DatasetCreationService {
  readonly #database: Database
  readonly #intake: IntakeParts
  readonly #maker: VersionMaker

  constructor({ maker, ...intake }: IntakeParts & { readonly maker: VersionMaker }) {
    this.#database = intake.database
    this.#intake = intake
    this.#maker = maker
  }

  /** Who works on new versions: one listener, set while the server is put together. */
  onVersion(listener: VersionListener): void {
    this.#maker.onVersion(listener)
  }

  /**
   * The dataset of an upload, or of several that become one table. Calling it again with the same keys returns the same
   * dataset.
   *
   * @throws UploadNotFoundError, UploadIncompleteError, UploadChangedError, TooManyDatasetsError; UploadClaimedError
   *   when the first upload is a dataset by itself already; DatasetNotFoundError when the dataset of this upload was
   *   deleted.
   */
  async create(actor: Actor, body: CreateDataset): Promise<CreatedDataset> {
    requirePermission(actor, 'dataset.write')
    const keys = body.file_keys ?? (body.file_key === undefined ? [] : [body.file_key])
    const [first] = keys
    if (first === undefined) throw new DatasetNotFoundError('')
    const present = await this.#database.withActor(actor, (tx) => findDatasetByFileKey(tx, actor.organizationId, first))
    if (present) return asExisting(present, keys)
    const taken: TakenUpload[] = []
    // One after the other: each may move or hash gigabytes.
    for (const key of keys) taken.push(await takeUpload(this.#intake, actor, key))
    return this.#database.withActor(actor, (tx) => this.#insert(tx, actor, taken, body.name))
  }

  async #insert(
    tx: Transaction,
    actor: Actor,
    taken: readonly TakenUpload[],
    givenName: string | undefined,
  ): Promise<CreatedDataset> {
    const { organizationId, userId } = actor
    const [first] = taken
    if (first === undefined) throw new Error('a dataset needs a file')
    if ((await countDatasets(tx, organizationId)) >= MAX_DATASETS) throw new TooManyDatasetsError(MAX_DATASETS)
    const { filename, fileKey } = first.upload
    const name = givenName ?? nameFromFilename(filename)
    const [id, versionId] = [randomUUID(), randomUUID()]
    const tableName = await reserveTableName(tx, organizationId, tableNameOf(name))
    const row = { id, organizationId, name, tableName, filename, fileKey, versionId, fileGroup: id }
    const inserted = await insertDataset(tx, { ...row, createdBy: userId })
    const keys = taken.map(({ upload }) => upload.fileKey)
    if (!inserted) {
      const winner = await findDatasetByFileKey(tx, organizationId, fileKey)
      if (!winner) throw new DatasetNotFoundError(fileKey)
      return asExisting(winner, keys)
    }
    for (const { upload } of taken) await markUploadClaimed(tx, upload.id)
    const draft = { id: versionId, number: 1, origin: 'upload' as const, override: null, ...contentOfVersion(taken) }
    return { ...(await this.#maker.make(tx, actor, id, draft)), created: true }
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
      const files = filesOf(found)
      const merged = mergedOverride(found.version.override, override, replace)
      const draft = { id: randomUUID(), number, origin: 'reread' as const, files, contentHash, bytes, override: merged }
      return this.#maker.make(tx, actor, id, draft)
    })
  }

  /**
   * Makes another table of the dataset's file a dataset. One that exists already is returned; a deleted one comes back.
   *
   * @throws PartNotFoundError, TooManyDatasetsError, DatasetNotFoundError
   */
  async addPart(actor: Actor, id: string, { part }: AddPart): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    return this.#database.withActor(actor, async (tx) => {
      const found = await findDataset(tx, actor.organizationId, id)
      if (!found) throw new DatasetNotFoundError(id)
      const known = (found.version.reading?.tables ?? []).map(({ name }) => name)
      if (!known.includes(part)) throw new PartNotFoundError(part, known)
      if (found.dataset.part === part) return found
      if ((await countDatasets(tx, actor.organizationId)) >= MAX_DATASETS) throw new TooManyDatasetsError(MAX_DATASETS)
      return makePart(tx, actor, this.#maker, found, part, { bringBack: true })
    })
  }
}

function asExisting(found: DatasetWithVersion, keys: readonly string[]): CreatedDataset {
  if (found.dataset.deletedAt !== null) throw new DatasetNotFoundError(found.dataset.id)
  if (filesOf(found).length !== keys.length) throw new UploadClaimedError(found.dataset.fileKey)
  return { ...found, created: false }
}
