import type { Upload } from '@datapilot/contracts'
import { ApiError } from '../../../platform/client/problem.ts'
import { putBytes } from './put-file.ts'
import { sendParts, type PartTools } from './send-parts.ts'
import { inParts, type UploadItem } from './upload-item.ts'

export interface UploadServer {
  presign: (filename: string, bytes: number) => Promise<{ upload_url: string; file_key: string }>
  start: (body: { filename: string; bytes: number; fingerprint: string | null }) => Promise<Upload>
  get: (uploadId: string) => Promise<Upload>
  complete: (uploadId: string) => Promise<Upload>
}

/** A part that was acknowledged and lost on the server's side shows when the upload is completed: it is sent again. */
const ROUNDS = 3

/**
 * Brings all bytes of a file to the server: in one piece, or in parts from where an earlier try stopped.
 * @returns the `file_key` to make a dataset of
 * @throws {ApiError} what the server refused; an AbortError after `signal`
 */
export async function bringFile(
  item: UploadItem,
  file: File,
  server: UploadServer,
  tools: PartTools,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  if (!inParts(item)) {
    const signed = await server.presign(file.name, file.size)
    await tools.slot(() => putBytes({ url: signed.upload_url, headers: {} }, file, onProgress, signal))
    return signed.file_key
  }
  const body = { filename: file.name, bytes: file.size, fingerprint: item.fingerprint }
  let upload = await (item.uploadId === null ? server.start(body) : server.get(item.uploadId))
  item.uploadId = upload.upload_id
  for (let round = 1; upload.status === 'open'; round++) {
    signal.throwIfAborted()
    await sendParts(upload, file, tools, onProgress, signal)
    try {
      upload = await server.complete(upload.upload_id)
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'upload_incomplete') || round === ROUNDS) throw error
      upload = await server.get(upload.upload_id)
    }
  }
  return upload.file_key
}
