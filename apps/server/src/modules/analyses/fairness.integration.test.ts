import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test-support/test-database.ts'
import { claimNext, completeHeld } from './analysis-queue.repository.ts'
import type { AnalysisRow } from './analysis.repository.ts'

const USER = '0199aaaa-0000-7000-8000-000000000001'

let db: TestDatabase

beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())
beforeEach(() => db.admin('delete from datapilot.organization'))

/** Queues `files` analyses of an organization of this name, one second after the other; returns its id. */
async function queue(name: string, files: number, paused = false): Promise<string> {
  const [organization] = await db.admin<{ id: string }>(
    'insert into datapilot.organization (name) values ($1) returning id',
    [name],
  )
  await db.admin(
    `with made as (
       insert into datapilot.dataset (organization_id, name, table_name, filename, file_key, version_id, created_by)
       select $1, 't' || n, 't' || n, 't.csv', $3 || n, gen_random_uuid(), $4 from generate_series(1, $2) n
       returning *
     ), versions as (
       insert into datapilot.dataset_version (id, organization_id, dataset_id, number, content_hash, bytes, created_by)
       select version_id, organization_id, id, 1, '', 1, created_by from made returning *
     )
     insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, created_by, created_at, paused)
     select organization_id, dataset_id, id, '', 'full', created_by, now() + row_number() over () * interval '1 second', $5
     from versions`,
    [organization?.id, files, name, USER, paused],
  )
  return organization?.id ?? ''
}

const claim = (): Promise<AnalysisRow | undefined> => db.database.withService(claimNext)
const complete = (run: AnalysisRow) => db.database.withService((tx) => completeHeld(tx, run))

/** Works on what is queued with two runners at a time; returns the organizations in the order of their claims. */
async function servedOrder(claims: number): Promise<string[]> {
  const order: string[] = []
  const running: AnalysisRow[] = []
  while (order.length < claims) {
    const run = await claim()
    if (!run) break
    order.push(run.organizationId)
    running.push(run)
    const oldest = running.length === 2 ? running.shift() : undefined
    if (oldest) await complete(oldest)
  }
  for (const run of running) await complete(run)
  return order
}

describe('the order of claims', () => {
  it('serves 20 analyses of 5 organizations in rounds', async () => {
    const ids = []
    for (const name of ['a', 'b', 'c', 'd', 'e']) ids.push(await queue(name, 4))
    const order = await servedOrder(20)
    for (let round = 0; round < 4; round += 1) {
      expect(new Set(order.slice(round * 5, round * 5 + 5))).toEqual(new Set(ids))
    }
  })

  it('starves nobody beside an organization that queued a hundred first', async () => {
    const many = await queue('many', 100)
    const others = []
    for (const name of ['b', 'c', 'd', 'e']) others.push(await queue(name, 5))
    const order = await servedOrder(120)
    expect(order).toHaveLength(120)
    // While others wait, each gets its turn in every five claims; then the rest goes through.
    for (let round = 0; round < 5; round += 1) {
      const turn = order.slice(round * 5, round * 5 + 5)
      expect(new Set(turn)).toEqual(new Set([many, ...others]))
    }
    expect(new Set(order.slice(25))).toEqual(new Set([many]))
  })

  it('lets somebody who comes late in at once', async () => {
    await queue('many', 50)
    await servedOrder(10)
    const late = await queue('late', 1)
    expect((await claim())?.organizationId).toBe(late)
  })

  it('keeps the order of one organization, whatever ten runners do at once', async () => {
    await queue('one', 30)
    const claimed: AnalysisRow[] = []
    const runner = async () => {
      for (let run = await claim(); run; run = await claim()) {
        claimed.push(run)
        await complete(run)
      }
    }
    await Promise.all(Array.from({ length: 10 }, runner))
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(30)
    const created = claimed.map(({ createdAt }) => createdAt.getTime())
    const late = created.filter((at, i) => created.slice(0, i).filter((earlier) => earlier > at).length > 10)
    expect(late).toEqual([])
  })

  it('passes over what is paused, and over a version that another run works on', async () => {
    await queue('paused', 3, true)
    expect(await claim()).toBeUndefined()
    await queue('same', 1)
    await db.admin(
      `insert into datapilot.analysis (organization_id, dataset_id, version_id, file_key, type, created_by)
       select organization_id, dataset_id, version_id, '', 'basic_eda', created_by from datapilot.analysis where not paused`,
    )
    const first = await claim()
    expect(await claim()).toBeUndefined()
    if (first) await complete(first)
    expect((await claim())?.versionId).toBe(first?.versionId)
  })
})
