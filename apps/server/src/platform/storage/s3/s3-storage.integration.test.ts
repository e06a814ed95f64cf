import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStore } from '../../../../test-support/s3/s3-server.ts'
import { describeStorage } from '../storage.test-kit.ts'
import { ObjectCache } from './object-cache.ts'
import { connectS3 } from './s3-connection.ts'
import { S3Storage, uploadOriginOf } from './s3-storage.ts'

describeStorage('S3-compatible store', async () => {
  const store = await startTestStore()
  if (store === null) return null
  const home = await mkdtemp(join(tmpdir(), 'dp-cache-'))
  const open = async (): Promise<S3Storage> => {
    const cache = new ObjectCache(join(home, 'objects'), 1024 ** 3)
    await cache.prepare({ exclusive: true })
    const connection = connectS3(store.config)
    return new S3Storage({ connection, cache, uploadOrigin: await uploadOriginOf(connection) })
  }
  return {
    storage: await open(),
    reopen: open,
    async close() {
      await store.close()
      await rm(home, { recursive: true, force: true })
    },
  }
})
