import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Dataset, PresignedUpload } from '@datapilot/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
let origin: string
let ana: Person

beforeAll(async () => {
  server = await createTestServer({ DATAPILOT_MAX_UPLOAD_BYTES: '20MiB' })
  origin = await server.listen()
  ana = await signUp(server.app, 'ana')
})
afterAll(() => server.close())

/** Whatever came in: the server answers, and nothing half-made lies about. */
afterEach(async () => {
  expect((await ana.call({ url: '/api/v1/health/database' })).statusCode).toBe(200)
  const { home } = server.platform.config
  const leftovers = async () => [
    ...(await readdir(join(home, 'files', '.incoming'))),
    ...(await readdir(join(home, 'scratch', 'datasets')).catch(() => [])),
  ]
  await eventually(leftovers, (files) => files.length === 0, 5000)
})

async function objects(folder: string): Promise<string[]> {
  const root = join(server.platform.config.home, 'files', `org_id=${ana.organizationId}`, folder)
  return readdir(root).catch(() => [])
}

const HEADER_5000 = Array.from({ length: 5000 }, (_, i) => `c${String(i)}`).join(',')
const ZIP = Buffer.concat([Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'), Buffer.alloc(300, 7)])
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(300, 9)])

describe('a file that is no table', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['an empty file', 'empty.csv', '', 'file_empty'],
    ['a binary renamed to .csv', 'picture.csv', PNG, 'file_binary'],
    [
      'random bytes',
      'noise.csv',
      Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 197 + (i >> 3)) % 256)),
      'file_not_text',
    ],
    ['a ZIP', 'archive.csv', ZIP, 'archive_invalid'],
    ['a header without rows', 'header.csv', 'id,name,amount\n', 'file_header_only'],
    ['5,000 columns', 'wide.csv', `${HEADER_5000}\n${HEADER_5000}\n`, 'too_many_columns'],
    ['one line of 16 MB', 'line.csv', Buffer.alloc(16 * 1024 * 1024, 0x61), 'line_too_long'],
    ['broken gzip', 'cut.csv.gz', gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 40), 'compressed_invalid'],
    ['a gzip bomb', 'bomb.csv.gz', gzipSync(Buffer.alloc(300 * 1024 * 1024, '1,2\n')), 'compressed_too_large'],
  ])(
    '%s fails with a code, keeps the original and makes no table',
    { timeout: 90_000 },
    async (_title, name, bytes, code) => {
      const { dataset, analysis } = await datasetOf(server.app, ana, name, bytes)
      expect(analysis).toMatchObject({ status: 'failed', error_code: code })
      expect(dataset).toMatchObject({ status: 'failed', rows: null, columns: null, reading: null, problem: { code } })
      expect(dataset.problem?.detail).not.toBe('')
      expect(await objects('originals')).toContain(dataset.content_hash)
      const rows = await ana.call({ url: `/api/v1/datasets/${dataset.id}/rows` })
      expect([rows.statusCode, rows.json<{ code: string }>().code]).toEqual([409, 'dataset_not_ready'])
      expect((await ana.call({ url: `/api/v1/datasets/${dataset.id}/profile` })).json()).toMatchObject({
        code: 'profile_not_ready',
      })
      expect((await ana.call({ url: `/api/v1/datasets/${dataset.id}/preview` })).statusCode).toBe(422)
      const results = await ana.call({ url: `/api/v1/analysis/results-enhanced/${analysis.analysis_id}` })
      expect([results.statusCode, results.json<{ data: object }>().data]).toMatchObject([409, { status: 'failed' }])
    },
  )
})

