import type { Analysis, Dataset } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually, untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp, upload } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
let ana: Person
let bia: Person

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
})
afterAll(() => server.close())

function csvOf(rows: number): string {
  return `id,name,amount\n${Array.from({ length: rows }, (_, i) => `${String(i)},name ${String((i * 7919) % 10_007)},${String(i / 8)}`).join('\n')}\n`
}

async function create(person: Person, filename: string, bytes: string): Promise<Dataset> {
  const file_key = await upload(server.app, person, filename, bytes)
  return (await person.call({ method: 'POST', url: '/api/v1/datasets', payload: { file_key } })).json<Dataset>()
}

async function statusOf(person: Person, id: string | null): Promise<Analysis> {
  return (await person.call({ url: `/api/v1/analyses/${id ?? ''}` })).json<Analysis>()
}

describe('starting', () => {
  it('again while one waits or runs returns the same analysis; afterwards a new one', async () => {
    const made = await create(ana, 'again.csv', csvOf(30_000))
    const start = async () =>
      (
        await ana.call({
          method: 'POST',
          url: '/api/v1/analyses',
          payload: { dataset_id: made.id, analysis_type: 'full' },
        })
      ).json<Analysis>()
    const [one, two] = await Promise.all([start(), start()])
    expect([one.analysis_id, two.analysis_id]).toEqual([made.analysis_id, made.analysis_id])
    await untilEnded(ana, one.analysis_id)
    const fresh = await start()
    expect(fresh.analysis_id).not.toBe(one.analysis_id)
    expect(await untilEnded(ana, fresh.analysis_id)).toMatchObject({ status: 'completed' })
  })

  it('is answered with 409 and the state while it runs', async () => {
    const made = await create(ana, 'running.csv', csvOf(30_000))
    const early = await ana.call({ url: `/api/v1/analysis/results-enhanced/${made.analysis_id ?? ''}` })
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([409, 'analysis_not_completed'])
    expect(early.json<{ data: { status: string } }>().data.status).toMatch(/queued|running/)
    await untilEnded(ana, made.analysis_id ?? '')
  })

  it('is limited per organization', async () => {
    const { dataset } = await datasetOf(server.app, bia, 'limit.csv', 'a,b\n1,2\n')
    const cleo = await signUp(server.app, 'cleo')
    const other = (await datasetOf(server.app, cleo, 'limit.csv', 'a,b\n1,2\n')).dataset
    // Running with a lease in the far future: nobody takes them up while they count.
    await server.db.admin(
      `insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, status, lease_until, created_by, started_at)
       select d.organization_id, d.id, d.version_id, d.file_key, 'basic_eda', 'running', now() + interval '1 day', d.created_by, now() + interval '1 day'
       from datapilot.dataset d, generate_series(1, 500) where d.id = $1`,
      [other.id],
    )
    const refused = await cleo.call({
      method: 'POST',
      url: '/api/v1/datasets',
      payload: { file_key: await upload(server.app, cleo, 'x.csv', 'a\n1\n') },
    })
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([429, 'too_many_analyses'])
    expect((await cleo.call({ url: '/api/v1/datasets?q=x' })).json()).toMatchObject({ items: [] })
    const elsewhere = await bia.call({ method: 'POST', url: '/api/v1/analyses', payload: { dataset_id: dataset.id } })
    expect(elsewhere.statusCode).toBe(202)
    await untilEnded(bia, elsewhere.json<Analysis>().analysis_id)
    await server.db.admin("delete from datapilot.analysis where organization_id = $1 and status = 'running'", [
      cleo.organizationId,
    ])
  })
})

describe('cancelling', () => {
  it('stops what runs, kills its process, and a new start reads the file after all', async () => {
    const made = await create(ana, 'cancel.csv', csvOf(300_000))
    const id = made.analysis_id ?? ''
    await eventually(
      () => statusOf(ana, id),
      ({ status }) => status === 'running',
    )
    const cancelled = await ana.call({ method: 'POST', url: `/api/v1/analyses/${id}/cancel` })
    expect(cancelled.json()).toMatchObject({ status: 'cancelled' })
    const again = await ana.call({ method: 'POST', url: `/api/v1/analyses/${id}/cancel` })
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'analysis_finished'])
    expect(await statusOf(ana, id)).toMatchObject({ status: 'cancelled', finished_at: expect.any(String) as string })
    const restarted = await ana.call({ method: 'POST', url: '/api/v1/analyses', payload: { dataset_id: made.id } })
    const { analysis_id: next } = restarted.json<Analysis>()
    expect(next).not.toBe(id)
    expect(await untilEnded(ana, next)).toMatchObject({ status: 'completed' })
    expect(await statusOf(ana, id)).toMatchObject({ status: 'cancelled' })
  })

  it('happens when a running analysis is deleted', async () => {
    const made = await create(ana, 'deleted.csv', csvOf(100_000))
    expect((await ana.call({ method: 'DELETE', url: `/api/v1/analysis/${made.analysis_id ?? ''}` })).statusCode).toBe(
      204,
    )
    const [row] = await server.db.admin<{ status: string }>('select status from datapilot.analysis where id = $1', [
      made.analysis_id,
    ])
    expect(row?.status).toBe('cancelled')
    expect((await ana.call({ url: `/api/v1/datasets/${made.id}` })).json()).toMatchObject({
      status: 'failed',
      analysis_id: null,
      problem: { code: 'analysis_cancelled' },
    })
  })
})

