import { Health, HealthCheck } from '@datapilot/contracts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../../test-support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
})
afterAll(() => server.close())

it('reports every dependency without credentials and without addresses', async () => {
  const answer = await server.app.inject({ url: '/api/v1/health' })
  expect(answer.statusCode).toBe(200)
  const health = Health.parse(answer.json())
  expect(Object.keys(health.checks)).toEqual(expect.arrayContaining(['database', 'storage', 'engine']))
  expect(health.checks['database']?.status).toBe('ok')
  expect(answer.body).not.toContain(server.platform.config.home)
})

it('makes a real round trip to the database', async () => {
  const answer = await server.app.inject({ url: '/api/v1/health/database' })
  expect(HealthCheck.parse(answer.json())).toMatchObject({
    status: 'ok',
    detail: expect.stringMatching(/^PostgreSQL \d+/),
  })
})
