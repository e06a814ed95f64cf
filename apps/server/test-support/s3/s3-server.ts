import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ObjectStoreConfig } from '../../src/platform/config.object-store.ts'
import { freePort } from '../free-port.ts'
import { findVersitygw } from './versitygw.ts'

const START_TIMEOUT_MS = 20_000
const BUCKET = 'files'

/** A real S3-compatible server on the loopback, with one empty bucket. */
export interface TestStore {
  readonly config: ObjectStoreConfig
  /** The same as environment variables. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Starts one; null after printing why there can be none on this machine. */
export async function startTestStore(): Promise<TestStore | null> {
  const found = await findVersitygw()
  if ('reason' in found) {
    console.warn(`No test against an S3-compatible server: ${found.reason}.`)
    return null
  }
  const folder = await mkdtemp(join(tmpdir(), 'dp-s3-'))
  const [root, sidecar] = [join(folder, 'root'), join(folder, 'sidecar')]
  // The server keeps buckets as folders.
  await mkdir(join(root, BUCKET), { recursive: true })
  await mkdir(sidecar)
  const address = `127.0.0.1:${String(await freePort())}`
  const keys = { accessKeyId: 'test-access', secretAccessKey: 'test-secret-of-the-store' }
  const credentials = ['--access', keys.accessKeyId, '--secret', keys.secretAccessKey]
  const child = spawn(found.path, ['--port', address, ...credentials, '--quiet', 'posix', '--sidecar', sidecar, root], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const endpoint = `http://${address}`
  await untilReady(child, endpoint)
  const config = {
    endpoint,
    publicEndpoint: undefined,
    region: 'us-east-1',
    bucket: BUCKET,
    pathStyle: true,
    ...keys,
  }
  return {
    config,
    env: {
      S3_ENDPOINT_URL: endpoint,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: keys.accessKeyId,
      S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    async close() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(child: ChildProcess, endpoint: string): Promise<void> {
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const end = Date.now() + START_TIMEOUT_MS
  while (Date.now() < end) {
    if (child.exitCode !== null) break
    if (await fetch(endpoint).catch(() => null)) return
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`the S3-compatible server did not start: ${errors.slice(-2000)}`)
}
