import autocannon from 'autocannon'
import type { Client } from '../apps/server/test/recovery/client.ts'
import type { ServerProcess } from '../apps/server/test/recovery/server-process.ts'
import { median, type Bench, type BenchContext, type Measure } from './lib/bench.ts'
import { uploadedDataset, withServer } from './lib/bench-server.ts'
import { copyDataset } from './lib/copied-datasets.ts'
import { generatedCsv } from './lib/generated-csv.ts'

const DATASETS = 200
const CONNECTIONS = 32
const SECONDS = 5
/** The default page of the list. */
const LIST = '/api/v1/datasets'
/** Answered by routing alone: the least that an answer of this server costs. */
const NOTHING = '/api/v1/nothing-here'

interface Load {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/**
 * The list of datasets with token check, membership and row security, on a server process with its own PostgreSQL.
 * Each run beside the same server's cheapest answer, because both see the same machine.
 */
export const bench: Bench = {
  title: 'List endpoint',
  run: (context) =>
    withServer(async (server, client) => {
      const path = await generatedCsv(context.folder, 1_000, context.seed)
      const { id } = await uploadedDataset(client, path, 'sales.csv')
      await copyDataset(server.home, id, DATASETS - 1)
      return measure(server, client, context)
    }),
}

async function measure(server: ServerProcess, client: Client, { runs }: BenchContext): Promise<Measure[]> {
  const listed: Load[] = []
  const empty: Load[] = []
  await load(server.origin + LIST, client.authorization, 200)
  for (let i = 0; i < runs; i++) {
    empty.push(await load(server.origin + NOTHING, client.authorization, 404))
    listed.push(await load(server.origin + LIST, client.authorization, 200))
  }
  const of = (loads: readonly Load[], pick: (load: Load) => number) => median(loads.map(pick))
  const share = of(listed, ({ perSecond }) => perSecond) / of(empty, ({ perSecond }) => perSecond)
  return [
    {
      what: 'list of datasets',
      value: of(listed, ({ perSecond }) => perSecond),
      unit: '/s',
      note: `${String(CONNECTIONS)} connections, ${String(DATASETS)} datasets, pages of 50`,
    },
    { what: 'list of datasets, p50', value: of(listed, ({ p50 }) => p50), unit: 'ms' },
    { what: 'list of datasets, p99', value: of(listed, ({ p99 }) => p99), unit: 'ms' },
    { what: 'unknown path', value: of(empty, ({ perSecond }) => perSecond), unit: '/s', note: 'routing alone' },
    { what: 'list ÷ unknown path', value: share, unit: '×', note: 'requests per second' },
  ]
}

async function load(url: string, authorization: string, status: 200 | 404): Promise<Load> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers: { authorization } })
  const answered = result.statusCodeStats?.[`${status}`]?.count ?? 0
  if (result.errors > 0 || answered === 0 || answered < result.requests.total) {
    throw new Error(`${url} did not always answer ${String(status)}: ${JSON.stringify(result.statusCodeStats)}`)
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}
