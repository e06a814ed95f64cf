import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Profile } from '@datapilot/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { profileInProcess } from './testing/profile-in-process.ts'

const run = promisify(execFile)
const PYTHON = join(process.env.DATAPILOT_HOME ?? '.datapilot', 'python', 'bin', 'python')
const SCRIPT = fileURLToPath(new URL('testing/depth_figures.py', import.meta.url))

interface SeriesFigures {
  values: (number | null)[]
  slope: number
  kpss: number
  trend_strength: number
  seasonal_strength: number
}
interface Figures {
  columns: Record<string, Record<string, number> & { smallest: number[][]; largest: number[][]; hours: number[] }>
  relations: {
    spearman: number[][]
    cramers_v: number[][]
    eta: number[][]
    missing_together: number[][]
    town_to_state: number
    units_again_differs: number
  }
  series: Record<'count' | 'noise' | 'price', SeriesFigures>
}

const NUMBERS = ['units', 'price', 'noise', 'signal']
const CATEGORIES = ['shop', 'town', 'state']

let folder: string
let profile: Profile
let figures: Figures

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depth-'))
  const path = join(folder, 'table.parquet')
  await run(PYTHON, [SCRIPT, 'make', path])
  profile = await profileInProcess(path, 2, undefined, { kind: 'full' })
  const { stdout } = await run(PYTHON, ['-W', 'ignore', SCRIPT, 'figures', path])
  figures = JSON.parse(stdout) as Figures
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Agreement to `digits` significant digits of the larger of value and `scale`. */
function expectClose(actual: number | null | undefined, expected: number | undefined, digits = 11, scale = 0) {
  expect(actual ?? NaN).not.toBeNaN()
  const tolerance = Math.max(Math.abs(expected ?? NaN), scale) * 10 ** -digits
  expect(Math.abs((actual ?? NaN) - (expected ?? NaN))).toBeLessThanOrEqual(tolerance)
}

function column(name: string) {
  const found = profile.columns.find((one) => one.name === name)
  const expected = figures.columns[name]
  if (!found || !expected) throw new Error(`no column ${name}`)
  return { found, expected }
}

describe('deep figures against pandas, SciPy and statsmodels', () => {
  it('is a valid profile, exact in all of its parts', () => {
    expect(Profile.safeParse(profile).error).toBeUndefined()
    expect([profile.associations?.exact, profile.associations?.rows]).toEqual([true, 20_000])
  })

  it.each(NUMBERS)('spreads and tails: %s', (name) => {
    const { found, expected } = column(name)
    const number = found.number
    expectClose(number?.range, expected.range)
    expectClose(number?.coefficient_of_variation, expected.cv, 9)
    expectClose(number?.median_absolute_deviation, expected.mad)
    const pairs = (tail: { value: unknown; count: number }[] = []) =>
      tail.map(({ value, count }) => [Number(value), count])
    expect(pairs(number?.smallest)).toEqual(expected.smallest)
    expect(pairs(number?.largest)).toEqual(expected.largest)
  })

  it.each([...CATEGORIES, 'units'])('concentration: %s', (name) => {
    const { found, expected } = column(name)
    expectClose(found.category?.entropy, expected.entropy)
    expectClose(found.category?.imbalance, expected.imbalance, 10, 1)
    expectClose(found.category?.uniform_p, expected.uniform_p, 9, 1e-12)
  })

  it.each(['shop', 'note'])('words and characters: %s', (name) => {
    const { found, expected } = column(name)
    expect(found.text?.words?.total).toBe(expected.words)
    const { total, letters, digits, spaces } = found.text?.characters ?? {}
    expect({ total, letters, digits, spaces }).toEqual({
      total: expected.total,
      letters: expected.letters,
      digits: expected.digits,
      spaces: expected.spaces,
    })
  })

  it('clock and gaps of dates', () => {
    const { found, expected } = column('at')
    expect(found.date?.granularity).toBe('second')
    expect(found.date?.hours).toEqual(expected.hours)
    expect(found.date?.gap_days).toBe(expected.gap_days)
    expect(found.date?.gaps[0]?.days ?? 0).toBe(expected.longest_gap)
  })

  it('rank correlation, Cramér’s V and correlation ratio', () => {
    const rho = profile.correlations.find(({ method }) => method === 'spearman')
    const { cramers_v: v, correlation_ratio: eta } = profile.associations ?? {}
    for (const [i, a] of NUMBERS.entries()) {
      for (const [j, b] of NUMBERS.entries())
        expectClose(rho?.values[rho.columns.indexOf(a)]?.[rho.columns.indexOf(b)], figures.relations.spearman[i]?.[j], 10, 1) // prettier-ignore
    }
    for (const [i, a] of CATEGORIES.entries()) {
      for (const [j, b] of CATEGORIES.entries())
        expectClose(v?.values[v.columns.indexOf(a)]?.[v.columns.indexOf(b)], figures.relations.cramers_v[i]?.[j], 10, 1)
      for (const [j, b] of NUMBERS.entries())
        expectClose(eta?.values[eta.categories.indexOf(a)]?.[eta.numbers.indexOf(b)], figures.relations.eta[i]?.[j], 10, 1) // prettier-ignore
    }
  })

  it('missing together', () => {
    const { columns = [], together, patterns = [] } = profile.missing_patterns ?? {}
    expect(columns).toEqual(['note', 'noise'])
    expect(together).toEqual(figures.relations.missing_together)
    expect(patterns.reduce((sum, { rows }) => sum + rows, 0)).toBe(profile.rows)
  })

  it('rules with their violations, near-duplicate columns, keys', () => {
    const rule = profile.dependencies?.find(({ from, to }) => from.join() === 'town' && to === 'state')
    expect(rule).toMatchObject({ violations: figures.relations.town_to_state, from: ['town'] })
    const pair = (a: string, b: string) => profile.near_duplicate_columns?.find(({ columns }) => columns.join() === `${a},${b}`) // prettier-ignore
    expect(pair('units', 'units_again')).toMatchObject({
      relation: 'scaled',
      factor: 12.5,
      offset: 3,
      differing: figures.relations.units_again_differs,
    })
    expect(profile.candidate_keys).toEqual([['order']])
  })

  it.each(['count', 'noise', 'price'] as const)('series by month: %s', (name) => {
    const series = profile.series?.find(({ column }) => column === 'at')
    expect(series?.period).toBe('month')
    const measure = series?.measures.find(({ column: own, aggregate }) => (own ?? aggregate) === name)
    const expected = figures.series[name]
    expect(measure?.values).toHaveLength(expected.values.length)
    const scale = Math.max(...expected.values.map((value) => Math.abs(value ?? 0)))
    expected.values.forEach((value, i) => expectClose(measure?.values[i], value ?? 0, 11, scale))
    expectClose(measure?.figures.slope, expected.slope, 9, scale / 72)
    expectClose(measure?.figures.kpss, expected.kpss, 9)
    expectClose(measure?.figures.trend_strength, expected.trend_strength, 9, 1)
    expectClose(measure?.figures.seasonal_strength, expected.seasonal_strength, 9, 1)
  })

  it('gives the same over one thread and over four', async () => {
    const path = join(folder, 'table.parquet')
    const [one, four] = await Promise.all([1, 4].map((threads) => profileInProcess(path, threads, undefined, { kind: 'full' }))) // prettier-ignore
    expect(four).toEqual(one)
  })
})
