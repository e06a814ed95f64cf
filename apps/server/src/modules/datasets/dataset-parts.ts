import { createHash, randomUUID } from 'node:crypto'
import type { Reading } from '@datapilot/contracts'
import type { Transaction } from '../../platform/db/database.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import type { InputFile } from '../reading/index.ts'
import {
  type DatasetWithVersion,
  findDatasetByFileKey,
  insertDataset,
  reserveTableName,
  updateDataset,
} from './dataset.repository.ts'
import { originalKey } from './object-keys.ts'
import { tableNameOf } from './table-name.ts'
import { filesOf, type VersionMaker, type VersionOwner } from './version-maker.ts'

/** A workbook with more tables than that is a report; the others can be added one by one. */
const MOST_AUTOMATIC = 50
const LONGEST_NAME = 200

/** Tables of a file that become datasets by themselves: visible, not empty, beside the one that was read. */
export function automaticParts(reading: Reading): string[] {
  // In a text the lines behind the table may also be damage: they are offered, not made.
  if (reading.format === 'csv' && reading.compression !== 'zip') return []
  const others = (reading.tables ?? []).filter(
    ({ name, hidden, rows }) => !hidden && rows !== 0 && name !== reading.part,
  )
  return others.slice(0, MOST_AUTOMATIC - 1).map(({ name }) => name)
}

/** One key for each table of a file: making the same part twice finds the first. */
function partKey(fileKey: string, part: string): string {
  return `${fileKey}/table-${createHash('sha256').update(part).digest('hex').slice(0, 16)}`
}

function clean(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}

/**
 * A dataset of another table of the same file. One that exists already is returned.
 *
 * @param from a dataset of the file, with the version whose originals are read.
 * @param options.bringBack one that somebody deleted comes back; else it stays deleted.
 */
export async function makePart(
  tx: Transaction,
  owner: VersionOwner,
  maker: VersionMaker,
  from: DatasetWithVersion,
  part: string,
  options: { readonly bringBack: boolean },
): Promise<DatasetWithVersion> {
  const { organizationId, userId } = owner
  const { dataset, version } = from
  const [base = dataset.fileKey] = dataset.fileKey.split('/table-')
  const fileKey = partKey(base, part)
  const present = await findDatasetByFileKey(tx, organizationId, fileKey)
  if (present) {
    const wanted = options.bringBack && present.dataset.deletedAt !== null
    return wanted ? bringBack(tx, organizationId, present) : present
  }
  const label = clean(part)
  const name = `${dataset.name.slice(0, LONGEST_NAME - Math.min(label.length, 100) - 3)} · ${label}`.slice(
    0,
    LONGEST_NAME,
  )
  const tableName = await reserveTableName(tx, organizationId, tableNameOf(`${dataset.name.slice(0, 24)} ${label}`))
  const [id, versionId] = [randomUUID(), randomUUID()]
  const { filename, fileGroup } = dataset
  const row = { id, organizationId, name, tableName, filename, fileKey, versionId, fileGroup, part: label }
  const inserted = await insertDataset(tx, { ...row, createdBy: userId })
  if (!inserted) {
    const winner = await findDatasetByFileKey(tx, organizationId, fileKey)
    if (winner) return winner
    throw new Error('a table of this file was made by somebody else and cannot be seen')
  }
  const { contentHash, bytes } = version
  const draft = { id: versionId, number: 1, origin: 'upload' as const, files: filesOf(from), contentHash, bytes }
  return maker.make(tx, owner, id, { ...draft, override: { sheet: part } })
}

async function bringBack(
  tx: Transaction,
  organizationId: string,
  { dataset, version }: DatasetWithVersion,
): Promise<DatasetWithVersion> {
  const tableName = await reserveTableName(tx, organizationId, dataset.tableName)
  await updateDataset(tx, dataset.id, { deletedAt: null, tableName })
  return { dataset: { ...dataset, deletedAt: null, tableName }, version }
}

/** The uploaded files of a version as the reader takes them. */
export async function originalsOf(
  storage: Storage,
  found: DatasetWithVersion,
): Promise<InputFile & { readonly more: readonly InputFile[] }> {
  const { organizationId } = found.version
  const files = await Promise.all(
    filesOf(found).map(async ({ filename, content_hash: hash }) => ({
      path: await storage.localPath(originalKey(organizationId, hash)),
      filename,
    })),
  )
  const [first, ...more] = files
  if (first === undefined) throw new Error('a version needs a file')
  return { ...first, more }
}
