import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileInProcess } from './testing/profile-in-process.ts'

const run = promisify(execFile)
const PYTHON = join(process.env.DATAPILOT_HOME ?? '.datapilot', 'python', 'bin', 'python')
const SCRIPT = fileURLToPath(new URL('testing/pandas_figures.py', import.meta.url))

interface Figures {
  rows: number
  duplicate_rows: number
  numeric: string[]
  pearson: (number | null)[][]
  spearman: (number | null)[][]
  columns: Record<string, ColumnFigures>
}
interface ColumnFigures {
  count: number
  missing: number
  distinct: number | null
  top: number[]
  number?: Record<string, number | string | boolean | number[]> & {
    quantiles: Record<string, number>
    histogram: number[]
  }
  text?: Record<string, number>
  date?: { min: string; max: string; gap_days: number; weekdays: number[]; months: number[] }
}

let folder: string
let profile: Profile
let figures: Figures

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profiling-'))
  const path = join(folder, 'table.parquet')
  await run(PYTHON, [SCRIPT, path])
  profile = await profileInProcess(path, 2, undefined, { kind: 'full' })
  const edges = profile.columns
    .filter(({ number, distinct }) => number && distinct > 1)
    .map(({ name, histogram }) => [name, histogram?.edges ?? [0, 0]])
  await writeFile(join(folder, 'edges.json'), JSON.stringify(Object.fromEntries(edges)))
  const { stdout } = await run(PYTHON, [SCRIPT, path, join(folder, 'edges.json')])
  figures = JSON.parse(stdout) as Figures
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Agreement to `digits` significant digits of the larger of value and `scale`. */
function expectClose(actual: number | null | undefined, expected: number, digits = 10, scale = Math.abs(expected)) {
  expect(actual).not.toBeNull()
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(Math.max(Math.abs(expected), scale) * 10 ** -digits)
}

function column(name: string) {
  const found = profile.columns.find((one) => one.name === name)
  const expected = figures.columns[name]
  if (!found || !expected) throw new Error(`no column ${name}`)
  return { found, expected }
}

describe('figures against pandas', () => {
  it('is a valid profile', () => {
    expect(Profile.safeParse(profile).error).toBeUndefined()
  })

  it('counts rows, duplicates, missing, distinct and the most frequent values exactly', () => {
    expect(profile.rows).toBe(figures.rows)
    expect(profile.duplicate_rows).toBe(figures.duplicate_rows)
    for (const name of Object.keys(figures.columns)) {
      const { found, expected } = column(name)
      expect([name, found.count, found.missing]).toEqual([name, expected.count, expected.missing])
      if (expected.distinct !== null) expect([name, found.distinct]).toEqual([name, expected.distinct])
      if (name !== 'special') expect([name, found.top.map(({ count }) => count)]).toEqual([name, expected.top])
    }
  })

  it.each(['number', 'small', 'large', 'money', 'normal', 'special', 'far', 'falling'])(
    'describes numbers: %s',
    (name) => {
      const { found, expected } = column(name)
      const { number, histogram } = found
      if (!number || !expected.number) throw new Error('no figures')
      const spread = Number(expected.number.standard_deviation)
      expectClose(number.mean, Number(expected.number.mean), 11, spread)
      expectClose(number.standard_deviation, spread, name === 'far' ? 6 : 9)
      expectClose(number.variance, Number(expected.number.variance), name === 'far' ? 6 : 9)
      expectClose(number.skewness, Number(expected.number.skewness), name === 'far' ? 5 : 8, 1)
      expectClose(number.kurtosis, Number(expected.number.kurtosis), name === 'far' ? 5 : 8, 1)
      for (const [key, value] of Object.entries(expected.number.quantiles)) {
        expectClose(number.quantiles[key as keyof typeof number.quantiles], value, 11, spread)
      }
      for (const key of ['zeros', 'negatives', 'outliers_iqr', 'outliers_z'] as const) {
        expect([key, number[key]]).toEqual([key, expected.number[key]])
      }
      expect(String(number.min)).toBe(name === 'money' ? expected.number.min : String(number.min))
      expectClose(Number(number.min), Number(expected.number.min), 15)
      expectClose(Number(number.max), Number(expected.number.max), 15)
      expect(histogram?.counts).toEqual(expected.number.histogram)
      const direction = expected.number.increasing ? 'increasing' : expected.number.decreasing ? 'decreasing' : 'none'
      expect(number.monotonic).toBe(direction)
    },
  )

  it('keeps integers beyond 2^53 and decimals exact', () => {
    const { found, expected } = column('large')
    expect([found.number?.min, found.number?.max]).toEqual([expected.number?.min, expected.number?.max])
    expect(column('money').found.number?.min).toBe(column('money').expected.number?.min)
    expect(column('money').found.number?.sum).toMatch(/^\d+\.\d\d$/)
  })

  it('counts infinities and NaN apart from missing values', () => {
    const { found, expected } = column('special')
    expect(found.missing).toBe(0)
    expect(found.number).toMatchObject({ infinities: expected.number?.infinities, nans: expected.number?.nans })
    expect(found.number?.nans).toBeGreaterThanOrEqual(7)
  })

  it.each(['category', 'code'])('measures texts: %s', (name) => {
    const { found, expected } = column(name)
    expect(found.text).toMatchObject({ ...expected.text, length_mean: found.text?.length_mean })
    expectClose(found.text?.length_mean, Number(expected.text?.length_mean), 11)
  })

  it.each(['day', 'instant'])('measures dates: %s', (name) => {
    const { found, expected } = column(name)
    const { min, max, gap_days, weekdays, months } = found.date ?? {}
    const isDay = found.type === 'date'
    const as = (text: string | undefined) => (isDay ? text?.slice(0, 10) : text?.replace(/0+$/, ''))
    expect({ min, max, gap_days, weekdays, months }).toEqual({
      ...expected.date,
      min: as(expected.date?.min),
      max: as(expected.date?.max),
    })
  })

  it.each(['pearson', 'spearman'] as const)('correlates: %s', (method) => {
    const matrix = profile.correlations.find((one) => one.method === method)
    for (const [i, a] of figures.numeric.entries()) {
      for (const [j, b] of figures.numeric.entries()) {
        const expected = figures[method][i]?.[j]
        const found = matrix?.values[matrix.columns.indexOf(a)]?.[matrix.columns.indexOf(b)]
        // pandas loses digits of `far` (10^9 plus a share of one); ours are centred first.
        expectClose(found, Number(expected), method === 'pearson' && (a === 'far' || b === 'far') ? 6 : 9, 1)
      }
    }
  })

  it('gives the same figures over one thread and over four', async () => {
    const path = join(folder, 'table.parquet')
    const [one, four] = [await profileInProcess(path, 1), await profileInProcess(path, 4)]
    expect(four).toEqual(one)
  })
})
