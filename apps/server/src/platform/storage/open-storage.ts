import { join } from 'node:path'
import type { Config } from '../config.ts'
import { LocalStorage } from './local/local-storage.ts'
import { UploadSigner } from './local/upload-signature.ts'
import { ObjectCache } from './s3/object-cache.ts'
import { connectS3 } from './s3/s3-connection.ts'
import { S3Storage, uploadOriginOf } from './s3/s3-storage.ts'

/** The storage that the configuration names. `exclusive`: no other process works in this data folder. */
export async function openStorage(
  config: Pick<Config, 'home' | 'publicUrl' | 'objectStore' | 'limits'>,
  encryptionKey: string,
  { exclusive }: { exclusive: boolean },
): Promise<LocalStorage | S3Storage> {
  if (config.objectStore === undefined) {
    const signer = new UploadSigner(encryptionKey)
    const storage = new LocalStorage({ root: join(config.home, 'files'), publicUrl: config.publicUrl, signer })
    await storage.prepare({ exclusive })
    return storage
  }
  const connection = connectS3(config.objectStore)
  const cache = new ObjectCache(join(config.home, 'cache', 'objects'), config.limits.cacheBytes)
  await cache.prepare({ exclusive })
  return new S3Storage({ connection, cache, uploadOrigin: await uploadOriginOf(connection) })
}
