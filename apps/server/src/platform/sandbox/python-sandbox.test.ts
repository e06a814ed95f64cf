import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../config.ts'
import { openPythonSandbox, type PythonSandbox, type SandboxChoice } from './python-sandbox.ts'

let folder: string
let parquetPath: string
let sandbox: PythonSandbox

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapilot-sandbox-'))
  parquetPath = join(folder, 'sales.parquet')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`
    COPY (SELECT * FROM (VALUES
      ('SP', 10.50::DECIMAL(10,2), DATE '2024-01-31', 1::BIGINT, true),
      ('RJ', 3.25, DATE '2024-02-01', NULL, false),
      ('SP', NULL, NULL, 9007199254740993, NULL)) t(uf, valor, dia, n, ok))
    TO '${parquetPath}' (FORMAT parquet)`)
  sandbox = await openPythonSandbox({ python: loadConfig().pythonHome, workFolder: join(folder, 'slots') })
})

afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

function run(code: string, changes: { columns?: string[]; generated?: boolean; signal?: AbortSignal } = {}) {
  return sandbox.run({
    code,
    tables: [{ name: 'sales', parquetPath, columns: changes.columns ?? null }],
    file: null,
    maxRows: 100,
    explain: false,
    generated: changes.generated ?? false,
    signal: changes.signal ?? AbortSignal.timeout(20_000),
  })
}

