import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

const load = (env: Record<string, string>) => loadConfig(env, '/nonexistent')
function problemsOf(env: Record<string, string>) {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable)
    throw error
  }
  return []
}

const R2 = {
  CLOUDFLARE_R2_ENDPOINT_URL: 'https://account.r2.cloudflarestorage.com',
  CLOUDFLARE_R2_BUCKET_NAME: 'files',
  CLOUDFLARE_R2_ACCESS_KEY_ID: 'key',
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: 'secret',
}
const S3 = { S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }

describe('the object store', () => {
  it('is the local folder where nothing is said', () => {
    expect(load({}).objectStore).toBeUndefined()
  })

  it('is R2 under the names of the documents, with the one region that R2 has', () => {
    expect(load(R2).objectStore).toMatchObject({ region: 'auto', pathStyle: true, bucket: 'files' })
  })

  it('is AWS without an endpoint, and any other store with one', () => {
    expect(load(S3).objectStore).toMatchObject({ endpoint: undefined, region: 'us-east-1', pathStyle: false })
    const minio = { ...S3, S3_ENDPOINT_URL: 'http://minio:9000', S3_PUBLIC_ENDPOINT_URL: 'https://files.example.org' }
    expect(load(minio).objectStore).toMatchObject({
      endpoint: 'http://minio:9000',
      publicEndpoint: 'https://files.example.org',
      pathStyle: true,
    })
    expect(load({ ...minio, S3_FORCE_PATH_STYLE: 'false', S3_REGION: 'sa-east-1' }).objectStore).toMatchObject({
      region: 'sa-east-1',
      pathStyle: false,
    })
  })

  it('is one, and whole', () => {
    expect(problemsOf({ ...R2, ...S3 })).toEqual(['S3_BUCKET'])
    expect(problemsOf({ S3_BUCKET: 'files' })).toEqual(['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])
    expect(problemsOf({ S3_ENDPOINT_URL: 'https://files.example.org' })).toEqual([
      'S3_BUCKET',
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
    ])
  })
})

describe('limits on files', () => {
  it('have a quota that zero takes away', () => {
    expect(load({}).limits.quotaBytes).toBe(100 * 1024 ** 3)
    expect(load({ DATAPILOT_QUOTA_BYTES: '5GiB' }).limits.quotaBytes).toBe(5 * 1024 ** 3)
    expect(load({ DATAPILOT_QUOTA_BYTES: '0' }).limits.quotaBytes).toBeNull()
  })
})

describe('DATAPILOT_TRUST_PROXY', () => {
  it('takes addresses, networks and their names', () => {
    const list = 'loopback, 10.0.0.0/8,192.168.1.1, fd00::/8'
    expect(load({ DATAPILOT_TRUST_PROXY: list }).trustProxy).toEqual([
      'loopback',
      '10.0.0.0/8',
      '192.168.1.1',
      'fd00::/8',
    ])
    expect(load({}).trustProxy).toBeUndefined()
  })

  it.each(['true', '*', '0.0.0.0/0', '10.0.0.0/33', '::/0', 'proxy.example.org', '10.0.0.1,', '10.0.0.1/8/8'])(
    'refuses %s',
    (value) => {
      expect(problemsOf({ DATAPILOT_TRUST_PROXY: value })).toEqual(['DATAPILOT_TRUST_PROXY'])
    },
  )
})
