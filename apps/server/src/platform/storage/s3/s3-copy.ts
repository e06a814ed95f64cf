import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { createReadStream } from 'node:fs'
import type { S3Connection } from './s3-connection.ts'

export interface TransferSizes {
  /** Larger objects go in pieces: S3 copies and takes at most 5 GB in one call. */
  readonly single: number
  readonly piece: number
}

const GIBIBYTE = 1024 ** 3
/** 10,000 pieces at most: 1 GiB lets 10 TB through. */
export const TRANSFER_SIZES: TransferSizes = { single: 4 * GIBIBYTE, piece: GIBIBYTE }

/** A copy inside the bucket of exactly the state that `etag` names. @throws what the store says. */
export async function copyObject(
  { client, bucket }: S3Connection,
  from: { readonly key: string; readonly etag: string; readonly bytes: number },
  to: string,
  sizes: TransferSizes,
): Promise<void> {
  const source = { Bucket: bucket, CopySource: encodeURI(`${bucket}/${from.key}`), CopySourceIfMatch: from.etag }
  if (from.bytes <= sizes.single) {
    await client.send(new CopyObjectCommand({ ...source, Key: to }))
    return
  }
  await inPieces({ client, bucket }, to, from.bytes, sizes.piece, async (upload, start, end) => {
    const range = `bytes=${String(start)}-${String(end)}`
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({ ...source, ...upload, CopySourceRange: range }),
    )
    return CopyPartResult?.ETag
  })
}

/** Sends a file of this machine in pieces. */
export async function putLargeFile(
  { client, bucket }: S3Connection,
  path: string,
  bytes: number,
  to: string,
  sizes: TransferSizes,
): Promise<void> {
  await inPieces({ client, bucket }, to, bytes, sizes.piece, async (upload, start, end) => {
    const Body = createReadStream(path, { start, end })
    const { ETag } = await client.send(new UploadPartCommand({ ...upload, Body, ContentLength: end - start + 1 }))
    return ETag
  })
}

interface PieceTarget {
  readonly Bucket: string
  readonly Key: string
  readonly UploadId: string | undefined
  readonly PartNumber: number
}

async function inPieces(
  { client, bucket }: Pick<S3Connection, 'client' | 'bucket'>,
  to: string,
  bytes: number,
  piece: number,
  send: (target: PieceTarget, start: number, end: number) => Promise<string | undefined>,
): Promise<void> {
  const target = { Bucket: bucket, Key: to }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target))
  try {
    const Parts: CompletedPart[] = []
    for (let start = 0; start < bytes; start += piece) {
      const PartNumber = Parts.length + 1
      const end = Math.min(bytes, start + piece) - 1
      Parts.push({ PartNumber, ETag: await send({ ...target, UploadId, PartNumber }, start, end) })
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined)
    throw error
  }
}
