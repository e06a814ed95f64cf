import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProfileKind } from './profile-job.ts'
import { PARQUET_READING, profileInProcess, writeParquet } from './testing/profile-in-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'robust-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const KINDS: readonly ProfileKind[] = ['basic_eda', 'full']

async function profileOf(select: string, kind: ProfileKind): Promise<Profile> {
  const path = join(folder, `${crypto.randomUUID()}.parquet`)
  await writeParquet(path, select)
  return Profile.parse(await profileInProcess(path, 2, PARQUET_READING, { kind }))
}

const column = (profile: Profile, name: string) => profile.columns.find((one) => one.name === name)

describe.each(KINDS)('tables that nobody plans for (%s)', (kind) => {
  it('has columns with the names that its own statements use', async () => {
    const names = [
      'c',
      'v',
      'n',
      'd',
      'g',
      'h',
      'x',
      'rank',
      'start',
      'source',
      'sorted',
      'repeated',
      'rowid',
      'one',
      'days',
    ]
    const kinds = ['i', 'i / 7.0', "'t' || (i % 5)", "DATE '2024-01-01' + (i % 50)::INTEGER", 'i % 3 = 0']
    const list = names.map((name, i) => `${kinds[i % kinds.length] ?? 'i'} AS "${name}"`)
    const profile = await profileOf(`SELECT ${list.join(', ')} FROM range(600) t(i)`, kind)
    expect(profile.columns.map(({ name }) => name)).toEqual(names)
    expect(profile.columns.map(({ count }) => count)).toEqual(names.map(() => 600))
  })

  it('holds decimals of 38 digits', async () => {
    const profile = await profileOf(
      `SELECT (i::DECIMAL(38, 0) * 123456789012345678901234567890)::DECIMAL(38, 0) AS wide, (i / 7)::DECIMAL(38, 20) AS long
      FROM range(2000) t(i)`,
      kind,
    )
    expect(column(profile, 'wide')?.number?.max).toBe('246790121235679012123567901212110')
    expect(profile.columns.every(({ distinct }) => distinct === 2000)).toBe(true)
  })

  it('holds years beyond 9999, before Christ, infinite dates and instants with zone', async () => {
    const profile = await profileOf(
      `SELECT DATE '10100-12-31' - (i % 40000)::INTEGER AS late, DATE '0044-03-15 (BC)' + i::INTEGER AS early,
        CASE WHEN i % 3 = 0 THEN 'infinity'::DATE ELSE DATE '2024-01-01' END AS endless,
        TIMESTAMPTZ '2024-01-01 00:00:00+05' + INTERVAL (i) MINUTE AS zoned, INTERVAL (i) DAY AS span
      FROM range(900) t(i)`,
      kind,
    )
    expect(column(profile, 'zoned')?.date?.min).toBe('2023-12-31T19:00:00')
    expect(column(profile, 'endless')).toMatchObject({ count: 900, distinct: 2 })
    expect(column(profile, 'late')?.distinct).toBe(900)
  })

  it('holds structures, lists, maps, bits and bytes', async () => {
    const profile = await profileOf(
      `SELECT {'a': i, 'b': ['x' || i]} AS s, [i, i + 1] AS l, MAP {'k' || i: i} AS m, '101'::BIT AS bits, 'x'::BLOB AS b,
        [{'deep': [[i]]}] AS deep FROM range(500) t(i)`,
      kind,
    )
    expect(profile.columns.map(({ distinct }) => distinct)).toEqual([500, 500, 500, 1, 1, 500])
  })

  it('has nothing but equal rows, one row, or only missing values', async () => {
    const equal = await profileOf("SELECT 1 AS a, 'x' AS b, 2.5::DOUBLE AS c FROM range(50000)", kind)
    expect(equal.duplicate_rows).toBe(49_999)
    expect((await profileOf("SELECT 1 AS a, DATE '2024-01-01' AS d", kind)).rows).toBe(1)
    const none = await profileOf('SELECT NULL::VARCHAR AS a, NULL::DOUBLE AS b, NULL::DATE AS c FROM range(3000)', kind)
    expect(none).toMatchObject({ missing_cells: 9_000, duplicate_rows: 2_999 })
  })

  it('holds one text of ten megabytes, whose profile stays small', async () => {
    const profile = await profileOf(
      "SELECT CASE WHEN i = 0 THEN repeat('palavra ', 1250000) ELSE 'curto' END AS t FROM range(9) r(i)",
      kind,
    )
    expect(column(profile, 't')).toMatchObject({ distinct: 2, text: { length_max: 10_000_000 } })
    expect(JSON.stringify(profile).length).toBeLessThan(20_000)
  })
})
