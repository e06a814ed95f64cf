import type { Dataset, DatasetRows, DatasetVersion } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const JAN = 'id,valor\n1,10\n2,20\n'
const FEB = 'id,valor\n3,30\n4,40\n5,50\n'
/** Three lists: the sheets of a workbook go the same way. */
const tables = (more: number): string =>
  JSON.stringify({
    vendas: Array.from({ length: 4 + more }, (_, id) => ({ id, valor: id / 2 })),
    lojas: [{ nome: 'Norte' }, { nome: 'Sul' }],
    vazia: [],
  })

let server: TestServer
let ana: Person
let bia: Person

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
})
afterAll(() => server.close())

const url = (id: string, path = ''): string => `/api/v1/datasets/${id}${path}`

async function get(person: Person, id: string): Promise<Dataset> {
  return (await person.call({ url: url(id) })).json<Dataset>()
}

function settled(id: string, version: number): Promise<Dataset> {
  return eventually(
    () => get(ana, id),
    (dataset) => dataset.version === version && dataset.status === 'ready',
  )
}

async function rows(id: string): Promise<DatasetRows['rows']> {
  return (await ana.call({ url: url(id, '/rows') })).json<DatasetRows>().rows
}

async function versions(id: string): Promise<DatasetVersion[]> {
  return (await ana.call({ url: url(id, '/versions') })).json<{ items: DatasetVersion[] }>().items
}

const post = (person: Person, path: string, payload: unknown = {}) =>
  person.call({ method: 'POST', url: path, payload: payload as Record<string, unknown> })

describe('versions', () => {
  it('another file takes the place of the present one; the earlier version can be shown again', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'jan.csv', JAN)
    const replaced = await post(ana, url(dataset.id, '/versions'), {
      file_key: await upload(server.app, ana, 'fev.csv', FEB),
    })
    expect(replaced.statusCode).toBe(202)
    expect(replaced.json<Dataset>().version).toBe(2)
    const shown = await settled(dataset.id, 2)
    expect([shown.table_name, shown.files.map(({ filename }) => filename)]).toEqual([dataset.table_name, ['fev.csv']])
    expect(await rows(dataset.id)).toEqual([
      [3, 30],
      [4, 40],
      [5, 50],
    ])
    const restored = await post(ana, url(dataset.id, '/versions/1/restore'))
    expect([restored.statusCode, restored.json<Dataset>().version]).toEqual([200, 1])
    expect(await rows(dataset.id)).toEqual([
      [1, 10],
      [2, 20],
    ])
    const listed = await versions(dataset.id)
    expect(listed.map(({ number, origin, shown: own, rows: count }) => [number, origin, own, count])).toEqual([
      [2, 'replace', false, 3],
      [1, 'upload', true, 2],
    ])
    const first = await ana.call({ url: url(dataset.id, '/versions?limit=1') })
    const { next_cursor: cursor } = first.json<{ next_cursor: string }>()
    const second = await ana.call({ url: url(dataset.id, `/versions?limit=1&cursor=${encodeURIComponent(cursor)}`) })
    expect(second.json<{ items: DatasetVersion[] }>().items.map(({ number }) => number)).toEqual([1])
  })

  it('the same bytes make no version', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'jan.csv', JAN)
    const same = await post(ana, url(dataset.id, '/versions'), {
      file_key: await upload(server.app, ana, 'cópia.csv', JAN),
    })
    expect([same.statusCode, same.json()]).toEqual([409, expect.objectContaining({ code: 'content_unchanged' })])
    expect(await versions(dataset.id)).toHaveLength(1)
  })

  it('a file that cannot be read leaves what is shown', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'jan.csv', JAN)
    await post(ana, url(dataset.id, '/versions'), {
      file_key: await upload(server.app, ana, 'x.csv', '%PDF-1.7 no table'),
    })
    await eventually(
      () => versions(dataset.id),
      ([newest]) => newest?.status === 'failed',
    )
    expect(await get(ana, dataset.id)).toMatchObject({ version: 1, status: 'ready', rows: 2 })
    const refused = await post(ana, url(dataset.id, '/versions/2/restore'))
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'dataset_not_ready'])
    const unknown = await post(ana, url(dataset.id, '/versions/9/restore'))
    expect(unknown.statusCode).toBe(404)
  })
})

