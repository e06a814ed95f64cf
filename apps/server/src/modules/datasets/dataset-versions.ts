import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetProblem, Profile, Reading } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Database, Transaction } from '../../platform/db/database.ts'
import { requirePermission } from '../../platform/errors.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { Reader, ReadProgress } from '../reading/index.ts'
import { countDatasets, type DatasetWithVersion, type VersionRow } from './dataset.repository.ts'
import { automaticParts, makePart, originalsOf } from './dataset-parts.ts'
import {
  findProfile,
  findVersion,
  findVersionByNumber,
  forgetAnalyses,
  lockVersion,
  markQueued,
  markReading,
  markReady,
  markUnreadable,
  saveProfile,
  setNewestAnalysis,
} from './dataset-version.repository.ts'
import { DatasetNotFoundError } from './datasets.errors.ts'
import { MAX_DATASETS } from './limits.ts'
import { rejectsKey, tableKey } from './object-keys.ts'
import { rememberCorrection } from './recipe-proposal.ts'
import type { VersionMaker } from './version-maker.ts'

/** A version whose table stands. */
export interface ReadTable {
  readonly name: string
  readonly parquetPath: string
  readonly reading: Reading
}

export interface VersionParts {
  readonly database: Database
  readonly storage: Storage
  readonly reader: Reader
  readonly maker: VersionMaker
  readonly scratch: string
  readonly maxColumns: number
}

/** Versions as background work sees them. Methods without an actor ask nobody: jobs call them, and services that have asked already. */
export class DatasetVersions {
  readonly #database: Database
  readonly #storage: Storage
  readonly #reader: Reader
  readonly #maker: VersionMaker
  readonly #scratch: string
  readonly #maxColumns: number

  /** @param parts.scratch folder for files in the making. */
  constructor(parts: VersionParts) {
    this.#database = parts.database
    this.#storage = parts.storage
    this.#reader = parts.reader
    this.#maker = parts.maker
    this.#scratch = parts.scratch
    this.#maxColumns = parts.maxColumns
  }

  async lockForAnalysis(tx: Transaction, versionId: string): Promise<void> {
    await lockVersion(tx, versionId)
  }

  /** Notes the newest analysis; a file that could not be read gets another try. */
  async analysisQueued(tx: Transaction, version: VersionRow, analysisId: string): Promise<void> {
    await setNewestAnalysis(tx, version.id, analysisId)
    if (version.status === 'failed') await markQueued(tx, version.id)
  }

  async forgetAnalyses(tx: Transaction, analysisIds: readonly string[]): Promise<void> {
    if (analysisIds.length > 0) await forgetAnalyses(tx, analysisIds)
  }

  /** An analysis that was deleted is there again: the newest of its version where that has none. */
  async analysisRestored(tx: Transaction, versionId: string, analysisId: string): Promise<void> {
    const version = await lockVersion(tx, versionId)
    if (version?.analysisId === null) await setNewestAnalysis(tx, versionId, analysisId)
  }

  /** A version of a dataset by its number. @throws DatasetNotFoundError */
  async byNumber(actor: Actor, datasetId: string, number: number): Promise<VersionRow> {
    requirePermission(actor, 'dataset.read')
    const found = await this.#database.withActor(actor, (tx) =>
      findVersionByNumber(tx, actor.organizationId, datasetId, number),
    )
    if (!found) throw new DatasetNotFoundError(`${datasetId}, version ${String(number)}`)
    return found
  }

  /** What is known of a version: its number, and its profile where there is one. */
  async known(versionId: string): Promise<{ readonly number: number; readonly profile: Profile | undefined }> {
    return this.#database.withService(async (tx) => {
      const found = await findVersion(tx, versionId)
      if (!found) throw new DatasetNotFoundError(versionId)
      const { number, organizationId } = found.version
      return { number, profile: await findProfile(tx, organizationId, versionId) }
    })
  }

  async unreadable(tx: Transaction, versionId: string, problem: DatasetProblem): Promise<void> {
    await markUnreadable(tx, versionId, problem)
  }

  async saveProfile(tx: Transaction, versionId: string, profile: Profile): Promise<void> {
    const found = await findVersion(tx, versionId)
    if (found) await saveProfile(tx, found.version, profile)
  }

  /**
   * The table of a version; reads the file when that has not been done. Can be repeated at any point: files are made
   * aside and put in place before the row says that they are there.
   *
   * @throws AppError of the reading module when the file cannot be read.
   */
  async ensureRead(
    versionId: string,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<ReadTable> {
    const found = await this.#database.withService((tx) => findVersion(tx, versionId))
    if (!found) throw new DatasetNotFoundError(versionId)
    const { dataset, version } = found
    const { reading } = version
    const table = tableKey(version.organizationId, version.id)
    const read = reading !== null && version.status === 'ready' ? reading : await this.#read(found, options)
    return { name: dataset.name, parquetPath: await this.#storage.localPath(table), reading: read }
  }

  async #read(
    found: DatasetWithVersion,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<Reading> {
    const { version } = found
    await this.#database.withService((tx) => markReading(tx, version.id))
    const { organizationId } = version
    const folder = join(this.#scratch, randomUUID())
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      const { reading, parquetPath, rejectsPath } = await this.#reader.readFile({
        ...(await originalsOf(this.#storage, found)),
        override: version.override ?? {},
        limits: { maxColumns: this.#maxColumns },
        outputDir: folder,
        signal: options.signal,
        onProgress: (progress) => options.onProgress(shareOf(progress)),
      })
      options.signal.throwIfAborted()
      const rejects =
        rejectsPath === null ? null : await this.#storage.putFile(rejectsKey(organizationId, version.id), rejectsPath)
      const table = await this.#storage.putFile(tableKey(organizationId, version.id), parquetPath)
      const tableBytes = table.bytes + (rejects?.bytes ?? 0)
      // Before the version is ready: what was not made when the server stops is made by the next turn.
      await this.#makeOtherTables(found, reading)
      await this.#database.withService(async (tx) => {
        await markReady(tx, version.id, reading, tableBytes)
        await rememberCorrection(tx, found, reading)
      })
      return reading
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** The other tables of a file become datasets when the first dataset of the file is read. */
  async #makeOtherTables({ dataset, version }: DatasetWithVersion, reading: Reading): Promise<void> {
    if (dataset.id !== dataset.fileGroup) return
    const owner = { organizationId: version.organizationId, userId: version.createdBy }
    for (const part of automaticParts(reading)) {
      const made = await this.#database.withService(async (tx) => {
        if ((await countDatasets(tx, owner.organizationId)) >= MAX_DATASETS) return false
        await makePart(tx, owner, this.#maker, { dataset, version }, part, { bringBack: false })
        return true
      })
      if (!made) return
    }
  }
}

/** Looking at every byte is the first half; the counts of the second half arrive with the same total. */
function shareOf({ stage, bytes, total_bytes: total }: ReadProgress): number {
  const share = total === 0 ? 1 : Math.min(1, bytes / total)
  return stage === 'convert' ? 0.5 + share / 2 : share / 2
}
