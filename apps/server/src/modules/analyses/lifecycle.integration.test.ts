import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Analysis, AnalysisEvent, AnalysisPage, Dataset } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually, untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { wideCsv } from '../../../test-support/wide-csv.ts'
import { eventsTopic } from './analysis-topics.ts'

let server: TestServer
let ana: Person
let bia: Person

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
})
afterAll(() => server.close())

async function create(person: Person, filename: string, bytes: string): Promise<Dataset> {
  const file_key = await upload(server.app, person, filename, bytes)
  return (await person.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })).json<Dataset>()
}

const post = (person: Person, url: string, payload?: object) =>
  person.call({ method: 'POST', url: `/api/v1/analyses/${url}`, ...(payload === undefined ? {} : { payload }) })
const statusOf = async (person: Person, id: string) =>
  (await person.call({ url: `/api/v1/analyses/${id}` })).json<Analysis>()
const listOf = async (person: Person, query: string) =>
  (await person.call({ url: `/api/v1/analyses?${query}` })).json<AnalysisPage>()
const idsOf = async (query: string) => (await listOf(ana, query)).items.map(({ analysis_id }) => analysis_id)

/** The whole lines of the one checkpoint there is. */
function checkpoint(): string[] {
  const folder = join(server.platform.config.home, 'checkpoints', ana.organizationId)
  const [name] = existsSync(folder) ? readdirSync(folder) : []
  return name === undefined ? [] : readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)
}

describe('pausing', () => {
  it('stops a running analysis, keeps what it has finished, and goes on from there', async () => {
    const made = await create(ana, 'wide.csv', wideCsv(20_000, 24))
    const id = made.analysis_id ?? ''
    const seen: AnalysisEvent[] = []
    const first = Promise.withResolvers<undefined>()
    const end = server.platform.live.subscribe(eventsTopic(id), (event) => {
      seen.push(event as AnalysisEvent)
      if ((event as AnalysisEvent).type === 'analysis_columns') first.resolve(undefined)
    })
    await first.promise
    const paused = await post(ana, `${id}/pause`)
    expect([paused.statusCode, paused.json<Analysis>().paused]).toEqual([200, true])
    await eventually(
      () => statusOf(ana, id),
      ({ status }) => status === 'queued',
    )
    const kept = checkpoint()
    // The first line says what the others belong to.
    expect(kept.length).toBeGreaterThanOrEqual(2)
    expect(kept.length).toBeLessThan(25)
    const still = await statusOf(ana, id)
    expect(still).toMatchObject({ status: 'queued', paused: true, message: 'Paused' })
    expect(still.progress).toBeGreaterThan(0)
    expect((await listOf(ana, 'status=queued')).items).toMatchObject([{ analysis_id: id, paused: true }])

    const columnsBefore = seen.flatMap((event) => (event.type === 'analysis_columns' ? event.columns : [])).length
    const resumed = (await post(ana, `${id}/resume`)).json<Analysis>()
    expect(resumed).toMatchObject({ paused: false, status: 'queued' })
    const grown = await eventually(
      async () => checkpoint(),
      (lines) => lines.length === 0 || lines.length > kept.length,
    )
    if (grown.length > 0) expect(grown.slice(0, kept.length)).toEqual(kept)
    const ended = await untilEnded(ana, id)
    expect(ended).toMatchObject({ status: 'completed', paused: false, rows_done: 20_000, rows_total: 20_000 })
    const columns = seen.flatMap((event) => (event.type === 'analysis_columns' ? event.columns : []))
    // The finished columns are told again at once to whoever follows.
    expect(columns.length - columnsBefore).toBe(24)
    expect(checkpoint()).toEqual([])
    const progress = seen.flatMap((event) => (event.type === 'analysis_status' ? [event.progress] : []))
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(seen.filter((event) => event.type === 'analysis_status' && event.paused)).not.toEqual([])
    end()
  }, 120_000)

  it('holds back what waits, and cannot be done to what has ended', async () => {
    const { analysis } = await datasetOf(server.app, ana, 'ended.csv', 'a,b\n1,2\n')
    for (const action of ['pause', 'resume', 'cancel']) {
      const refused = await post(ana, `${analysis.analysis_id}/${action}`)
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'analysis_finished'])
    }
    for (const action of ['pause', 'resume', 'restore', 'cancel'])
      expect((await post(bia, `${analysis.analysis_id}/${action}`)).statusCode).toBe(404)
  })

  it('can be followed by a cancellation', async () => {
    const made = await create(ana, 'both.csv', wideCsv(20_000, 10))
    const id = made.analysis_id ?? ''
    await post(ana, `${id}/pause`)
    const cancelled = await post(ana, `${id}/cancel`)
    expect(cancelled.json()).toMatchObject({ status: 'cancelled', paused: false })
  })
})