describe('several tables in one file', () => {
  it('become sibling datasets, empty ones left out; a deleted one comes back when it is asked for', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'loja.json', tables(0))
    expect([dataset.part, dataset.rows]).toEqual(['vendas', 4])
    const [sibling] = (await get(ana, dataset.id)).siblings
    if (sibling === undefined) throw new Error('no sibling was made')
    expect((await get(ana, dataset.id)).siblings).toHaveLength(1)
    const lojas = await settled(sibling.id, 1)
    expect(lojas).toMatchObject({
      part: 'lojas',
      name: 'loja · lojas',
      rows: 2,
      siblings: [{ id: dataset.id, part: 'vendas' }],
    })
    expect(await rows(sibling.id)).toEqual([['Norte'], ['Sul']])
    await ana.call({ method: 'DELETE', url: url(sibling.id) })
    expect((await get(ana, dataset.id)).siblings).toEqual([])
    const back = await post(ana, url(dataset.id, '/parts'), { part: 'lojas' })
    expect([back.statusCode, back.json<Dataset>().id]).toEqual([202, sibling.id])
    const unknown = await post(ana, url(dataset.id, '/parts'), { part: 'nenhuma' })
    expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([422, 'part_not_found'])
  })

  it('are replaced together, each keeping its table', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'loja.json', tables(1))
    const [sibling] = (await get(ana, dataset.id)).siblings
    if (sibling === undefined) throw new Error('no sibling was made')
    await settled(sibling.id, 1)
    await post(ana, url(dataset.id, '/versions'), { file_key: await upload(server.app, ana, 'loja-2.json', tables(9)) })
    expect((await settled(dataset.id, 2)).rows).toBe(13)
    expect(await settled(sibling.id, 2)).toMatchObject({ part: 'lojas', rows: 2 })
  })
})

describe('several files', () => {
  const create = (person: Person, file_keys: string[], name?: string) =>
    post(person, '/api/v1/datasets', { file_keys, ...(name === undefined ? {} : { name }) })

  it('with the same columns are one dataset with a column that names the file', async () => {
    const keys = [await upload(server.app, ana, 'jan.csv', JAN), await upload(server.app, ana, 'fev.csv', FEB)]
    const made = await create(ana, keys, 'Vendas')
    expect(made.statusCode).toBe(201)
    const dataset = await settled(made.json<Dataset>().id, 1)
    expect(dataset).toMatchObject({ name: 'Vendas', rows: 5, columns: 3 })
    expect(dataset.files.map(({ filename }) => filename)).toEqual(['jan.csv', 'fev.csv'])
    expect(await rows(dataset.id)).toEqual([
      [1, 10, 'jan.csv'],
      [2, 20, 'jan.csv'],
      [3, 30, 'fev.csv'],
      [4, 40, 'fev.csv'],
      [5, 50, 'fev.csv'],
    ])
    expect((await create(ana, keys)).statusCode).toBe(200)
    const [first] = keys
    const alone = await post(ana, '/api/v1/datasets', { file_key: first })
    expect([alone.statusCode, alone.json<{ code: string }>().code]).toEqual([409, 'upload_claimed'])
  })

  it('that disagree are refused by file and column', async () => {
    const keys = [
      await upload(server.app, ana, 'a.csv', JAN),
      await upload(server.app, ana, 'b.csv', 'id,preço\n1,2\n'),
    ]
    const { id } = (await create(ana, keys)).json<Dataset>()
    const failed = await eventually(
      () => get(ana, id),
      ({ status }) => status === 'failed',
    )
    expect(failed.problem).toMatchObject({ code: 'files_disagree', where: 'b.csv, column valor' })
  })

  it('are one key or several, each once', async () => {
    const key = await upload(server.app, ana, 'a.csv', JAN)
    for (const payload of [{}, { file_key: key, file_keys: [key] }, { file_keys: [key, key] }, { file_keys: [] }])
      expect((await post(ana, '/api/v1/datasets', payload)).statusCode).toBe(400)
  })
})

describe('another organization', () => {
  it('finds neither versions nor tables of a dataset, and cannot use its uploads', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'loja.json', tables(2))
    const key = await upload(server.app, bia, 'b.csv', FEB)
    const calls = [
      bia.call({ url: url(dataset.id, '/versions') }),
      post(bia, url(dataset.id, '/versions'), { file_key: key }),
      post(bia, url(dataset.id, '/versions/1/restore')),
      post(bia, url(dataset.id, '/parts'), { part: 'lojas' }),
    ]
    for (const answer of await Promise.all(calls)) expect(answer.statusCode).toBe(404)
    const own = await datasetOf(server.app, bia, 'own.csv', JAN)
    const foreign = await upload(server.app, ana, 'a.csv', FEB)
    expect((await post(bia, url(own.dataset.id, '/versions'), { file_key: foreign })).statusCode).toBe(404)
    expect((await post(bia, '/api/v1/datasets', { file_keys: [key, foreign] })).statusCode).toBe(404)
  })
})
