import { createReadStream } from 'node:fs'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type Part,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { sha256Of } from '../file-hash.ts'
import { requireObjectKey } from '../object-key.ts'
import { partsMissing, requireAllParts, uploadCorrupt } from '../part.errors.ts'
import {
  bytesOfPart,
  CHECKSUM_HEADER,
  type PartGrant,
  type PartLayout,
  type PartStorage,
  type PartUpload,
  type SignedPut,
  type StoredPart,
} from '../part-storage.ts'
import type { StoredObject } from '../storage.ts'
import { isMissing, nullIfMissing, type S3Connection, storeFailed } from './s3-connection.ts'

export interface S3PartsOptions {
  readonly head: (key: string) => Promise<StoredObject | null>
  /** A local copy, for checks that the store does not make. */
  readonly localPath: (key: string) => Promise<string>
  readonly remove: (key: string) => Promise<void>
}

/** Uploads in parts in an S3-compatible store: its own multipart uploads, with SHA-256 per part. */
export class S3Parts implements PartStorage {
  readonly #connection: S3Connection
  readonly #options: S3PartsOptions

  constructor(connection: S3Connection, options: S3PartsOptions) {
    this.#connection = connection
    this.#options = options
  }

  async begin(key: string): Promise<PartUpload> {
    const { client, bucket } = this.#connection
    const command = new CreateMultipartUploadCommand({
      Bucket: bucket,
      Key: requireObjectKey(key),
      ChecksumAlgorithm: 'SHA256',
    })
    const { UploadId } = await client.send(command).catch(fail)
    if (UploadId === undefined) throw storeFailed(new Error('NoUploadId'))
    return { key, storeUploadId: UploadId }
  }

  async sign(
    { key, storeUploadId }: PartUpload,
    layout: PartLayout,
    { number, sha256 }: PartGrant,
    expiresInSeconds: number,
  ): Promise<SignedPut> {
    const { signing, bucket } = this.#connection
    const checksum = Buffer.from(sha256, 'hex').toString('base64')
    const command = new UploadPartCommand({
      Bucket: bucket,
      Key: requireObjectKey(key),
      UploadId: storeUploadId,
      PartNumber: number,
      ContentLength: bytesOfPart(layout, number),
      ChecksumSHA256: checksum,
    })
    const signedHeaders = new Set(['content-length', CHECKSUM_HEADER])
    const url = await getSignedUrl(signing, command, {
      expiresIn: expiresInSeconds,
      signableHeaders: new Set(['host', ...signedHeaders]),
      // In the query a store would take it for part of the address and check nothing.
      unhoistableHeaders: signedHeaders,
    })
    return {
      url,
      headers: { [CHECKSUM_HEADER]: checksum },
      expiresAt: new Date(Date.now() + expiresInSeconds * 1000),
    }
  }

  async list(upload: PartUpload): Promise<readonly StoredPart[] | null> {
    const parts = await this.#parts(upload)
    return parts?.map(storedPart) ?? null
  }

  async #parts({ key, storeUploadId }: PartUpload): Promise<Part[] | null> {
    const { client, bucket } = this.#connection
    const request = { Bucket: bucket, Key: requireObjectKey(key), UploadId: storeUploadId }
    const parts: Part[] = []
    for (let marker: string | undefined; ;) {
      const command = new ListPartsCommand({
        ...request,
        ...(marker === undefined ? {} : { PartNumberMarker: marker }),
      })
      const page = await client.send(command).catch(nullIfMissing)
      if (page === null) return null
      parts.push(...(page.Parts ?? []))
      marker = page.NextPartNumberMarker
      if (page.IsTruncated !== true || marker === undefined) return parts
    }
  }

  async complete(
    upload: PartUpload,
    layout: PartLayout,
    hashes: Readonly<Record<string, string>>,
  ): Promise<StoredObject> {
    const parts = await this.#parts(upload)
    if (parts !== null) {
      requireAllParts(upload.key, layout, parts.map(storedPart))
      await this.#join(upload, parts)
    }
    const made = await this.#options.head(upload.key)
    if (made === null) throw partsMissing(upload.key)
    // Without the list of parts (an earlier call was cut off) nobody knows what the store has checked.
    const checked = parts?.every(({ ChecksumSHA256 }) => ChecksumSHA256 !== undefined) ?? false
    if (!checked) await this.#verify(upload.key, layout, hashes)
    return made
  }

  async #join({ key, storeUploadId }: PartUpload, parts: readonly Part[]): Promise<void> {
    const { client, bucket } = this.#connection
    const Parts = parts.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({
      PartNumber,
      ETag,
      ...(ChecksumSHA256 === undefined ? {} : { ChecksumSHA256 }),
    }))
    const request = { Bucket: bucket, Key: key, UploadId: storeUploadId, MultipartUpload: { Parts } }
    await client.send(new CompleteMultipartUploadCommand(request)).catch((error: unknown) => {
      // Somebody else completed it in this moment; the object says whether it is there.
      if (!isMissing(error)) throw storeFailed(error)
    })
  }

  async #verify(key: string, layout: PartLayout, hashes: Readonly<Record<string, string>>): Promise<void> {
    const path = await this.#options.localPath(key)
    const wrong: number[] = []
    for (const [number, sha256] of Object.entries(hashes)) {
      const start = (Number(number) - 1) * layout.partBytes
      const end = start + bytesOfPart(layout, Number(number)) - 1
      if ((await sha256Of(createReadStream(path, { start, end }))) !== sha256) wrong.push(Number(number))
    }
    if (wrong.length === 0) return
    await this.#options.remove(key)
    throw uploadCorrupt(key, wrong)
  }

  async abort({ key, storeUploadId }: PartUpload): Promise<void> {
    const { client, bucket } = this.#connection
    const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: storeUploadId })
    await client.send(command).catch(nullIfMissing)
  }

  async *listOpen(): AsyncIterable<PartUpload & { readonly startedAt: Date }> {
    const { client, bucket } = this.#connection
    for (let marker: { KeyMarker?: string; UploadIdMarker?: string } | null = {}; marker !== null;) {
      const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
        Bucket: bucket,
        Prefix: 'org_id=',
        ...marker,
      })
      const page = await client.send(command).catch(fail)
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Key === undefined || UploadId === undefined || Initiated === undefined) continue
        yield { key: Key, storeUploadId: UploadId, startedAt: Initiated }
      }
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
      const more = page.IsTruncated === true && KeyMarker !== undefined && UploadIdMarker !== undefined
      marker = more ? { KeyMarker, UploadIdMarker } : null
    }
  }
}

function storedPart({ PartNumber = 0, Size = 0, ChecksumSHA256 }: Part): StoredPart {
  const sha256 = ChecksumSHA256 === undefined ? null : Buffer.from(ChecksumSHA256, 'base64').toString('hex')
  return { number: PartNumber, bytes: Size, sha256 }
}

function fail(error: unknown): never {
  throw storeFailed(error)
}
