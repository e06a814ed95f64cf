import { expect, it } from 'vitest'
import { storageHealth } from './storage-health.ts'

const GIBIBYTE = 1024 ** 3

it.each([
  ['local', 10 * GIBIBYTE, { status: 'ok', detail: 'local, 10.0 GiB free' }],
  ['local', GIBIBYTE, { status: 'degraded', detail: 'local, 1.0 GiB free' }],
  ['s3', null, { status: 'ok', detail: 's3, bucket reachable' }],
] as const)('says of %s with %s bytes free what it is', async (kind, freeBytes, expected) => {
  expect(await storageHealth({ kind, check: async () => ({ freeBytes }) })).toMatchObject(expected)
})

it('repeats nothing of an error', async () => {
  const health = await storageHealth({ kind: 's3', check: () => Promise.reject(new Error('secret at host')) })
  expect(health).toMatchObject({ status: 'failed', detail: 's3, does not answer' })
})
