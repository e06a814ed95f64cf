import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { sha256Of } from '../file-hash.ts'
import { organizationPrefix, removalMarker, requireObjectKey } from '../object-key.ts'
import type { SignedPut } from '../part-storage.ts'
import { objectChanged, objectExists, objectMissing } from '../storage.errors.ts'
import type { HashedObject, ListedObject, PutLimits, Storage, StorageState, StoredObject } from '../storage.ts'
import type { CachedFile, CachedState, ObjectCache } from './object-cache.ts'
import { isMissing, isPreconditionFailed, nullIfMissing, type S3Connection, storeFailed } from './s3-connection.ts'
import { copyObject, putLargeFile, TRANSFER_SIZES, type TransferSizes } from './s3-copy.ts'
import { S3Parts } from './s3-parts.ts'

/** Keys that end in a SHA-256 name their content. */
const NAMES_CONTENT = /\/([0-9a-f]{64})$/
const REMOVALS_AT_ONCE = 16

export interface S3StorageOptions {
  readonly connection: S3Connection
  readonly cache: ObjectCache
  /** Origin of the signed URLs. */
  readonly uploadOrigin: string
  /** Tests make them small. */
  readonly sizes?: TransferSizes
}

/** The origin of the URLs that this store gets signed. */
export async function uploadOriginOf({ signing, bucket }: S3Connection): Promise<string> {
  return new URL(await getSignedUrl(signing, new PutObjectCommand({ Bucket: bucket, Key: 'any' }))).origin
}

/** Objects in an S3-compatible store; what this machine reads comes through a bounded cache of read-only copies. */
export class S3Storage implements Storage {
  readonly kind = 's3'
  readonly uploadOrigin: string
  readonly parts: S3Parts
  readonly #connection: S3Connection
  readonly #cache: ObjectCache
  readonly #sizes: TransferSizes

  constructor({ connection, cache, uploadOrigin, sizes = TRANSFER_SIZES }: S3StorageOptions) {
    this.uploadOrigin = uploadOrigin
    this.#connection = connection
    this.#cache = cache
    this.#sizes = sizes
    this.parts = new S3Parts(connection, {
      head: (key) => this.head(key),
      localPath: (key) => this.localPath(key),
      remove: (key) => this.remove(key),
    })
  }

  /** S3 can hold a PUT to an exact size and to no other limit: without one, whoever takes the object over measures it. */
  async signUpload(key: string, { exactBytes, expiresInSeconds }: PutLimits): Promise<SignedPut> {
    const { signing } = this.#connection
    const size = exactBytes === undefined ? {} : { ContentLength: exactBytes }
    const command = new PutObjectCommand({ ...this.#at(key), ...size })
    const url = await getSignedUrl(signing, command, {
      expiresIn: expiresInSeconds,
      signableHeaders: new Set(['host', ...(exactBytes === undefined ? [] : ['content-length'])]),
    })
    return { url, headers: {}, expiresAt: new Date(Date.now() + expiresInSeconds * 1000) }
  }

  async head(key: string): Promise<StoredObject | null> {
    const state = await this.#state(key)
    if (state === null) return null
    const copy = await this.#cache.find(state)
    return { key, bytes: state.bytes, sha256: copy?.sha256 ?? null }
  }

  /** Reads the object into the cache, where the reader of the file will need it next. */
  async hash(key: string): Promise<HashedObject | null> {
    const state = await this.#state(key)
    if (state === null) return null
    const { sha256 } = await this.#copyOf(state)
    return { key, bytes: state.bytes, sha256 }
  }

  async move(from: string, to: string, sha256: string): Promise<void> {
    const state = await this.#state(from)
    if (state === null) throw objectMissing(from)
    const copy = await this.#copyOf(state)
    if (copy.sha256 !== sha256) throw objectChanged(from)
    if ((await this.#state(to)) !== null) throw objectExists()
    // Only the state whose bytes were hashed: a PUT in between makes another one.
    await copyObject(this.#connection, state, requireObjectKey(to), this.#sizes).catch((error: unknown) => {
      if (isPreconditionFailed(error)) throw objectChanged(from)
      throw isMissing(error) ? objectMissing(from) : storeFailed(error)
    })
    const moved = await this.#state(to)
    if (moved?.bytes !== state.bytes) throw objectChanged(from)
    await this.#cache.adopt(moved, copy)
    await this.remove(from)
  }

  async remove(key: string): Promise<void> {
    await this.#connection.client.send(new DeleteObjectCommand(this.#at(key))).catch(nullIfMissing)
  }

  /** Can be called again after it was cut off. */
  async removeOrganization(organizationId: string): Promise<void> {
    const prefix = `${organizationPrefix(organizationId)}/`
    const marker = removalMarker(organizationId)
    // First and last: what a crash leaves is known for what it is.
    await this.#connection.client.send(new PutObjectCommand({ ...this.#at(marker), Body: organizationId })).catch(fail)
    for await (const upload of this.parts.listOpen()) {
      if (upload.key.startsWith(prefix)) await this.parts.abort(upload)
    }
    const batch: Promise<void>[] = []
    for await (const { key } of this.#list(prefix)) {
      if (key !== marker) batch.push(this.remove(key))
      if (batch.length >= REMOVALS_AT_ONCE) await Promise.all(batch.splice(0))
    }
    await Promise.all(batch)
    await this.remove(marker)
  }

  list(): AsyncIterable<ListedObject> {
    return this.#list('org_id=')
  }

  async *#list(prefix: string): AsyncIterable<ListedObject> {
    const { client, bucket } = this.#connection
    for (let token: string | undefined, more = true; more;) {
      const request = { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) }
      const page = await client.send(new ListObjectsV2Command(request)).catch(fail)
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (Key !== undefined && Size !== undefined && LastModified !== undefined)
          yield { key: Key, bytes: Size, modifiedAt: LastModified }
      }
      token = page.NextContinuationToken
      more = page.IsTruncated === true && token !== undefined
    }
  }

