import type { Dataset, DatasetRows, Profile, RejectedRows } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually, untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { sweepUploads } from './upload-sweep.ts'

const BRAZILIAN = Buffer.from(
  `Relatório de vendas\nGerado em 01/03/2024\n\ncódigo;cidade;valor;data\n${Array.from(
    { length: 300 },
    (_, i) =>
      `${String(i + 1).padStart(5, '0')};São Paulo;1.${String(100 + i)},50;${String((i % 28) + 1).padStart(2, '0')}/02/2024`,
  ).join('\n')}\n`,
  'latin1',
)
const PEOPLE = `name,age\n${Array.from({ length: 1200 }, (_, i) => `p${String(i).padStart(4, '0')},${i % 3 === 0 ? '' : String(i % 90)}`).join('\n')}\n`

let server: TestServer
let ana: Person
let bia: Person

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
})
afterAll(() => server.close())

async function rows(person: Person, id: string, query = ''): Promise<DatasetRows> {
  return (await person.call({ url: `/api/v1/datasets/${id}/rows?${query}` })).json<DatasetRows>()
}

describe('an uploaded file', () => {
  it('becomes a dataset with its reading, table name, hash and counts', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'Vendas São Paulo.csv', BRAZILIAN)
    expect(analysis).toMatchObject({ status: 'completed', stage: 'done', progress: 100, error_code: null })
    expect(dataset).toMatchObject({
      name: 'Vendas São Paulo',
      table_name: 'vendas_sao_paulo',
      filename: 'Vendas São Paulo.csv',
      status: 'ready',
      version: 1,
      rows: 300,
      columns: 4,
      rejected_rows: 0,
      bytes: BRAZILIAN.length,
      problem: null,
      analysis_id: analysis.analysis_id,
    })
    expect(dataset.content_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(dataset.reading?.dialect).toMatchObject({ delimiter: ';', decimal: ',', date_order: 'dmy', header_line: 4 })
  })

  it('shows its rows in pages, in the order of the file, with types beside them', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'people.csv', PEOPLE)
    const page = await rows(ana, dataset.id, 'offset=500&limit=500')
    expect(page).toMatchObject({ row_count: 1200, offset: 500, truncated: false })
    expect(page.columns).toEqual([
      { name: 'name', type: 'text' },
      { name: 'age', type: 'integer' },
    ])
    expect(page.rows.map(([name]) => name)).toEqual(
      Array.from({ length: 500 }, (_, i) => `p${String(i + 500).padStart(4, '0')}`),
    )
    expect((await rows(ana, dataset.id, 'offset=5000')).rows).toEqual([])
  })

  it('sorts with missing values last, and equal values in the order of the file across pages', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'people.csv', PEOPLE)
    const pages = await Promise.all(
      [0, 400, 800].map((offset) =>
        rows(ana, dataset.id, `sort=age&direction=desc&limit=400&offset=${String(offset)}`),
      ),
    )
    const all = pages.flatMap((page) => page.rows)
    expect(new Set(all.map(([name]) => name)).size).toBe(1200)
    const ages = all.map(([, age]) => age)
    expect(ages.slice(0, 800)).toEqual([...ages.slice(0, 800)].sort((a, b) => Number(b) - Number(a)))
    expect(ages.slice(800).every((age) => age === null)).toBe(true)
    const unknown = await ana.call({ url: `/api/v1/datasets/${dataset.id}/rows?sort=salary` })
    expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([422, 'column_not_found'])
  })

  it('is stored once per content; each upload is a dataset of its own, with a table name of its own', async () => {
    const first = (await datasetOf(server.app, ana, 'twice.csv', PEOPLE)).dataset
    const second = (await datasetOf(server.app, ana, 'twice.csv', PEOPLE)).dataset
    expect(second.id).not.toBe(first.id)
    expect(second.content_hash).toBe(first.content_hash)
    expect([first.table_name, second.table_name]).toEqual(['twice', 'twice_2'])
  })

  it('makes the same dataset however often it is asked for, also at the same time', async () => {
    const file_key = await upload(server.app, ana, 'once.csv', PEOPLE)
    const create = () => ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key, name: 'Once' } })
    const answers = await Promise.all([create(), create(), create()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201])
    expect(new Set(answers.map((answer) => answer.json<Dataset>().id)).size).toBe(1)
    expect((await create()).statusCode).toBe(200)
  })

  it('does not change when its signed URL is used again', async () => {
    const offer = (await ana.call({ url: '/api/v1/r2/presigned-upload?filename=a.csv' })).json<{
      upload_url: string
      file_key: string
    }>()
    const { pathname, search } = new URL(offer.upload_url)
    const put = (payload: string) =>
      server.app.inject({
        method: 'PUT',
        url: pathname + search,
        payload,
        headers: { 'content-type': 'application/octet-stream' },
      })
    expect((await put('a,b\n1,2\n')).statusCode).toBe(200)
    expect((await put('a,b\n6,6\n')).json()).toMatchObject({ code: 'object_exists' })
    const made = (
      await ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key: offer.file_key } })
    ).json<Dataset>()
    await untilEnded(ana, made.analysis_id ?? '')
    await put('a,b\n9,9\n')
    const again = await ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key: offer.file_key } })
    expect(again.json<Dataset>()).toMatchObject({ id: made.id, content_hash: made.content_hash })
    expect((await rows(ana, made.id)).rows).toEqual([[1, 2]])
  })

  it('gives a first picture from a sample, and the exact profile once it stands', async () => {
    const file_key = await upload(server.app, ana, 'preview.csv', PEOPLE)
    const made = (await ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })).json<Dataset>()
    const early = (await ana.call({ url: `/api/v1/datasets/${made.id}/preview` })).json<Profile>()
    expect(early).toMatchObject({ name: 'preview', column_count: 2 })
    await untilEnded(ana, made.analysis_id ?? '')
    const exact = (await ana.call({ url: `/api/v1/datasets/${made.id}/profile` })).json<Profile>()
    expect(exact).toMatchObject({ exact: true, rows: 1200, missing_cells: 400 })
    expect((await ana.call({ url: `/api/v1/datasets/${made.id}/preview` })).json<Profile>()).toEqual(exact)
  })
})

