import { S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import type { ObjectStoreConfig } from '../../config.object-store.ts'
import { AppError } from '../../errors.ts'

const CONNECT_TIMEOUT_MS = 5_000
/** Without a byte in either direction. */
const SILENCE_MS = 60_000

/** A bucket, and who speaks to it. */
export interface S3Connection {
  readonly client: S3Client
  /** Signs URLs for browsers, which may know the store by another address. Never connects. */
  readonly signing: S3Client
  readonly bucket: string
}

export function connectS3(store: ObjectStoreConfig): S3Connection {
  const make = (endpoint: string | undefined): S3Client =>
    new S3Client({
      ...(endpoint === undefined ? {} : { endpoint }),
      region: store.region,
      forcePathStyle: store.pathStyle,
      credentials: { accessKeyId: store.accessKeyId, secretAccessKey: store.secretAccessKey },
      // Several stores refuse the SDK's own checksums; those that matter are set by hand.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_MS },
      maxAttempts: 3,
    })
  const client = make(store.endpoint)
  const signing = store.publicEndpoint === undefined ? client : make(store.publicEndpoint)
  return { client, signing, bucket: store.bucket }
}

/** True when the store says that the object, upload or version asked for is not there. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404
}

/** True when the object is no longer the one that was meant (If-Match, If-None-Match). */
export function isPreconditionFailed(error: unknown): boolean {
  return statusOf(error) === 412
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
}

/** For `catch`: null where the store has nothing; everything else as `storeFailed`. */
export function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw storeFailed(error)
}

/**
 * What may be told of the store's error: its code. The error itself carries signatures and key ids, so neither log nor
 * answer may see it.
 */
export function storeFailed(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error ? error.name : 'unknown'
  return new AppError('storage_unavailable', 503, {
    detail: 'The object store refused or did not answer.',
    expected: 'the same call a little later',
    data: { store_code: code, store_status: statusOf(error) ?? null },
  })
}
