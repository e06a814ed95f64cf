import type { Analysis, AnalysisResults, Comparison, Dataset, RowDifferences } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const HEADER = 'pedido;cliente;valor;uf'
const row = (n: number, valor: number, uf: string) => `P${String(n)};Cliente ${String(n % 5)};${String(valor)},50;${uf}`
const BASE = [HEADER, ...Array.from({ length: 60 }, (_, i) => row(i, i * 3, i % 2 ? 'SP' : 'RJ'))].join('\n')
/** 5 rows gone, 7 new, 4 changed, one given twice. */
const CURRENT = [
  HEADER,
  ...Array.from({ length: 55 }, (_, i) => row(i + 5, i < 4 ? 9000 + i : (i + 5) * 3, (i + 5) % 2 ? 'SP' : 'RJ')),
  ...Array.from({ length: 7 }, (_, i) => row(i + 100, i, 'BA')),
  row(59, 177, 'SP'),
].join('\n')

let server: TestServer
let ana: Person
let bia: Person
let base: Dataset
let current: Dataset

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
  base = (await datasetOf(server.app, ana, 'marco.csv', `${BASE}\n`)).dataset
  current = (await datasetOf(server.app, ana, 'abril.csv', `${CURRENT}\n`)).dataset
})
afterAll(() => server.close())

const start = (person: Person, payload: object) =>
  person.call({ method: 'POST', url: '/api/v1/analyses', payload: { analysis_type: 'compare', ...payload } })
const differences = (person: Person, id: string, query: string) =>
  person.call({ url: `/api/v1/analyses/${id}/differences?${query}` })

async function comparisonOf(payload: object): Promise<{ id: string; comparison: Comparison; analysis: Analysis }> {
  const started = await start(ana, payload)
  expect(started.statusCode).toBe(202)
  const analysis = await untilEnded(ana, started.json<Analysis>().analysis_id)
  expect(analysis).toMatchObject({ status: 'completed', analysis_type: 'compare' })
  const results = (await ana.call({ url: `/api/v1/analyses/${analysis.analysis_id}/results` })).json<AnalysisResults>()
  if (results.analysis_type !== 'compare') throw new Error('not a comparison')
  return { id: analysis.analysis_id, comparison: results.results, analysis }
}

