import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCheckpoint } from './checkpoint.ts'
import type { ColumnFindings } from './columns/column-findings.ts'
import { PARQUET_READING, profileInProcess, writeParquet } from './testing/profile-in-process.ts'

let folder: string
let parquetPath: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'))
  parquetPath = join(folder, 'table.parquet')
  await writeParquet(
    parquetPath,
    "SELECT i AS id, i % 7 AS few, 'v' || (i % 900) AS t, DATE '2024-05-01' + (i % 90)::INTEGER AS d FROM range(2000) r(i) UNION ALL SELECT 5, 5, 'v5', DATE '2024-05-06'",
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const now = new Date('2024-06-01T00:00:00Z')
const input = () => ({ parquetPath, reading: PARQUET_READING, kind: 'basic_eda' as const, now })

async function allFindings(): Promise<ColumnFindings[]> {
  const findings: ColumnFindings[] = []
  await profileInProcess(parquetPath, 2, PARQUET_READING, {
    listener: { onFindings: (some) => findings.push(...some) },
  })
  return findings
}

it('goes on behind every number of finished columns with the same profile', async () => {
  const whole = await profileInProcess(parquetPath)
  const findings = await allFindings()
  for (let done = 0; done <= findings.length; done++) {
    const profiled: ColumnFindings[] = []
    const again = await profileInProcess(parquetPath, 1, PARQUET_READING, {
      finished: findings.slice(0, done),
      listener: { onFindings: (some) => profiled.push(...some) },
    })
    expect(again).toEqual(whole)
    expect(profiled).toHaveLength(findings.length - done)
  }
})

it('keeps whole lines, drops one that was cut off, and the present of the first run', async () => {
  const path = join(folder, 'cut.checkpoint')
  const findings = await allFindings()
  const first = await openCheckpoint(path, input())
  first.add(findings.slice(0, 2))
  await first.settle()
  const { size } = await stat(path)
  await appendFile(path, JSON.stringify(findings[2]).slice(0, 200))
  const second = await openCheckpoint(path, { ...input(), now: new Date() })
  expect([second.finished, second.now]).toEqual([findings.slice(0, 2), now])
  expect((await stat(path)).size).toBe(size)
  second.add(findings.slice(2))
  await second.settle()
  const third = await openCheckpoint(path, input())
  await third.settle()
  expect(third.finished).toEqual(findings)
})

it('drops columns of another table, another kind of profile, another reading', async () => {
  const path = join(folder, 'other.checkpoint')
  const other = join(folder, 'other.parquet')
  await writeParquet(other, 'SELECT i AS id FROM range(2001) r(i)')
  const findings = await allFindings()
  const column = { name: 'id', source_name: 'id', type: 'integer' as const, unit: 'kg' }
  for (const changed of [
    { ...input(), parquetPath: other },
    { ...input(), kind: 'full' as const },
    { ...input(), reading: { ...PARQUET_READING, columns: [column] } },
  ]) {
    const mine = await openCheckpoint(path, input())
    mine.add(findings)
    await mine.settle()
    const theirs = await openCheckpoint(path, changed)
    expect(theirs.finished).toEqual([])
    await theirs.settle()
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2)
  }
})
