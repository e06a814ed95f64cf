import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { freePort } from '../../../../test-support/free-port.ts'
import { type App, createApp } from '../../http/app.ts'
import { describeStorage } from '../storage.test-kit.ts'
import { registerStorageRoutes } from './local-storage.routes.ts'
import { LocalStorage } from './local-storage.ts'
import { UploadSigner } from './upload-signature.ts'

describeStorage('local folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'dp-storage-'))
  const logger = pino({ level: 'silent' })
  const app = await createApp({ logger, publicUrl: 'http://localhost', authenticate: async () => null })
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${String(port)}`
  const open = async (): Promise<LocalStorage> => {
    const storage = new LocalStorage({ root, publicUrl, signer: new UploadSigner('a key') })
    await storage.prepare({ exclusive: true })
    return storage
  }
  const storage = await open()
  await app.register(async (scope: App) => registerStorageRoutes(scope, storage), { prefix: '/api/v1' })
  await app.listen({ host: '127.0.0.1', port })
  return {
    storage,
    reopen: open,
    async close() {
      await app.close()
      await rm(root, { recursive: true, force: true })
    },
  }
})