describe('the queue', () => {
  it('serves organizations in turn: one with many files does not starve another', async () => {
    const many: Dataset[] = []
    for (let file = 0; file < 8; file += 1) many.push(await create(ana, `many-${String(file)}.csv`, csvOf(20_000)))
    const one = await create(bia, 'one.csv', csvOf(20_000))
    const ended = await untilEnded(bia, one.analysis_id ?? '')
    const left = await Promise.all(many.map(({ analysis_id }) => statusOf(ana, analysis_id)))
    const later = left.filter(({ started_at }) => started_at === null || started_at > (ended.started_at ?? ''))
    expect(later.length).toBeGreaterThanOrEqual(3)
    for (const { analysis_id } of many) await untilEnded(ana, analysis_id ?? '')
  })

  it('takes up a run whose runner died, and fails one that died again and again', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'dead.csv', 'a,b\n1,2\n')
    const orphan = async (deaths: number) => {
      const [row] = await server.db.admin<{ id: string }>(
        `insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, status, lease_until, deaths, created_by, progress, started_at)
         select organization_id, dataset_id, version_id, file_key, type, 'running', now() - interval '1 second', $2, created_by, 40, now()
         from datapilot.analysis where id = $1 returning id`,
        [analysis.analysis_id, deaths],
      )
      return row?.id ?? ''
    }
    expect(await untilEnded(ana, await orphan(3), 10_000)).toMatchObject({ status: 'completed', progress: 100 })
    expect(await untilEnded(ana, await orphan(30), 10_000)).toMatchObject({
      status: 'failed',
      error_code: 'analysis_abandoned',
    })
    expect((await ana.call({ url: `/api/v1/datasets/${dataset.id}` })).json()).toMatchObject({ status: 'ready' })
  })
})

describe('roles', () => {
  it('let a viewer read and follow but neither start, cancel nor clean up; a member may not clean up', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'roles.csv', 'a,b\n1,2\n')
    const dora = await signUp(server.app, 'dora')
    const join = (role: string) =>
      server.db.admin(
        `insert into datapilot.membership (organization_id, user_id, role) values ($1, $2, $3)
         on conflict (organization_id, user_id) do update set role = excluded.role`,
        [ana.organizationId, dora.userId, role],
      )
    const headers = { 'x-organization-id': ana.organizationId }
    const call = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
      dora.call({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    await join('viewer')
    expect((await call('GET', `/api/v1/analysis/results-enhanced/${analysis.analysis_id}`)).statusCode).toBe(200)
    expect((await call('GET', `/api/v1/datasets/${dataset.id}/rows`)).statusCode).toBe(200)
    const forbidden: ['POST' | 'DELETE', string, object?][] = [
      ['POST', '/api/v1/analysis/start-enhanced', { file_key: dataset.file_key }],
      ['POST', `/api/v1/analyses/${analysis.analysis_id}/cancel`],
      ['DELETE', `/api/v1/analysis/${analysis.analysis_id}`],
      ['DELETE', `/api/v1/datasets/${dataset.id}`],
      ['POST', '/api/v1/r2/presigned-upload?filename=a.csv'],
      ['POST', '/api/v1/maintenance/cleanup-old-analyses?days_old=7'],
    ]
    for (const [method, url, payload] of forbidden) {
      const answer = await call(method, url, payload)
      expect([url, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([url, 403, 'forbidden'])
    }
    await join('member')
    expect((await call('POST', '/api/v1/maintenance/cleanup-old-analyses')).statusCode).toBe(403)
    expect((await call('POST', '/api/v1/analysis/start-enhanced', { file_key: dataset.file_key })).statusCode).toBe(202)
  })
})
