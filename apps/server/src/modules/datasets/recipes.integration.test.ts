import type { Dataset, ReadingPreview, Recipe } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf, eventually, untilEnded } from '../../../test-support/analysis.ts'
import { type Person, signUp } from '../../../test-support/person.ts'
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

const file = (month: string, first = 1): string =>
  `Extrato ${month}\ncódigo;dia;valor\n${Array.from({ length: 12 }, (_, i) => `${String(first + i)};0${String((i % 7) + 1)}/0${String((i % 7) + 2)}/2024;1,${String(100 + i)}`).join('\n')}\n`

const get = async (person: Person, id: string): Promise<Dataset> =>
  (await person.call({ url: `/api/v1/datasets/${id}` })).json<Dataset>()

const recipesOf = async (person: Person): Promise<Recipe[]> =>
  (await person.call({ url: '/api/v1/recipes' })).json<{ items: Recipe[] }>().items

async function post(person: Person, url: string, payload: object): Promise<{ status: number; body: Dataset }> {
  const answer = await person.call({ method: 'POST', url: `/api/v1${url}`, payload })
  return { status: answer.statusCode, body: answer.json<Dataset>() }
}

async function corrected(person: Person, id: string, override: object): Promise<Dataset> {
  const { status, body } = await post(person, `/datasets/${id}/reread`, { override })
  expect(status).toBe(202)
  await untilEnded(person, body.analysis_id ?? '')
  return get(person, id)
}

const preview = (person: Person, id: string, payload: object) =>
  person.call({ method: 'POST', url: `/api/v1/datasets/${id}/reading/preview`, payload })

describe('a preview of a reading', () => {
  it('shows lines with their roles beside the table, with a correction that changes nothing', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'a.csv', file('janeiro'))
    const answer = await preview(ana, dataset.id, { override: { header_line: null, columns: { column_1: 'text' } } })
    const shown = answer.json<ReadingPreview>()
    expect(shown.lines.slice(0, 2)).toEqual([
      { number: 1, text: 'Extrato janeiro', role: 'rejected' },
      { number: 2, text: 'código;dia;valor', role: 'row' },
    ])
    expect(shown).toMatchObject({ complete: true, reading: { dialect: { header_line: null } } })
    expect(shown.rows[0]).toEqual(['código', 'dia', 'valor'])
    expect((await get(ana, dataset.id)).version).toBe(1)
  })

  it('says what a correction would break', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'b.csv', file('fevereiro'))
    const wrong = await preview(ana, dataset.id, { override: { columns: { dia: 'integer' } } })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.json()).toMatchObject({ code: 'column_type_misfit', data: { column: 'dia', misfits: 12 } })
    const unknown = await preview(ana, dataset.id, { override: { columns: { nada: 'text' } } })
    expect(unknown.json()).toMatchObject({ code: 'column_unknown' })
    const marks = await preview(ana, dataset.id, { override: { thousands: ',', decimal: ',' } })
    expect(marks.json()).toMatchObject({ code: 'correction_contradictory' })
    const line = await preview(ana, dataset.id, { override: { header_line: 999 } })
    expect(line.json()).toMatchObject({ code: 'header_line_missing' })
  })

  it('is not there for other organizations', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'c.csv', file('março'))
    expect((await preview(bia, dataset.id, { override: {} })).statusCode).toBe(404)
  })
})

