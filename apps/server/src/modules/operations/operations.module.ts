import { Health, HealthCheck } from '@datapilot/contracts'
import type { App } from '../../platform/http/app.ts'
import type { ServerModule } from '../../platform/module.ts'

export type HealthSource = () => Promise<Record<string, HealthCheck>>

/** A dependency that does not answer within this time counts as failed. */
const CHECK_TIMEOUT_MS = 5000

/**
 * Health for people, load balancers and the documents' samples. Both routes are public: they say which dependency
 * works and how long it took, never an address, a name or an error's text.
 */
export function createOperationsModule(options: {
  version: string
  sources: readonly HealthSource[]
  database: HealthSource
}): ServerModule {
  const started = performance.now()
  return {
    name: 'operations',
    routes(app: App) {
      app.get(
        '/health',
        {
          schema: {
            summary: 'State of the server and its dependencies',
            tags: ['operations'],
            response: { 200: Health, 503: Health },
          },
          config: { permission: 'public' },
        },
        async (_request, reply) => {
          const checks = await collect([...options.sources, options.database])
          const health: Health = {
            status: worst(Object.values(checks)),
            version: options.version,
            uptime_s: Math.round((performance.now() - started) / 1000),
            checks,
          }
          return reply.code(health.status === 'failed' ? 503 : 200).send(health)
        },
      )
      app.get(
        '/health/database',
        {
          schema: {
            summary: 'A real round trip to the database',
            tags: ['operations'],
            response: { 200: HealthCheck, 503: HealthCheck },
          },
          config: { permission: 'public' },
        },
        async (_request, reply) => {
          const { database = failed('no answer') } = await collect([options.database])
          return reply.code(database.status === 'failed' ? 503 : 200).send(database)
        },
      )
    },
  }
}

async function collect(sources: readonly HealthSource[]): Promise<Record<string, HealthCheck>> {
  const answers = await Promise.all(sources.map((source) => withTimeout(source())))
  return Object.fromEntries(answers.flatMap((answer) => Object.entries(answer)))
}

async function withTimeout(answer: Promise<Record<string, HealthCheck>>): Promise<Record<string, HealthCheck>> {
  const late = new Promise<Record<string, HealthCheck>>((resolve) => {
    setTimeout(resolve, CHECK_TIMEOUT_MS, { slow_dependency: failed('no answer in time') }).unref()
  })
  return await Promise.race([answer, late])
}

/** Runs one check and says how long it took; an error's text stays out, it may name addresses. */
export async function checkHealth(name: string, check: () => Promise<string>): Promise<Record<string, HealthCheck>> {
  const started = performance.now()
  const result = await check().then(
    (detail): HealthCheck => ({ status: 'ok', detail, elapsed_ms: 0 }),
    () => failed('does not answer'),
  )
  return { [name]: { ...result, elapsed_ms: Math.round((performance.now() - started) * 10) / 10 } }
}

const failed = (detail: string): HealthCheck => ({ status: 'failed', detail, elapsed_ms: 0 })

function worst(checks: readonly HealthCheck[]): Health['status'] {
  if (checks.some((check) => check.status === 'failed')) return 'failed'
  return checks.some((check) => check.status === 'degraded') ? 'degraded' : 'ok'
}
