import { DuckDBInstance, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api'
import type { Cell } from '@datapilot/contracts'
import { serveJobs, WorkerError } from '../workers/worker-child.ts'
import { columnCells, logicalType } from './cells.ts'
import type { EngineAnswer, EngineJob } from './engine-job.ts'
import { engineFailure } from './engine-failure.ts'
import { allowPaths, createTableView, LOCK_DOWN } from './engine.sql.ts'
import { checkStatement } from './statement-gate.ts'

/** Rows beyond the cap are only counted, and not for longer than this. */
const COUNTING_MS = 250

interface Session {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
}

/** The settings travel as arguments of the program, so that a warm process already has its instance. */
async function openSession(): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: process.env.ENGINE_MEMORY ?? '1GB',
    threads: process.env.ENGINE_THREADS ?? '2',
    temp_directory: 'tmp',
    max_temp_directory_size: process.env.ENGINE_TEMP ?? '8GB',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
  })
  return { instance, connection: await instance.connect() }
}

function closeSession({ instance, connection }: Session): void {
  connection.closeSync()
  instance.closeSync()
}

async function lockDown(connection: DuckDBConnection, job: EngineJob): Promise<void> {
  await connection.run("SET TimeZone='UTC'")
  await connection.run(allowPaths(job.tables.map((table) => table.path)))
  for (const { name, path } of job.tables) await connection.run(createTableView(name, path))
  for (const statement of LOCK_DOWN) await connection.run(statement)
}

function sizeOf(cell: Cell): number {
  return typeof cell === 'string' ? cell.length + 2 : 8
}

/** Reads the result up to the caps and goes on counting for a moment. */
async function collect(result: DuckDBResult, job: EngineJob): Promise<EngineAnswer> {
  const types = result.columnTypes()
  const names = result.columnNames()
  const columns = types.map((type, index) => ({ name: names[index] ?? '', type: logicalType(type) }))
  const rows: Cell[][] = []
  let bytes = 0
  let count = 0
  let full = false
  let deadline = Infinity
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const size = chunk.rowCount
    count += size
    if (full) {
      if (performance.now() > deadline) break
      continue
    }
    const cells = types.map((type, index) => columnCells(chunk, index, type))
    for (let row = 0; row < size && !full; row += 1) {
      const values = cells.map((column) => column[row] ?? null)
      bytes += values.reduce<number>((sum, cell) => sum + sizeOf(cell), 0)
      full = rows.length >= job.maxRows || bytes > job.maxBytes
      if (!full) rows.push(values)
    }
    if (full) deadline = performance.now() + COUNTING_MS
  }
  return { columns, rows, row_count: count, truncated: rows.length < count }
}

function isEngineJob(job: unknown): job is EngineJob {
  return typeof job === 'object' && job !== null && 'sql' in job && 'tables' in job
}

let session = openSession()

async function answer(job: unknown): Promise<EngineAnswer> {
  if (!isEngineJob(job))
    throw new WorkerError({ code: 'worker_failed', status: 500, detail: 'This is not an engine job.' })
  const current = await session
  try {
    await lockDown(current.connection, job)
    if (job.untrusted) await checkStatement(current.connection, job.sql)
    return await collect(await current.connection.stream(job.sql), job)
  } catch (error) {
    throw engineFailure(error)
  } finally {
    if (!job.untrusted) {
      closeSession(current)
      session = openSession()
    }
  }
}

await session
await serveJobs(answer)
