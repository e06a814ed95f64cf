import { randomUUID } from 'node:crypto'
import type { ListVersionsQuery, ReplaceFile } from '@datapilot/contracts'
import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import { type DatasetWithVersion, findDataset, findFileGroup, updateDataset } from './dataset.repository.ts'
import {
  findVersionByNumber,
  isBeingRead,
  listVersions,
  lockDataset,
  nextVersionNumber,
} from './dataset-version.repository.ts'
import {
  ContentUnchangedError,
  DatasetBusyError,
  DatasetNotFoundError,
  DatasetNotReadyError,
  VersionNotFoundError,
} from './datasets.errors.ts'
import { cursorFrom, cutPage, type ListPage } from './list-page.ts'
import { contentOfVersion, type VersionContent } from './taken-files.ts'
import { type IntakeParts, takeUpload } from './upload-intake.ts'
import { markUploadClaimed } from './upload.repository.ts'
import type { VersionMaker } from './version-maker.ts'

export interface HistoryParts extends IntakeParts {
  readonly maker: VersionMaker
}

/** The versions of a dataset: which there are, another file, an earlier version again. */
export class DatasetHistoryService {
  readonly #parts: HistoryParts

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  /** Newest first. @throws DatasetNotFoundError */
  async list(
    actor: Actor,
    id: string,
    query: z.infer<typeof ListVersionsQuery>,
  ): Promise<ListPage<DatasetWithVersion>> {
    requirePermission(actor, 'dataset.read')
    const after = cursorFrom(query)
    return this.#parts.database.withActor(actor, async (tx) => {
      const { dataset } = await this.#find(tx, actor, id)
      const rows = await listVersions(tx, dataset.id, { limit: query.limit + 1, after })
      const page = cutPage(rows, query.limit, (row) => row)
      return { items: page.items.map((version) => ({ dataset, version })), nextCursor: page.nextCursor }
    })
  }

  /**
   * Puts another file in the place of the present one. A file that is several datasets (the sheets of a workbook) is
   * replaced in all of them. Each shows the version it has until the new one stands.
   *
   * @throws ContentUnchangedError, DatasetBusyError, DatasetNotFoundError, UploadNotFoundError, UploadIncompleteError,
   *   UploadChangedError
   */
  async replace(actor: Actor, id: string, { file_key: fileKey }: ReplaceFile): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    const { database } = this.#parts
    await database.withActor(actor, (tx) => this.#find(tx, actor, id))
    const taken = await takeUpload(this.#parts, actor, fileKey)
    const content = contentOfVersion([taken])
    return database.withActor(actor, async (tx) => {
      const found = await this.#find(tx, actor, id)
      const { version } = found
      if (version.contentHash === content.contentHash)
        throw new ContentUnchangedError(version.number, content.contentHash)
      const group = await findFileGroup(tx, actor.organizationId, found.dataset.fileGroup)
      const together = group.filter((other) => other.version.contentHash === version.contentHash)
      await markUploadClaimed(tx, taken.upload.id)
      const made: DatasetWithVersion[] = []
      for (const each of together) made.push(await this.#replaceOne(tx, actor, each, content, together.length > 1))
      const own = made.find(({ dataset }) => dataset.id === id)
      if (!own) throw new DatasetNotFoundError(id)
      return own
    })
  }

  /** @param pinned each dataset of the file keeps its own table; a lone dataset takes the first one of the new file. */
  async #replaceOne(
    tx: Transaction,
    actor: Actor,
    { dataset, version }: DatasetWithVersion,
    content: VersionContent,
    pinned: boolean,
  ): Promise<DatasetWithVersion> {
    const number = await nextVersionNumber(tx, dataset.id)
    if (await isBeingRead(tx, dataset.id)) throw new DatasetBusyError(dataset.id)
    const pin = pinned && dataset.part !== null ? { sheet: dataset.part } : {}
    const override = { ...version.override, ...pin }
    const draft = { id: randomUUID(), number, origin: 'replace' as const, override, ...content }
    return this.#parts.maker.make(tx, actor, dataset.id, draft)
  }

  /**
   * Shows an earlier version again. Nothing is read anew: its table and profile are as they were, and the versions
   * after it stay.
   *
   * @throws VersionNotFoundError, DatasetNotReadyError, DatasetBusyError, DatasetNotFoundError
   */
  async restore(actor: Actor, id: string, number: number): Promise<DatasetWithVersion> {
    requirePermission(actor, 'dataset.write')
    return this.#parts.database.withActor(actor, async (tx) => {
      await lockDataset(tx, id)
      const { dataset } = await this.#find(tx, actor, id)
      const version = await findVersionByNumber(tx, actor.organizationId, id, number)
      if (!version) throw new VersionNotFoundError(number)
      if (version.status !== 'ready') throw new DatasetNotReadyError(id, version.status)
      if (await isBeingRead(tx, id)) throw new DatasetBusyError(id)
      const part = version.reading?.part ?? null
      await updateDataset(tx, id, { versionId: version.id, part })
      return { dataset: { ...dataset, versionId: version.id, part }, version }
    })
  }

  async #find(tx: Transaction, actor: Actor, id: string): Promise<DatasetWithVersion> {
    const found = await findDataset(tx, actor.organizationId, id)
    if (!found) throw new DatasetNotFoundError(id)
    return found
  }
}