describe('kinds', () => {
  it('are full for uploads, and what was asked for when it is asked for', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'kinds.csv', 'a,b\n1,2\n3,4\n')
    expect(analysis).toMatchObject({
      analysis_type: 'full',
      compare_to: null,
      key: null,
      metadata: { format: 'csv', columns: 2, rows: 2, bytes: 12 },
    })
    const again = await ana.call({
      method: 'POST',
      url: '/api/v1/analysis/start-enhanced',
      payload: { file_key: dataset.file_key, analysis_type: 'basic_eda' },
    })
    expect(again.json()).toMatchObject({ analysis_type: 'basic_eda' })
    const ended = await untilEnded(ana, again.json<Analysis>().analysis_id)
    expect(ended.status).toBe('completed')
    const results = await ana.call({ url: `/api/v1/analyses/${ended.analysis_id}/results` })
    expect(results.json()).toMatchObject({ analysis_type: 'basic_eda', results: { rows: 2, exact: true } })
  })

  it('of an upload that becomes a dataset by starting is the one that was asked for', async () => {
    const file_key = await upload(server.app, ana, 'fresh.csv', 'a\n1\n2\n')
    const url = '/api/v1/analysis/start-enhanced'
    const started = await ana.call({ method: 'POST', url, payload: { file_key, analysis_type: 'basic_eda' } })
    expect([started.statusCode, started.json<Analysis>().analysis_type]).toEqual([202, 'basic_eda'])
    await untilEnded(ana, started.json<Analysis>().analysis_id)
  })

  it('refuses what does not belong together', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'refuse.csv', 'a\n1\n')
    const start = async (payload: object) =>
      (await ana.call({ method: 'POST', url: '/api/v1/analyses', payload })).statusCode
    const { id } = dataset
    expect(await start({ dataset_id: id, analysis_type: 'compare' })).toBe(400)
    expect(await start({ dataset_id: id, analysis_type: 'full', compare_to: { dataset_id: id } })).toBe(400)
    expect(await start({ dataset_id: id, analysis_type: 'full', key: ['a'] })).toBe(400)
  })
})

describe('lists', () => {
  it('filter by type, date and deletion', async () => {
    const { analysis } = await datasetOf(server.app, ana, 'filters.csv', 'a,b\n1,2\n')
    const { analysis_id: id, file_key, created_at: createdAt } = analysis
    const key = `file_key=${encodeURIComponent(file_key)}`
    expect(await idsOf(`${key}&analysis_type=full`)).toEqual([id])
    expect(await idsOf(`${key}&analysis_type=basic_eda`)).toEqual([])
    expect(await idsOf(`${key}&from=${createdAt}`)).toEqual([id])
    expect(await idsOf(`${key}&to=${createdAt}`)).toEqual([])
    expect(await idsOf(`${key}&deleted=true`)).toEqual([])
  })

  it('keep their pages when rows are added in between', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'pages.csv', 'a\n1\n')
    const add = (count: number) =>
      server.db.admin(
        `insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, status, created_by, finished_at)
         select organization_id, dataset_id, version_id, file_key, type, 'cancelled', created_by, now()
         from datapilot.analysis, generate_series(1, $2) where dataset_id = $1 and status = 'completed'`,
        [dataset.id, count],
      )
    // In one statement, so that they share an instant and only the id tells them apart.
    await add(25)
    const all = await idsOf(`dataset_id=${dataset.id}&limit=200`)
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: AnalysisPage = await listOf(ana, `dataset_id=${dataset.id}&limit=4${cursor && `&cursor=${cursor}`}`)
      paged.push(...page.items.map(({ analysis_id }) => analysis_id))
      cursor = page.next_cursor
      await add(3)
    }
    expect(paged).toEqual(all)
  })
})

describe('deletion', () => {
  it('can be undone, and the dataset knows its analysis again', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'undo.csv', 'a,b\n1,2\n')
    const id = analysis.analysis_id
    const analysisOfDataset = async () =>
      (await ana.call({ url: `/api/v1/datasets/${dataset.id}` })).json<Dataset>().analysis_id
    expect((await ana.call({ method: 'DELETE', url: `/api/v1/analysis/${id}` })).statusCode).toBe(204)
    expect(await analysisOfDataset()).toBeNull()
    const [deleted] = (await listOf(ana, `deleted=true&file_key=${encodeURIComponent(dataset.file_key)}`)).items
    expect(deleted).toMatchObject({ analysis_id: id, deleted_at: expect.any(String) as string })
    const restored = await post(ana, `${id}/restore`)
    expect(restored.json()).toMatchObject({ analysis_id: id, deleted_at: null })
    expect(await analysisOfDataset()).toBe(id)
    expect((await post(ana, `${id}/restore`)).statusCode).toBe(404)
  })
})
