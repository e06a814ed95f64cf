import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type RunningEngine } from './index.ts'

let folder: string
let table: string
let engine: RunningEngine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-test-'))
  table = join(folder, 'd.parquet')
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(
    `COPY (SELECT i AS id, 'g' || i % 3 AS label, i * 1.25 AS amount FROM range(10000) t(i)) TO '${table}'`,
  )
  connection.closeSync()
  instance.closeSync()
  await writeFile(join(folder, 'secret.csv'), 'a,b\n1,2\n')
  engine = createEngine({
    workDirectory: join(folder, 'work'),
    memoryBytes: 512 * 1024 * 1024,
    warm: 1,
    maxConcurrent: 2,
    maxQueued: 1,
  })
})

afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (sql: string, limits = {}) =>
  engine.runUntrusted({ tables: [{ name: 'd', parquetPath: table }], sql, limits })

async function stillServes(): Promise<void> {
  expect((await run('SELECT count(*) FROM d')).rows).toEqual([[10000]])
}

describe('answers of the engine', () => {
  it('returns cells as the contract says', async () => {
    const { columns, rows } =
      await run(`SELECT 1 AS i, 9007199254740993 AS big, 1.50::DECIMAL(5,2) AS dec, 'nan'::DOUBLE AS nan,
      '-inf'::DOUBLE AS inf, DATE '2024-01-31' AS day, TIMESTAMP '2024-01-31 03:04:05.5' AS at,
      TIMESTAMPTZ '2024-01-31 03:04:05+02' AS zoned, TIME '01:02:03' AS clock, true AS yes, NULL AS nothing, [1, 2] AS list, {'a': 1} AS object`)
    expect(rows).toEqual([
      [
        1,
        '9007199254740993',
        '1.50',
        null,
        null,
        '2024-01-31',
        '2024-01-31T03:04:05.5',
        '2024-01-31T01:04:05',
        '01:02:03',
        true,
        null,
        '[1,2]',
        '{"a":1}',
      ],
    ])
    expect(columns.map(({ type }) => type)).toEqual([
      'integer',
      'integer',
      'decimal',
      'number',
      'number',
      'date',
      'timestamp',
      'timestamp',
      'time',
      'boolean',
      'integer',
      'json',
      'json',
    ])
  })

  it.each([
    'WITH x AS (SELECT label, sum(amount) AS s FROM d GROUP BY label) SELECT * FROM x ORDER BY s',
    'FROM d LIMIT 3',
    'VALUES (1), (2)',
    'DESCRIBE d',
    'SUMMARIZE d',
    'SELECT \'a;b\' AS "c;d" -- ; e',
    "PIVOT d ON label IN ('g0', 'g1') USING sum(amount)",
    'PIVOT d ON label USING count(*);',
    'SELECT * FROM range(3), unnest([1, 2])',
  ])('accepts %s', async (sql) => {
    expect((await run(sql)).rows.length).toBeGreaterThan(0)
  })

  it('cuts at the row cap, counts the rest and says so', async () => {
    const result = await run('SELECT * FROM d', { maxRows: 10 })
    expect(result).toMatchObject({ row_count: 10000, truncated: true })
    expect(result.rows).toHaveLength(10)
  })

  it('cuts at the byte cap', async () => {
    const result = await run("SELECT repeat('x', 1000) FROM range(5000)", { maxBytes: 100_000 })
    expect(result.truncated).toBe(true)
    expect(result.rows.length).toBeLessThan(101)
  })

  it('ends results that never end', async () => {
    const result = await run('SELECT * FROM range(100000000000)', { maxRows: 5 })
    expect(result.rows).toHaveLength(5)
    expect(result.row_count).toBeGreaterThan(5)
  })

  it('uses one process again for statements of our own, with other tables each time', async () => {
    for (const name of ['one', 'two', 'three']) {
      const { rows } = await engine.runTrusted({
        tables: [{ name, parquetPath: table }],
        sql: `SELECT count(*) FROM ${name}`,
      })
      expect(rows).toEqual([[10000]])
    }
    await expect(engine.runTrusted({ tables: [], sql: 'SELECT * FROM three' })).rejects.toMatchObject({
      code: 'sql_failed',
    })
  })
})