describe('a correction of the reading', () => {
  it('makes a new version that is shown once it stands', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'dates.csv', 'day,value\n01/02/2024,1\n03/04/2024,2\n')
    const reread = await ana.call({
      method: 'POST',
      url: `/api/v1/datasets/${dataset.id}/reread`,
      payload: { override: { date_order: 'mdy' } },
    })
    expect(reread.statusCode).toBe(202)
    expect(reread.json<Dataset>()).toMatchObject({ id: dataset.id, version: 2 })
    await untilEnded(ana, reread.json<Dataset>().analysis_id ?? '')
    const corrected = (await ana.call({ url: `/api/v1/datasets/${dataset.id}` })).json<Dataset>()
    expect(corrected).toMatchObject({ version: 2, status: 'ready', content_hash: dataset.content_hash })
    expect((await rows(ana, dataset.id)).rows).toEqual([
      ['2024-01-02', 1],
      ['2024-03-04', 2],
    ])
  })

  it('that does not work out leaves the version that stands', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'good.csv', 'a,b\n1,2\n')
    const reread = await ana.call({
      method: 'POST',
      url: `/api/v1/datasets/${dataset.id}/reread`,
      payload: { override: { encoding: 'no-such-encoding' } },
    })
    const analysis = await untilEnded(ana, reread.json<Dataset>().analysis_id ?? '')
    expect(analysis).toMatchObject({ status: 'failed', error_code: 'encoding_unknown' })
    expect((await ana.call({ url: `/api/v1/datasets/${dataset.id}` })).json()).toMatchObject({
      version: 1,
      status: 'ready',
      problem: null,
    })
    expect((await rows(ana, dataset.id)).rows).toEqual([[1, 2]])
  })
})

describe('rejected records', () => {
  it('are counted and kept with line, reason and raw text', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `${String(i)},x${String(i)},${String(i * 2)}`)
    lines.splice(50, 0, 'only one field')
    const { dataset } = await datasetOf(server.app, ana, 'ragged.csv', `id,name,amount\n${lines.join('\n')}\n`)
    expect(dataset).toMatchObject({ rows: 200, rejected_rows: 1 })
    const answer = (await ana.call({ url: `/api/v1/datasets/${dataset.id}/rejects` })).json<RejectedRows>()
    expect(answer).toMatchObject({ total: 1, offset: 0, items: [{ line: 52, raw: 'only one field' }] })
    expect(answer.items[0]?.reason).not.toBe('')
  })
})

