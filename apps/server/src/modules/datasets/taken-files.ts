import { createHash } from 'node:crypto'
import type { DatasetFile } from '@datapilot/contracts'
import type { TakenUpload } from './upload-intake.ts'

/** Uploaded files as the content of one version. */
export interface VersionContent {
  readonly files: DatasetFile[]
  /** SHA-256 of the file; of several, of their hashes in order, one per line. */
  readonly contentHash: string
  readonly bytes: number
}

export function contentOfVersion(taken: readonly TakenUpload[]): VersionContent {
  const files = taken.map(({ upload, bytes, contentHash }) => ({
    filename: upload.filename,
    bytes,
    content_hash: contentHash,
  }))
  const [only] = files
  const hashes = files.map(({ content_hash: hash }) => hash)
  return {
    files,
    contentHash:
      only !== undefined && files.length === 1
        ? only.content_hash
        : createHash('sha256').update(hashes.join('\n')).digest('hex'),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  }
}