describe('attacks', () => {
  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM read_blob('data/../../../secret.csv')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM parquet_metadata('data/t0.parquet')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
    "COPY (SELECT 1) TO '/tmp/x.csv'",
    "COPY (SELECT 1) TO 'tmp/x.csv'",
    "ATTACH '/tmp/x.db'",
    "ATTACH ':memory:' AS m",
    "EXPORT DATABASE 'tmp/x'",
    'PRAGMA version',
    "PRAGMA enable_profiling='json'",
    "CALL enable_logging(storage = 'file', storage_path = '/tmp/log')",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '/tmp/log')",
    'WITH x AS (SELECT * FROM enable_logging()) SELECT * FROM x',
    'SELECT (SELECT count(*) FROM enable_logging())',
    'INSTALL httpfs',
    "LOAD '/tmp/x.duckdb_extension'",
    "SET memory_limit = '100GB'",
    'RESET memory_limit',
    'CREATE TABLE x AS SELECT 1',
    'CREATE OR REPLACE VIEW d AS SELECT 1',
    'DROP VIEW d',
    'INSERT INTO d VALUES (1)',
    'SELECT 1; SELECT 2',
    "SELECT 1; COPY d TO 'tmp/x.csv'",
    "PIVOT d ON label USING count(*); COPY d TO 'tmp/x.csv'",
    "PIVOT read_csv('/etc/passwd') ON column0 USING count(*)",
    'EXPLAIN ANALYZE SELECT 1',
    'SELECT * FROM duckdb_settings()',
    "SELECT current_setting('temp_directory')",
    'SET VARIABLE x = 1',
    'PREPARE p AS SELECT 1',
    '',
    '-- nothing',
  ])('refuses %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^sql_(refused|failed)$/) })
  })

  it.each([
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'data/t0.parquet/../x'",
    "SELECT getenv('HOME')",
    'SELECT * FROM other',
  ])('finds nothing at %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'sql_failed' })
  })

  it('says nothing about paths of the host', async () => {
    const errors = await Promise.all(
      ["SELECT * FROM '/var/lib/private/x.parquet'", 'SELECT x FROM d', "SELECT '/etc/passwd'::INTEGER"].map((sql) =>
        run(sql).catch((error: unknown) => String(error)),
      ),
    )
    for (const message of errors) expect(message).not.toContain(folder)
    await expect(run('SELECT sql FROM sqlite_master')).rejects.toMatchObject({ code: 'sql_refused' })
  })

  it('survives memory bombs', async () => {
    for (const sql of [
      "SELECT sum(length(s)) FROM (SELECT string_agg(repeat('x', 1000) || i, '') AS s FROM range(100000000) t(i))",
      'SELECT len(range(300000000))',
      "SELECT repeat('x', 900000000) || repeat('y', 900000000)",
    ]) {
      await expect(run(sql, { timeoutMs: 25_000 })).rejects.toMatchObject({
        code: expect.stringMatching(/^sql_(out_of_memory|failed)$/),
      })
    }
    await stillServes()
  }, 90_000)

  it('stops endless statements at the time limit and the process with them', async () => {
    const started = performance.now()
    await expect(
      run('SELECT count(*) FROM range(1000000) a, range(1000000) b', { timeoutMs: 700 }),
    ).rejects.toMatchObject({ code: 'sql_timeout' })
    expect(performance.now() - started).toBeLessThan(5_000)
    await stillServes()
  })

  it('stops when it is cancelled, also in a single long call', async () => {
    const controller = new AbortController()
    const running = engine.runUntrusted({
      tables: [{ name: 'd', parquetPath: table }],
      sql: "SELECT levenshtein(repeat('ab', 40000), repeat('ba', 40000))",
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 300)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await stillServes()
  })

  it('refuses with engine_busy when too many wait', async () => {
    const slow = 'SELECT count(*) FROM range(1000000) a, range(1000000) b'
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => run(slow, { timeoutMs: 500 })))
    const codes = results.map((result) =>
      result.status === 'rejected' ? (result.reason as { code: string }).code : 'done',
    )
    expect(codes.filter((code) => code === 'engine_busy')).toHaveLength(2)
    await stillServes()
  })

  it('leaves the table as it was and no folder behind', async () => {
    const before = await stat(table)
    await stillServes()
    expect((await stat(table)).size).toBe(before.size)
    await engine.close()
    await mkdir(join(folder, 'work'), { recursive: true })
    expect(await readdir(join(folder, 'work'))).toEqual([])
  })
})
