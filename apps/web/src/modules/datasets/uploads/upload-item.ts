import type { Dataset, Problem, Upload } from '@datapilot/contracts'
import { receivedBytes } from './send-parts.ts'

/**
 * waiting: in line · sending · paused: by the person · interrupted: known to the server from before this page was
 * opened, its file must be chosen again · joining: there, waits for the other files of its table · creating: the server
 * makes the dataset of it.
 */
export type UploadState =
  'waiting' | 'sending' | 'paused' | 'interrupted' | 'joining' | 'creating' | 'done' | 'failed' | 'cancelled'

/** What the file becomes: a dataset of its own, a part of one made of several files, or the next version of one. */
export type UploadTarget =
  { kind: 'dataset' } | { kind: 'part'; group: number; name: string } | { kind: 'version'; datasetId: string }

/** One file on its way to the server, as the tray shows it. */
export interface UploadItem {
  id: number
  name: string
  bytes: number
  sent: number
  state: UploadState
  bytesPerSecond: number | null
  problem: Problem | null
  dataset: Dataset | null
  target: UploadTarget
  fingerprint: string | null
  /** The server's own record of a file that is sent in parts: with it the file can be paused and resumed. */
  uploadId: string | null
  /** Set once all bytes are there. */
  fileKey: string | null
}

/** Up to here a file goes in one piece: sending it again takes no longer than asking what is missing. */
export const ONE_PIECE_BYTES = 8 * 1024 * 1024

export const inParts = ({ bytes, uploadId }: UploadItem): boolean => uploadId !== null || bytes > ONE_PIECE_BYTES

/** States in which the page still has something to do for a file. */
export const isActive = ({ state }: UploadItem): boolean =>
  state === 'waiting' || state === 'sending' || state === 'joining' || state === 'creating'

export function newItem(
  id: number,
  file: Pick<File, 'name' | 'size'>,
  fingerprint: string,
  target: UploadTarget,
): UploadItem {
  return {
    id,
    name: file.name,
    bytes: file.size,
    sent: 0,
    state: 'waiting',
    bytesPerSecond: null,
    problem: null,
    dataset: null,
    target,
    fingerprint,
    uploadId: null,
    fileKey: null,
  }
}

/** An upload that the server remembers and this page has no file for. */
export function interruptedItem(id: number, upload: Upload): UploadItem {
  return {
    ...newItem(id, { name: upload.filename, size: upload.bytes }, upload.fingerprint ?? '', { kind: 'dataset' }),
    fingerprint: upload.fingerprint,
    state: 'interrupted',
    sent: receivedBytes(upload),
    uploadId: upload.upload_id,
    fileKey: upload.status === 'received' ? upload.file_key : null,
  }
}
