import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { profileInProcess, writeParquet } from './testing/profile-in-process.ts'

let folder: string
let path: string

/**
 * Enough rows that columns are sorted and several threads share every scan: two row groups; values nearly unique,
 * repeated, missing, skewed over many magnitudes.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threads-'))
  path = join(folder, 'table.parquet')
  await writeParquet(
    path,
    `SELECT i AS id, sin(i) * 1000 AS wave, exp((i * 7919 % 100003) / 5000.0) AS tail,
      ((i * 104729 % 1000003) / 100.0)::DECIMAL(18, 2) AS price, i % 13 AS few,
      CASE WHEN i % 3 > 0 THEN (i * 31 % 70001) / 7.0::DOUBLE END AS gaps,
      'código ' || (i * 17 % 150001) AS code, ['a', 'b', 'c'][1 + i % 3] AS letter,
      TIMESTAMP '2023-01-01' + INTERVAL (i * 37 % 9000000) SECOND AS moment
    FROM range(250000) t(i) UNION ALL SELECT 7, 1.5, 2.5, 3.25, 4, NULL, 'x', 'a', TIMESTAMP '2024-01-01' FROM range(3)`,
  )
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

it('gives the same profile over one, two and four threads, byte for byte', async () => {
  const one = JSON.stringify(await profileInProcess(path, 1))
  for (const threads of [2, 4]) expect(JSON.stringify(await profileInProcess(path, threads))).toBe(one)
}, 120_000)