describe('the list', () => {
  it('pages, filters by name and status, renames, deletes and restores', async () => {
    const cleo = await signUp(server.app, 'cleo')
    for (const name of ['north', 'south', 'east']) await datasetOf(server.app, cleo, `${name}_sales.csv`, 'a,b\n1,2\n')
    const list = async (query: string) =>
      (await cleo.call({ url: `/api/v1/datasets?${query}` })).json<{ items: Dataset[]; next_cursor: string | null }>()
    const names = (page: { items: Dataset[] }) => page.items.map(({ name }) => name)

    const first = await list('limit=2')
    expect(names(first)).toEqual(['east sales', 'south sales'])
    expect(names(await list(`limit=2&cursor=${first.next_cursor ?? ''}`))).toEqual(['north sales'])
    expect(names(await list('q=SOUTH'))).toEqual(['south sales'])
    expect(names(await list('q=%25'))).toEqual([])
    expect(names(await list('status=failed'))).toEqual([])
    expect(first.items[0]).toMatchObject({ fill: [1, 1], alerts: expect.any(Number) as number })
    expect(first.items[0]).not.toHaveProperty('reading')

    const { id } = (await list('q=north')).items[0] ?? { id: '' }
    const renamed = await cleo.call({ method: 'PATCH', url: `/api/v1/datasets/${id}`, payload: { name: 'Norte' } })
    expect(renamed.json()).toMatchObject({ name: 'Norte', table_name: 'north_sales' })
    expect((await cleo.call({ method: 'DELETE', url: `/api/v1/datasets/${id}` })).statusCode).toBe(204)
    expect((await cleo.call({ url: `/api/v1/datasets/${id}` })).statusCode).toBe(404)
    expect(names(await list('deleted=true'))).toEqual(['Norte'])

    await datasetOf(server.app, cleo, 'north_sales.csv', 'a,b\n3,4\n')
    const restored = await cleo.call({ method: 'POST', url: `/api/v1/datasets/${id}/restore` })
    expect(restored.json()).toMatchObject({ name: 'Norte', table_name: 'north_sales_2', status: 'ready' })
    expect((await rows(cleo, id)).rows).toEqual([[1, 2]])
    expect((await cleo.call({ url: '/api/v1/datasets?cursor=nonsense' })).json()).toMatchObject({
      code: 'invalid_cursor',
    })
  })
})

describe('another organization', () => {
  it('reaches nothing: not by id, not by key, not by name', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'private.csv', 'a,b\n1,2\n')
    const key = await upload(server.app, ana, 'not-yet.csv', 'a,b\n1,2\n')
    const calls: [string, string, object?][] = [
      ['GET', `/api/v1/datasets/${dataset.id}`],
      ['GET', `/api/v1/datasets/${dataset.id}/rows`],
      ['GET', `/api/v1/datasets/${dataset.id}/rejects`],
      ['GET', `/api/v1/datasets/${dataset.id}/profile`],
      ['GET', `/api/v1/datasets/${dataset.id}/preview`],
      ['PATCH', `/api/v1/datasets/${dataset.id}`, { name: 'mine' }],
      ['DELETE', `/api/v1/datasets/${dataset.id}`],
      ['POST', `/api/v1/datasets/${dataset.id}/restore`],
      ['POST', `/api/v1/datasets/${dataset.id}/reread`, { override: {} }],
      ['POST', '/api/v1/datasets', { file_key: key }],
      ['POST', '/api/v1/datasets', { file_key: dataset.file_key }],
      ['POST', '/api/v1/analyses', { dataset_id: dataset.id }],
      ['POST', '/api/v1/analysis/start-enhanced', { file_key: dataset.file_key }],
      ['GET', `/api/v1/analysis/results-enhanced/${analysis.analysis_id}`],
      ['GET', `/api/v1/analyses/${analysis.analysis_id}/report`],
      ['POST', `/api/v1/analyses/${analysis.analysis_id}/cancel`],
      ['DELETE', `/api/v1/analysis/${analysis.analysis_id}`],
    ]
    for (const [method, url, payload] of calls) {
      const answer = await bia.call({ method: method, url, ...(payload === undefined ? {} : { payload }) })
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.json<{ code: string }>().code).toMatch(/^(dataset|upload|analysis)_not_found$/)
    }
    expect((await bia.call({ url: '/api/v1/datasets' })).json()).toEqual({ items: [], next_cursor: null })
    expect((await bia.call({ url: '/api/v1/analyses' })).json()).toEqual({ items: [], next_cursor: null })
    expect((await ana.call({ url: `/api/v1/datasets/${dataset.id}` })).json()).toMatchObject({ name: 'private' })
  })
})

describe('abandoned uploads', () => {
  it('are swept away with their bytes, a day after their URL expired; the others stay', async () => {
    const old = await upload(server.app, ana, 'old.csv', 'a\n1\n')
    const fresh = await upload(server.app, ana, 'fresh.csv', 'a\n1\n')
    await server.db.admin("update datapilot.upload set expires_at = now() - interval '25 hours' where file_key = $1", [
      old,
    ])
    const swept = await sweepUploads(server.platform)
    expect(swept).toBeGreaterThanOrEqual(1)
    expect(await server.platform.storage.head(old)).toBeNull()
    const create = (file_key: string) => ana.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })
    expect((await create(old)).json()).toMatchObject({ code: 'upload_not_found' })
    expect((await create(fresh)).statusCode).toBe(201)
    await eventually(
      async () => (await ana.call({ url: '/api/v1/analyses?status=running' })).json<{ items: unknown[] }>(),
      ({ items }) => items.length === 0,
    )
  })
})
