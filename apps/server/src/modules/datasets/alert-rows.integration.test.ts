import type { AlertRows, Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { datasetOf } from '../../../test-support/analysis.ts'
import { type Person, signUp } from '../../../test-support/person.ts'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

const PEOPLE = `name,município/uf\n${Array.from({ length: 300 }, (_, i) => `p${String(i)},${i % 3 === 0 ? '' : ' São Paulo'}`).join('\n')}\n`

let server: TestServer
let ana: Person
let bia: Person
let id: string
let profile: Profile

beforeAll(async () => {
  server = await createTestServer()
  ana = await signUp(server.app, 'ana')
  bia = await signUp(server.app, 'bia')
  id = (await datasetOf(server.app, ana, 'people.csv', PEOPLE)).dataset.id
  profile = (await ana.call({ url: `/api/v1/datasets/${id}/profile` })).json<Profile>()
})
afterAll(() => server.close())

function alertRows(person: Person, alert: string, query = '') {
  return person.call({ url: `/api/v1/datasets/${id}/alerts/${encodeURIComponent(alert)}/rows?${query}` })
}

describe('the rows of an alert', () => {
  it('come in pages, with their numbers, as many as the alert counts', async () => {
    const missing = profile.alerts.find(({ code }) => code === 'missing')
    const first = (await alertRows(ana, missing?.id ?? '', 'limit=60')).json<AlertRows>()
    const second = (await alertRows(ana, missing?.id ?? '', 'limit=60&offset=60')).json<AlertRows>()
    expect([first.row_count, second.row_count]).toEqual([100, 100])
    expect([...first.row_numbers, ...second.row_numbers]).toEqual(Array.from({ length: 100 }, (_, i) => 3 * i + 1))
    expect(first.columns).toHaveLength(2)
    expect(second.rows[0]).toEqual(['p180', null])
  })

  it('are refused by name where the alert is unknown or counts no rows', async () => {
    const unknown = await alertRows(ana, 'missing:nothing')
    expect([unknown.statusCode, unknown.json<{ code: string }>().code]).toEqual([404, 'alert_not_found'])
    const without = profile.alerts.find(({ rows }) => !rows)
    const refused = await alertRows(ana, without?.id ?? '')
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'alert_without_rows'])
  })

  it('are nothing to another organization', async () => {
    for (const { id: alert } of profile.alerts) expect((await alertRows(bia, alert)).statusCode).toBe(404)
  })
})
