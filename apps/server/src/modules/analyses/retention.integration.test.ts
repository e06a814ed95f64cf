import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pino } from 'pino'
import { datasetOf } from '../../../test-support/analysis.ts'
import { type Person, signUp } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'
import { AnalysisCleanup } from './analysis-cleanup.service.ts'
import { AnalysisFiles, differencesKey } from './analysis-files.ts'
import { removeOrphanedDifferences } from './comparison-orphans.ts'

let server: TestServer
let ana: Person
let bia: Person
let cleanup: AnalysisCleanup

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
  const { database, storage, config } = server.platform
  const versions = { forgetAnalyses: async () => undefined }
  const files = new AnalysisFiles(config.home)
  cleanup = new AnalysisCleanup({ database, storage, versions, files, logger: pino({ level: 'silent' }) })
})
afterAll(() => server.close())

/** Finished analyses of the ages given, in days. */
async function aged(person: Person, days: readonly number[]): Promise<void> {
  const { dataset } = await datasetOf(server.app, person, 'aged.csv', 'a\n1\n')
  for (const age of days)
    await server.db.admin(
      `insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, status, created_by, finished_at)
       select organization_id, dataset_id, version_id, file_key, type, status, created_by, now() - $2 * interval '1 day'
       from datapilot.analysis where dataset_id = $1 and status = 'completed' order by created_at limit 1`,
      [dataset.id, age],
    )
}

const call = (person: Person, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  person.call({ method, url: `/api/v1/maintenance/${url}`, ...(payload === undefined ? {} : { payload }) })
const left = async (person: Person) =>
  (await person.call({ url: '/api/v1/analyses?limit=200' })).json<{ items: unknown[] }>().items.length

describe('files of comparisons', () => {
  it('go when their analysis is gone, not before, and never those of unknown organizations', async () => {
    const { dataset, analysis } = await datasetOf(server.app, ana, 'kept.csv', 'a\n1\n')
    const { storage, database } = server.platform
    const keys = [
      differencesKey(ana.organizationId, analysis.analysis_id),
      differencesKey(ana.organizationId, randomUUID()),
      differencesKey(randomUUID(), randomUUID()),
    ]
    for (const [i, key] of keys.entries()) {
      const file = join(server.platform.config.home, `differences-${String(i)}`)
      await writeFile(file, 'x')
      await storage.putFile(key, file)
    }
    const left = () => Promise.all(keys.map(async (key) => (await storage.head(key)) !== null))
    expect(await removeOrphanedDifferences({ database, storage })).toBe(0)
    const later = Date.now() + 25 * 3600 * 1000
    expect(await removeOrphanedDifferences({ database, storage }, later)).toBe(1)
    expect(await left()).toEqual([true, false, true])
    expect(dataset.status).toBe('ready')
  })
})

describe('letting old analyses go', () => {
  it.each([0, 5, 30, 400])('counts first exactly what it then deletes: older than %i days', async (daysOld) => {
    await aged(ana, [1, 6, 31, 500])
    const before = await left(ana)
    const dry = (await call(ana, 'POST', `cleanup-old-analyses?days_old=${String(daysOld)}&dry_run=true`)).json<{
      deleted: number
    }>()
    expect(await left(ana)).toBe(before)
    const real = (await call(ana, 'POST', `cleanup-old-analyses?days_old=${String(daysOld)}`)).json<{
      deleted: number
    }>()
    expect(real.deleted).toBe(dry.deleted)
    expect(real.deleted).toBeGreaterThan(0)
    expect(await left(ana)).toBe(before - real.deleted)
  })

  it('happens by itself only where an organization says after how many days', async () => {
    await aged(ana, [3, 12])
    await aged(bia, [3, 12])
    expect((await call(ana, 'GET', 'retention')).json()).toEqual({ analysis_retention_days: null })
    const [ofAna, ofBia] = [await left(ana), await left(bia)]
    const old = (await call(ana, 'POST', 'cleanup-old-analyses?days_old=10&dry_run=true')).json<{ deleted: number }>()
    expect(old.deleted).toBeGreaterThan(0)
    await cleanup.sweep()
    expect([await left(ana), await left(bia)]).toEqual([ofAna, ofBia])
    expect((await call(ana, 'PUT', 'retention', { analysis_retention_days: 10 })).json()).toEqual({
      analysis_retention_days: 10,
    })
    await cleanup.sweep()
    expect([await left(ana), await left(bia)]).toEqual([ofAna - old.deleted, ofBia])
    expect((await call(bia, 'GET', 'retention')).json()).toEqual({ analysis_retention_days: null })
    await call(ana, 'PUT', 'retention', { analysis_retention_days: null })
    expect((await call(ana, 'GET', 'retention')).json()).toEqual({ analysis_retention_days: null })
  })

  it('keeps deleted analyses for 30 days and then no longer', async () => {
    await aged(ana, [1])
    await server.db.admin(
      "update datapilot.analysis set deleted_at = now() - interval '29 days' where deleted_at is null",
    )
    const count = async () =>
      Number((await server.db.admin<{ n: string }>('select count(*) n from datapilot.analysis'))[0]?.n)
    const before = await count()
    await cleanup.sweep()
    expect(await count()).toBe(before)
    await server.db.admin("update datapilot.analysis set deleted_at = now() - interval '31 days'")
    await cleanup.sweep()
    expect(await count()).toBe(0)
  })
})