describe('the Python sandbox', () => {
  it('is in force on a machine with bubblewrap', () => {
    expect(sandbox.level).toBe('bubblewrap')
  })

  it('returns the last expression as a table, with a named index as columns', async () => {
    const reply = await run('sales.groupby("uf")["valor"].sum()')
    expect(reply).toMatchObject({
      ok: true,
      result: {
        rows: [
          ['RJ', 3.25],
          ['SP', 10.5],
        ],
        row_count: 2,
      },
    })
  })

  it('writes exact integers, dates, booleans and nulls as the contract does', async () => {
    const reply = await run('sales')
    expect(reply).toMatchObject({
      result: {
        columns: [
          { name: 'uf', type: 'text' },
          { name: 'valor', type: 'number' },
          { name: 'dia', type: 'timestamp' },
          { name: 'n', type: 'integer' },
          { name: 'ok', type: 'boolean' },
        ],
        rows: [
          ['SP', 10.5, '2024-01-31T00:00:00', 1, true],
          ['RJ', 3.25, '2024-02-01T00:00:00', null, false],
          ['SP', null, null, '9007199254740993', null],
        ],
      },
    })
  })

  it('loads only the columns that were named', async () => {
    expect(await run('list(sales.columns)[0]', { columns: ['dia'] })).toMatchObject({ result: { rows: [['dia']] } })
  })

  it('tells what the code raised and keeps what it printed', async () => {
    expect(await run('print("seen")\nsales["nope"]')).toMatchObject({
      ok: false,
      code: 'python_failed',
      stdout: 'seen\n',
    })
  })

  it('uses a process again only for code that the server generated', async () => {
    await run('import builtins; builtins.marker = 1', { generated: true })
    expect(await run('hasattr(__import__("builtins"), "marker")', { generated: true })).toMatchObject({
      result: { rows: [[true]] },
    })
    await run('import builtins; builtins.marker = 1')
    expect(await run('hasattr(__import__("builtins"), "marker")')).toMatchObject({ result: { rows: [[false]] } })
  })

  it('leaves no file of a run behind', async () => {
    await run('len(sales)')
    const slots = await readdir(join(folder, 'slots'))
    const left = await Promise.all(slots.map((slot) => readdir(join(folder, 'slots', slot)).catch(() => [])))
    expect(left.flat()).toEqual([])
  })

  it.each([
    ['reading a host file', 'open("/etc/passwd").read()'],
    [
      'listing other slots',
      '__import__("os").listdir("/data/..")[0] if "slots" in __import__("os").listdir("/") else 1/0',
    ],
    ['overwriting its data', 'open(__import__("glob").glob("/data/*")[0], "wb")'],
    ['opening a connection', '__import__("socket").create_connection(("127.0.0.1", 22), 1)'],
    ['using too much memory', 'bytearray(3 << 30)'],
    ['a shared mapping beyond the limit', '__import__("mmap").mmap(-1, 3 << 30)'],
    ['filling the scratch folder', 'open("/tmp/full", "wb").write(bytes(80 << 20))'],
  ])('contains %s', async (_what, code) => {
    expect(await run(code)).toMatchObject({ ok: false })
  })

  it('survives a forged and an endless result channel', async () => {
    const forge = 'import os\nfor fd in range(3, 20):\n  try: os.write(fd, b"not json\\n")\n  except OSError: pass\n1'
    await expect(run(forge)).rejects.toMatchObject({ code: 'python_died' })
    const flood =
      'import os\nfor fd in range(3, 20):\n  try:\n    while True: os.write(fd, b"x" * 65536)\n  except OSError: pass'
    await expect(run(flood)).rejects.toMatchObject({ code: 'python_died' })
    expect(await run('1 + 1')).toMatchObject({ result: { rows: [[2]] } })
  })

  it.each([
    ['ends its process', '__import__("os")._exit(0)'],
    ['crashes its interpreter', 'import ctypes\nctypes.string_at(0)'],
    [
      'forges the reply of another request',
      'forge({"id": 99, "ok": True, "stdout": "", "stdout_dropped": 0, "result": None, "charts": []})',
    ],
    ['forges a reply of another form', 'forge({"id": 1, "ok": True, "result": {"columns": "all"}})'],
  ])('survives code that %s', async (_what, code) => {
    const forge =
      'import json, os\ndef forge(reply):\n  for fd in range(3, 20):\n    try: os.write(fd, json.dumps(reply).encode() + b"\\n")\n    except OSError: pass\n'
    await expect(run(forge + code)).rejects.toMatchObject({ code: 'python_died' })
    expect(await run('1 + 1')).toMatchObject({ result: { rows: [[2]] } })
  })

  it.each([
    ['prints without end', 'for _ in range(3000): print("x" * 100_000)', 0],
    ['returns more rows than may be shown', 'pd.DataFrame({"n": range(100_000)})', 100_000],
    ['returns a huge cell', '"x" * 50_000_000', 1],
  ])('bounds code that %s', async (_what, code, rows) => {
    const reply = await run(code)
    expect(JSON.stringify(reply).length).toBeLessThan(200_000)
    expect(reply.ok && (reply.result?.row_count ?? 0)).toBe(rows)
  })

  it('bounds threads and does not let ignored signals keep it alive', async () => {
    const threads =
      'import threading, time\nfor _ in range(5000): threading.Thread(target=time.sleep, args=(5,)).start()'
    expect(await run(threads)).toMatchObject({ ok: false })
    const stop = new AbortController()
    const stubborn = run('import signal\nfor s in range(1, 32):\n  try: signal.signal(s, signal.SIG_IGN)\n  except (OSError, ValueError): pass\nwhile True: pass', { signal: stop.signal }) // prettier-ignore
    setTimeout(() => {
      stop.abort(new Error('stopped'))
    }, 200)
    await expect(stubborn).rejects.toThrow('stopped')
  })

  it('gives code the original file beside the tables, and explains what it cannot reach', async () => {
    const original = join(folder, 'sales.csv')
    await writeFile(original, 'a;b\n1;2\n')
    const request = { tables: [], maxRows: 10, generated: false, explain: true, signal: AbortSignal.timeout(20_000) }
    const file = { path: original, extension: '.csv' }
    expect(await sandbox.run({ ...request, file, code: 'pd.read_csv(file_path, sep=";")' })).toMatchObject({
      result: { rows: [[1, 2]] },
    })
    expect(await sandbox.run({ ...request, file, code: 'import os\nos.listdir("/")' })).toMatchObject({
      ok: false,
      code: 'python_refused',
      refusals: [{ line: 1, what: 'import os' }],
    })
  })

  it('stops at once when the question is cancelled', async () => {
    const stop = new AbortController()
    const running = run('while True: pass', { signal: stop.signal })
    setTimeout(() => {
      stop.abort(new Error('stopped'))
    }, 100)
    await expect(running).rejects.toThrow('stopped')
  })
})

describe('which isolation is in force', () => {
  const open = (choice: SandboxChoice) =>
    openPythonSandbox({ python: loadConfig().pythonHome, workFolder: join(folder, 'off'), choice })
  const request = { code: '1', tables: [], file: null, maxRows: 1, explain: true, generated: true }

  async function withoutBubblewrap<Result>(body: () => Promise<Result>): Promise<Result> {
    const path = process.env['PATH']
    process.env['PATH'] = '/nonexistent'
    try {
      return await body()
    } finally {
      process.env['PATH'] = path
    }
  }

  it('is Landlock where bubblewrap is missing', async () => {
    const opened = await withoutBubblewrap(() => open('auto'))
    expect(opened.level).toBe('landlock')
    const reply = await opened.run({ ...request, signal: AbortSignal.timeout(20_000) })
    expect(reply).toMatchObject({ result: { rows: [[1]] } })
    await opened.close()
  })

  it.each(['bubblewrap', 'off'] as const)('is none, and no Python runs, where only %s may be used', async (choice) => {
    const closed = await withoutBubblewrap(() => open(choice))
    expect(closed.level).toBe('off')
    await expect(closed.run({ ...request, signal: AbortSignal.timeout(1000) })).rejects.toMatchObject({
      code: 'python_off',
    })
  })
})