describe('comparing two datasets', () => {
  let id: string
  let comparison: Comparison

  it('says what came, went and changed, with the key that it found', async () => {
    const made = await comparisonOf({ dataset_id: current.id, compare_to: { dataset_id: base.id } })
    ;({ id, comparison } = made)
    expect(made.analysis).toMatchObject({ compare_to: { dataset_id: base.id, version: 1 }, key: null })
    expect(comparison.base).toMatchObject({ dataset_id: base.id, version: 1, rows: 60 })
    expect(comparison.current).toMatchObject({ dataset_id: current.id, version: 1, rows: 63 })
    expect(comparison.rows).toMatchObject({
      by: 'key',
      key: ['pedido'],
      key_from: 'found',
      added: 7,
      removed: 5,
      changed: 4,
      unchanged: 50,
      changed_cells: [{ column: 'valor', cells: 4 }],
      current_duplicates: { keys: 1, rows: 2, rows_without_key: 0 },
      kept: { added: 7, removed: 5, changed: 4, unmatched: 3 },
    })
    expect(comparison.drift.find(({ column }) => column === 'uf')?.new_values).toMatchObject({
      distinct: 1,
      rows: 7,
      examples: [{ value: 'BA', count: 7 }],
    })
  })

  it('pages through the rows that differ', async () => {
    const page = (await differences(ana, id, 'kind=changed&column=valor&limit=3')).json<RowDifferences>()
    expect(page).toMatchObject({ kind: 'changed', total: 4, offset: 0 })
    expect(page.columns.map(({ name }) => name)).toEqual(['pedido', 'cliente', 'valor', 'uf'])
    expect(page.items).toHaveLength(3)
    expect(page.items[0]).toMatchObject({ changed: ['valor'], count: 1 })
    expect(page.items[0]?.base?.[0]).toBe(page.items[0]?.current?.[0])
    const rest = (await differences(ana, id, 'kind=changed&offset=3')).json<RowDifferences>()
    expect(rest.items).toHaveLength(1)
    const added = (await differences(ana, id, 'kind=added')).json<RowDifferences>()
    expect(added.items.map(({ base: before, current: now }) => [before, now?.[3]])).toEqual(Array(7).fill([null, 'BA']))
    const removed = (await differences(ana, id, 'kind=removed')).json<RowDifferences>()
    expect(removed.items.every(({ current: now }) => now === null)).toBe(true)
    const unmatched = (await differences(ana, id, 'kind=unmatched')).json<RowDifferences>()
    expect(unmatched.items.map(({ base: before, current: now }) => (before ?? now)?.[0])).toEqual(['P59', 'P59', 'P59'])
    expect((await differences(ana, id, 'column=nada')).statusCode).toBe(404)
  })

  it.each([
    ['html', 'text/html', '<!doctype html>'],
    ['md', 'text/markdown', '# Comparação'],
    ['csv', 'text/csv', '\uFEFFcolumn,base_column'],
    ['json', 'application/json', '{'],
  ])('leaves the house as %s', async (format, type, begins) => {
    const report = await ana.call({ url: `/api/v1/analyses/${id}/report?format=${format}&language=pt` })
    expect(report.statusCode).toBe(200)
    expect(report.headers['content-type']).toContain(type)
    expect(report.headers['content-disposition']).toContain(`.${format}`)
    expect(report.body.startsWith(begins)).toBe(true)
  })

  it('is summarized for models within their budget', async () => {
    const answer = await ana.call({ url: `/api/v1/analysis/summary-for-llm/${id}?max_tokens=200` })
    const { summary, tokens } = answer.json<{ summary: string; tokens: number }>()
    expect(tokens).toBeLessThanOrEqual(200)
    expect(summary).toContain('7 rows added, 5 removed, 4 changed')
  })

  it('takes a key that is given, and refuses one that is not there', async () => {
    const given = await comparisonOf({
      dataset_id: current.id,
      compare_to: { dataset_id: base.id },
      key: ['pedido', 'uf'],
    })
    expect(given.comparison.rows).toMatchObject({ key: ['pedido', 'uf'], key_from: 'given' })
    const wrong = await start(ana, { dataset_id: current.id, compare_to: { dataset_id: base.id }, key: ['nada'] })
    const ended = await untilEnded(ana, wrong.json<Analysis>().analysis_id)
    expect(ended).toMatchObject({ status: 'failed', error_code: 'compare_key_not_found' })
    // The datasets have nothing to do with it.
    expect((await ana.call({ url: `/api/v1/datasets/${current.id}` })).json()).toMatchObject({ status: 'ready' })
  })
})

describe('comparing versions', () => {
  it('sets a reading beside an earlier one of the same dataset', async () => {
    const again = await ana.call({
      method: 'POST',
      url: `/api/v1/datasets/${base.id}/reread`,
      payload: { override: { header_line: null } },
    })
    expect(again.statusCode).toBe(202)
    const { items } = (await ana.call({ url: `/api/v1/analyses?dataset_id=${base.id}` })).json<{ items: Analysis[] }>()
    await untilEnded(ana, items[0]?.analysis_id ?? '')
    const { comparison } = await comparisonOf({
      dataset_id: base.id,
      compare_to: { dataset_id: base.id, version: 1 },
    })
    expect([comparison.base.version, comparison.current.version]).toEqual([1, 2])
    expect([comparison.base.rows, comparison.current.rows]).toEqual([60, 61])
  })

  it('refuses a version beside itself, and one that is not there', async () => {
    const same = await start(ana, { dataset_id: current.id, compare_to: { dataset_id: current.id } })
    expect([same.statusCode, same.json<{ code: string }>().code]).toEqual([422, 'same_version'])
    const missing = await start(ana, { dataset_id: current.id, compare_to: { dataset_id: current.id, version: 9 } })
    expect(missing.statusCode).toBe(404)
  })
})

describe('access to both sides', () => {
  it('is checked: another organization gets 404 whichever side is foreign', async () => {
    const own = (await datasetOf(server.app, bia, 'own.csv', `${BASE}\n`)).dataset
    for (const payload of [
      { dataset_id: own.id, compare_to: { dataset_id: base.id } },
      { dataset_id: base.id, compare_to: { dataset_id: own.id } },
    ]) {
      const refused = await start(bia, payload)
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([404, 'dataset_not_found'])
    }
    const { id } = await comparisonOf({ dataset_id: current.id, compare_to: { dataset_id: base.id } })
    for (const url of [`analyses/${id}/differences`, `analyses/${id}/report`, `analyses/${id}/results`])
      expect((await bia.call({ url: `/api/v1/${url}` })).statusCode).toBe(404)
  })

  it('row differences exist for comparisons only', async () => {
    const refused = await differences(ana, current.analysis_id ?? '', '')
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'not_a_comparison'])
  })
})