describe('a correction', () => {
  it('that works becomes a recipe, proposed for the next file of the same shape and applied with one call', async () => {
    const first = await datasetOf(server.app, ana, 'abril.csv', file('abril'))
    expect(first.dataset.recipe).toBeNull()
    const override = { date_order: 'mdy', columns: { código: 'text' } }
    const better = await corrected(ana, first.dataset.id, override)
    expect(better).toMatchObject({ version: 2, recipe: null, reading: { dialect: { date_order: 'mdy' } } })

    const next = await datasetOf(server.app, ana, 'maio.csv', file('maio', 500))
    const from = { id: first.dataset.id, name: 'abril' }
    expect(next.dataset.recipe).toMatchObject({ from_dataset: from, override })

    const { status, body } = await post(ana, `/datasets/${next.dataset.id}/recipe/apply`, {})
    expect(status).toBe(202)
    await untilEnded(ana, body.analysis_id ?? '')
    const applied = await get(ana, next.dataset.id)
    expect(applied).toMatchObject({ version: 2, recipe: null, reading: { dialect: { date_order: 'mdy' } } })
    expect(applied.reading?.columns.map(({ type }) => type)).toEqual(['text', 'date', 'decimal'])
    const [recipe] = await recipesOf(ana)
    expect(recipe).toMatchObject({
      from_dataset: from,
      override,
      applied: 1,
      shape: { format: 'csv', delimiter: ';', column_count: 3, header: ['código', 'dia', 'valor'] },
    })
  })

  it('that does not work out leaves the dataset and the recipes as they were', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'junho.csv', 'x,y\n1,a\n2,b\n3,c\n')
    const before = await recipesOf(ana)
    const { body } = await post(ana, `/datasets/${dataset.id}/reread`, { override: { columns: { y: 'date' } } })
    const analysis = await untilEnded(ana, body.analysis_id ?? '')
    expect(analysis).toMatchObject({ status: 'failed', error_code: 'column_type_misfit' })
    expect(await get(ana, dataset.id)).toMatchObject({ version: 1, status: 'ready', rows: 3 })
    expect(await recipesOf(ana)).toEqual(before)
  })

  it('replaces earlier ones where it says so', async () => {
    const { dataset } = await datasetOf(server.app, ana, 'julho.csv', 'p,q\n1,2\n3,4\n5,6\n')
    await corrected(ana, dataset.id, { columns: { p: 'text' } })
    const { body } = await post(ana, `/datasets/${dataset.id}/reread`, {
      override: { columns: { q: 'text' } },
      replace: true,
    })
    await untilEnded(ana, body.analysis_id ?? '')
    const types = (await get(ana, dataset.id)).reading?.columns.map(({ type }) => type)
    expect(types).toEqual(['integer', 'text'])
  })
})

describe('recipes of an organization', () => {
  it('are neither proposed to, listed for, applied by nor deleted by another', async () => {
    const mine = await datasetOf(server.app, ana, 'agosto.csv', 'conta,saldo\n1,2\n3,4\n5,6\n')
    await corrected(ana, mine.dataset.id, { columns: { conta: 'text' } })
    const recipe = (await recipesOf(ana)).find(({ from_dataset: from }) => from?.id === mine.dataset.id)
    const theirs = await datasetOf(server.app, bia, 'agosto.csv', 'conta,saldo\n1,2\n3,4\n5,6\n')
    expect(theirs.dataset.recipe).toBeNull()
    expect(await recipesOf(bia)).toEqual([])
    const applied = await post(bia, `/datasets/${theirs.dataset.id}/recipe/apply`, { recipe_id: recipe?.id })
    expect(applied.status).toBe(404)
    const gone = await bia.call({ method: 'DELETE', url: `/api/v1/recipes/${recipe?.id ?? ''}` })
    expect(gone.statusCode).toBe(404)
    expect((await recipesOf(ana)).some(({ id }) => id === recipe?.id)).toBe(true)
  })

  it('are proposed no more once deleted', async () => {
    const mine = await datasetOf(server.app, ana, 'set.csv', 'nome,nota\na,1\nb,2\nc,3\n')
    await corrected(ana, mine.dataset.id, { columns: { nota: 'text' } })
    const again = await datasetOf(server.app, ana, 'out.csv', 'nome,nota\nd,4\ne,5\nf,6\n')
    const id = again.dataset.recipe?.id ?? ''
    expect((await ana.call({ method: 'DELETE', url: `/api/v1/recipes/${id}` })).statusCode).toBe(204)
    await eventually(
      () => get(ana, again.dataset.id),
      ({ recipe }) => recipe === null,
    )
  })
})
