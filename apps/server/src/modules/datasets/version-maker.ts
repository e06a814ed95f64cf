import type { DatasetFile } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { DatasetWithVersion, VersionRow } from './dataset.repository.ts'
import { findVersion, insertVersion } from './dataset-version.repository.ts'

/** Who a version is made for: a person who asked, or the one whose file turned out to hold several tables. */
export type VersionOwner = Pick<Actor, 'organizationId' | 'userId'>

/** Queues the work on a new version in the transaction that makes it; returns the id of its analysis. */
export type VersionListener = (tx: Transaction, owner: VersionOwner, made: DatasetWithVersion) => Promise<string>

export type VersionDraft = Pick<VersionRow, 'id' | 'number' | 'origin' | 'files' | 'contentHash' | 'bytes' | 'override'>

/** The one place where versions begin, so that none is made that nobody works on. */
export class VersionMaker {
  #listener: VersionListener | null = null

  /** Who works on new versions: one listener, set while the server is put together. */
  onVersion(listener: VersionListener): void {
    this.#listener = listener
  }

  async make(
    tx: Transaction,
    owner: VersionOwner,
    datasetId: string,
    draft: VersionDraft,
  ): Promise<DatasetWithVersion> {
    const { organizationId, userId } = owner
    const version = await insertVersion(tx, { ...draft, organizationId, datasetId, createdBy: userId })
    const made = await findVersion(tx, version.id)
    if (!made || !this.#listener) throw new Error('a version was made that nobody works on')
    const analysisId = await this.#listener(tx, owner, made)
    return { ...made, version: { ...version, analysisId } }
  }
}

/** The originals of a version; versions from before several files could be one table name only their dataset's. */
export function filesOf({ dataset, version }: DatasetWithVersion): DatasetFile[] {
  const { files, bytes, contentHash } = version
  return files.length > 0 ? files : [{ filename: dataset.filename, bytes, content_hash: contentHash }]
}