describe('a file with something wrong in it', () => {
  it('keeps formulas and scripts as the text they are', async () => {
    const cells = [
      '=1+1',
      '=HYPERLINK("http://evil.example","x")',
      '<script>alert(1)</script>',
      '@SUM(A1)',
      '+1',
      "'; drop table x;--",
    ]
    const csv = `id,cell\n${cells.map((cell, i) => `${String(i)},"${cell.replaceAll('"', '""')}"`).join('\n')}\n`
    const { dataset, analysis } = await datasetOf(server.app, ana, 'formulas.csv', csv)
    const rows = (await ana.call({ url: `/api/v1/datasets/${dataset.id}/rows` })).json<{ rows: unknown[][] }>()
    expect(rows.rows.map(([, cell]) => cell)).toEqual(cells)
    const report = await ana.call({ url: `/api/v1/analyses/${analysis.analysis_id}/report?language=pt` })
    expect(report.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="formulas.html"; filename*=UTF-8''formulas.html`,
      'x-content-type-options': 'nosniff',
    })
    expect(report.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect(report.body).not.toContain('<script>alert(1)')
  })

  it('survives characters that PostgreSQL cannot store', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'nul.csv', 'id,text\n1,a\u0000b\n2,plain\n3,x\n')
    const profile = await ana.call({ url: `/api/v1/datasets/${dataset.id}/profile` })
    expect(dataset.status === 'ready' ? profile.statusCode : dataset.problem?.code).toBeOneOf([
      200,
      'file_binary',
      'file_not_text',
    ])
  })
})

describe('an upload', () => {
  /** Over the network, so that the URL names the port that listens. */
  const offer = async (filename: string) => {
    const headers = { authorization: ana.authorization }
    const answer = await fetch(`${origin}/api/v1/r2/presigned-upload?filename=${encodeURIComponent(filename)}`, {
      headers,
    })
    return (await answer.json()) as PresignedUpload
  }
  const create = (file_key: unknown) => ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })

  it('with a path as file name gets the bare name; a name of which nothing is left is refused', async () => {
    const file_key = await upload(server.app, ana, '../../../etc/passwd', 'a,b\n1,2\n')
    expect(file_key).toMatch(new RegExp(`^org_id=${ana.organizationId}/uploads/[0-9a-f]{48}$`))
    expect((await create(file_key)).json()).toMatchObject({ filename: 'passwd' })
    const refused = await ana.call({ url: `/api/v1/r2/presigned-upload?filename=${encodeURIComponent('../..')}` })
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'filename_invalid'])
  })

  it('goes where the caller reached the server, never where a malformed or forwarded host points', async () => {
    const hostOf = async (headers: Record<string, string>): Promise<string> => {
      const answer = await ana.call({ url: '/api/v1/r2/presigned-upload?filename=a.csv', headers })
      return new URL(answer.json<PresignedUpload>().upload_url).host
    }
    const own = new URL(server.platform.config.publicUrl).host
    expect(await hostOf({ host: 'localhost:4321' })).toBe('localhost:4321')
    expect(await hostOf({ host: 'evil.example/x?' })).toBe(own)
    expect(await hostOf({ host: own, 'x-forwarded-host': 'evil.example' })).toBe(own)
  })

  it('that is cut in the middle leaves nothing, and can be sent again', async () => {
    const { upload_url, file_key } = await offer('cut.csv')
    const put = request(upload_url, { method: 'PUT', headers: { 'content-length': 1_000_000 } })
    put.on('error', () => undefined)
    put.write(Buffer.alloc(300_000, 0x61))
    await new Promise((resolve) => setTimeout(resolve, 100))
    put.destroy()
    await eventually(
      () => readdir(join(server.platform.config.home, 'files', '.incoming')),
      (files) => files.length === 0,
    )
    const early = await create(file_key)
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([409, 'upload_incomplete'])
    expect((await fetch(upload_url, { method: 'PUT', body: 'a,b\n1,2\n' })).status).toBe(200)
    expect((await create(file_key)).statusCode).toBe(201)
  })

  it('that is too large is refused while it arrives', async () => {
    const { upload_url, max_bytes } = await offer('large.csv')
    expect(max_bytes).toBe(20 * 1024 * 1024)
    const headers = { 'content-type': 'application/octet-stream' }
    const { pathname, search } = new URL(upload_url)
    const answer = await server.app.inject({
      method: 'PUT',
      url: pathname + search,
      payload: Buffer.alloc(max_bytes + 1),
      headers,
    })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([413, 'upload_too_large'])
  })

  it('under a changed key or signature is refused', async () => {
    const { upload_url } = await offer('a.csv')
    const elsewhere = upload_url.replace(ana.organizationId, '00000000-0000-4000-8000-000000000000')
    for (const url of [elsewhere, upload_url.replace(/max_bytes=\d+/, 'max_bytes=999999999999'), `${upload_url}x`]) {
      const answer = await fetch(url, { method: 'PUT', body: 'x' })
      expect(((await answer.json()) as { code: string }).code).toBe('upload_url_invalid')
    }
  })

  it('cannot be opened without end', async () => {
    const cleo = await signUp(server.app, 'cleo')
    await server.db.admin(
      `insert into datapilot.upload (organization_id, file_key, filename, created_by, expires_at)
       select $1, 'k' || n, 'f', $2, now() + interval '1 hour' from generate_series(1, 200) n`,
      [cleo.organizationId, cleo.userId],
    )
    const answer = await cleo.call({ url: '/api/v1/r2/presigned-upload?filename=a.csv' })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([429, 'too_many_uploads'])
    expect((await ana.call({ url: '/api/v1/r2/presigned-upload?filename=a.csv' })).statusCode).toBe(200)
  })

  it.each<[string, unknown, number, string]>([
    ['an unknown key', 'org_id=00000000-0000-4000-8000-000000000000/uploads/abc', 404, 'upload_not_found'],
    ['a path', '../../etc/passwd', 404, 'upload_not_found'],
    ['control characters', 'a\u0000b', 400, 'invalid_request'],
    ['a number', 7, 400, 'invalid_request'],
    ['nothing', undefined, 400, 'invalid_request'],
  ])('is not made of %s', async (_title, key, status, code) => {
    const answer = await create(key)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
  })
})

describe('a request', () => {
  const NOWHERE = '00000000-0000-4000-8000-000000000000'

  it.each<[string, string, object | undefined, number, string]>([
    ['GET', `/api/v1/datasets/${NOWHERE}`, undefined, 404, 'dataset_not_found'],
    ['GET', '/api/v1/datasets/not-an-id', undefined, 400, 'invalid_request'],
    ['GET', `/api/v1/datasets/${NOWHERE}/rows?limit=501`, undefined, 400, 'invalid_request'],
    ['GET', '/api/v1/datasets?limit=0', undefined, 400, 'invalid_request'],
    ['GET', `/api/v1/analysis/status-enhanced/${NOWHERE}`, undefined, 404, 'analysis_not_found'],
    ['GET', `/api/v1/analysis/results-enhanced/${NOWHERE}`, undefined, 404, 'analysis_not_found'],
    ['GET', '/api/v1/analysis/list?status=unknown', undefined, 400, 'invalid_request'],
    ['GET', '/api/v1/analysis/list?from=yesterday', undefined, 400, 'invalid_request'],
    ['DELETE', `/api/v1/analysis/${NOWHERE}`, undefined, 404, 'analysis_not_found'],
    ['POST', '/api/v1/analysis/start-enhanced', {}, 400, 'invalid_request'],
    ['POST', '/api/v1/analysis/start-enhanced', { file_key: 'x', dataset_id: NOWHERE }, 400, 'invalid_request'],
    ['POST', '/api/v1/analysis/start-enhanced', { file_key: 'x', analysis_type: 'magic' }, 400, 'invalid_request'],
    ['POST', '/api/v1/maintenance/cleanup-old-analyses?days_old=-1', undefined, 400, 'invalid_request'],
  ])('%s %s is answered with a code', async (method, url, payload, status, code) => {
    const answer = await ana.call({ method: method, url, ...(payload === undefined ? {} : { payload }) })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('with malformed JSON is refused under both names', async () => {
    for (const url of ['/api/v1/datasets', '/api/v1/analysis/start-enhanced']) {
      const headers = { 'content-type': 'application/json' }
      const answer = await ana.call({ method: 'POST', url, payload: '{"file_key": ', headers })
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, 'malformed_json'])
    }
    expect((await ana.call({ url: '/api/v1/datasets?q=nothing-like-it' })).json<{ items: Dataset[] }>().items).toEqual(
      [],
    )
  })
})