  async read(key: string): Promise<Readable> {
    return createReadStream(await this.localPath(key))
  }

  async putFile(key: string, path: string): Promise<StoredObject> {
    requireObjectKey(key)
    const { size } = await stat(path)
    const sha256 = await sha256Of(createReadStream(path))
    if (size > this.#sizes.single) {
      await putLargeFile(this.#connection, path, size, key, this.#sizes).catch(fail)
    } else {
      const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64')
      const Body = createReadStream(path)
      const command = new PutObjectCommand({ ...this.#at(key), Body, ContentLength: size, ChecksumSHA256 })
      await this.#connection.client.send(command).catch(fail)
    }
    const state = await this.#state(key)
    if (state?.bytes !== size) throw objectChanged(key)
    await this.#cache.adopt(state, { path, sha256 })
    return { key, bytes: size, sha256 }
  }

  async localPath(key: string): Promise<string> {
    const state = await this.#state(key)
    if (state === null) throw objectMissing(key)
    const { path, sha256 } = await this.#copyOf(state)
    const named = NAMES_CONTENT.exec(key)?.[1]
    if (named === undefined || named === sha256) return path
    await this.#cache.forget(state)
    throw objectChanged(key)
  }

  async check(): Promise<StorageState> {
    const { client, bucket } = this.#connection
    await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'org_id=', MaxKeys: 1 })).catch(fail)
    return { freeBytes: null }
  }

  async #state(key: string): Promise<CachedState | null> {
    const found = await this.#connection.client.send(new HeadObjectCommand(this.#at(key))).catch(nullIfMissing)
    if (found === null) return null
    return { key, etag: found.ETag ?? '', bytes: found.ContentLength ?? 0 }
  }

  #copyOf(state: CachedState): Promise<CachedFile> {
    return this.#cache.get(state, async () => {
      const command = new GetObjectCommand({ ...this.#at(state.key), IfMatch: state.etag })
      const { Body } = await this.#connection.client.send(command).catch((error: unknown) => {
        if (isPreconditionFailed(error)) throw objectChanged(state.key)
        throw isMissing(error) ? objectMissing(state.key) : storeFailed(error)
      })
      if (Body === undefined) throw objectMissing(state.key)
      return Body as Readable
    })
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#connection.bucket, Key: requireObjectKey(key) }
  }
}

function fail(error: unknown): never {
  throw storeFailed(error)
}
